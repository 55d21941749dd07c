import { folded, sentencesOf } from '../vocabulary/ports.ts';
import { CONCERN_ACTS } from './concern-acts.ts';
import { namedPerson } from './named-person.ts';
import type { Concern } from './ports.ts';

/** Who a clause is about. The last one before an act did it. */
const SUBJECT =
  /\b(?:i(?:['’](?:d|ve|m|ll))?|we(?:['’](?:d|ve|re|ll))?|he|she|they|you|who|which|nobody|no one|somebody|someone|somebody else|everybody|everyone|others?|others|(?:my|the|a|an|our|one|another|his|her|their|some|two|this|that) (?:[a-z-]+ ){0,2}?(?:colleagues?|workmates?|mates?|boss|manager|supervisor|foreman|lead|head|teacher|doctor|nurse|carer|driver|chef|cook|waiter|porter|guests?|patients?|residents?|clients?|customers?|passengers?|pupils?|students?|boys?|girls?|lads?|child|children|kids?|man|men|woman|women|lady|gentleman|people|person|father|mother|brother|sister|son|daughter|neighbours?|owner|company|firm|trainee|apprentice|intern|temp|team|shift|director|accountant|clerk|salesman|seller|rep|agent|officer|guard|employee|worker|member|predecessor|partner|husband|wife|friend|drunk|dealer|prisoner|suspect|visitor|bystander|reviewer|journalist|lawyer|tenant|inspector|mayor|crew|thief|thieves|burglar|machine|dog|cat|horse))\b/gu;
const OWN = /^(?:i|we)(?:['’]\w+)?$/u;
/** Not done: denied, prevented, only nearly, or done to the candidate, or something that they met with. */
const NOT_DONE =
  /\b(?:not|n['’]?t|never|no|nearly|almost|refus\w*|instead of|without|rather than|stop\w*|avoid\w*|prevent\w*|against|nobody|saw|see|seen|heard|hear|caught|notic\w+|found|realis\w+|report\w*|asked|told|ordered|warn\w*|wanted|accus\w+|suspect\w*|learn\w*|discover\w*|said|claim\w*|thought|was|were|been|being|be|got|get|if|unless|trained|training|know how|supposed|(?:could|would|might|should) have|could|tempted to)\s(?:\w+ ){0,6}$/u;
const JOINED = /(?:,|;|:|\band\b|\bthen\b|\bbut\b|\bso\b|\bbecause\b)/gu;
/** The candidate and what they did, right before somebody else is named. */
const OBJECT_OF_OWN =
  /\b(?:i|we)(?:['’]\w+)? (?:[\w'’-]+ ){1,5}(?<!\b(?:that|who|which|when|because|if|while|as|and|but|so|before|after|until) )$/u;
/** “… and refused”, “he asked me to … and I did”. */
const DID_SO =
  /(?:^|[,;.]|\b(?:so|and|then)) (?:i|we) (?:just |simply |also )?did(?: it| so| that| what (?:he|she|they)\b.{0,12})?(?:[,;.]|$|\s(?:because|and|for))/u;
const BY_MISTAKE =
  /\b(?:by mistake|by accident|accidental\w*|mistakenly|unintention\w*|without (?:meaning|wanting|noticing|realis\w+|realiz\w+)|in error|did not mean|didn't mean)\b/u;
/** A past fault that was owned and put right is a story an interviewer respects. */
const PUT_RIGHT =
  /\bi (?:then |also |immediately |later |soon |still |went and |had to |decided to |went back and |at once |straight away )?(?:owned up|confess\w*|apologi[sz]\w*|came clean|turned myself in|reported (?:myself|it|this|what|my)|(?:said|say) (?:that )?i (?:was|am) sorry|said sorry|put it right|made it right|corrected (?:it|the|my)|regret\w*|was wrong|was ashamed|(?:should|ought) (?:not|never)|shouldn't|hand(?:ed)? (?:it|the money|them) back|paid (?:it|them|the money) back|gave (?:it|the money|them) back|told (?:him|her|them|my \w+|the \w+(?: \w+)?) (?:the truth|what i (?:had|have) done|at once|straight away|immediately|about (?:it|my)|honestly|openly|everything|that (?:it was|i (?:had|was)))|admitted (?:it|that|my|to|what)|learn(?:ed|t) (?:that|never|not|to|from)|would never do|have never (?:done|again))\b|\b(?:same (?:evening|day|hour|morning)|at once|next (?:day|morning)) i (?:told|said|rang|went to|owned)\b|\bnever again\b|\bi (?:was )?(?:so |really |deeply )?ashamed\b|\b(?:my|the) (?:apology|confession)\b/u;
const PERMITTED =
  /\b(?:with (?:his|her|their|the \w+'s?|mum's|written) (?:written )?(?:consent|permission|agreement)|(?:he|she|they|the \w+) (?:had )?(?:agreed|consented|gave (?:me )?permission|asked me to|allowed)|as (?:the )?(?:care plan|doctor|protocol|prescri\w+) (?:said|says|ordered|allowed)|prescribed|without (?:his|her|their|the|any|a) names?|nobody could (?:know|tell|recognise) who|details? (?:were )?(?:changed|altered)|anonymi[sz]ed|under supervision|in (?:a|the) (?:film|play|game|drill|exercise|training|simulation|sandbox)|for (?:a|the|our) (?:test|drill|exercise|play|film|show|performance|training)|(?:self-?defen[cs]e|sparring|boxing|judo|rugby|football match)|held (?:him|her|them) safe|for (?:his|her|their) (?:own )?safety)\b/u;

/**
 * What an interviewer would stop at: harm, dishonesty or a broken confidence that the candidate describes as their own doing.
 * Others' deeds, prevented and reported ones, accidents, and faults that were owned and put right are none.
 */
export function concernIn(answer: string): Concern | undefined {
  const whole = folded(answer);
  if (PUT_RIGHT.test(whole)) return undefined;
  for (const { text } of sentencesOf(answer)) {
    const sentence = folded(text);
    if (BY_MISTAKE.test(sentence) || PERMITTED.test(sentence)) continue;
    for (const { code, says } of CONCERN_ACTS) {
      for (const found of sentence.matchAll(says)) {
        if (isOwn(sentence, found.index) || orderedAndDone(sentence.slice(0, found.index), whole)) return code;
      }
    }
  }
  return namedPerson(answer) ? 'confidential' : undefined;
}

/** Whether what begins here was done by the candidate, and not by somebody else, nor denied. */
function isOwn(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at);
  const act = sentence.slice(at);
  const subject = [...before.matchAll(SUBJECT)].at(-1);
  if (subject === undefined)
    return !/\b(?:was|were|been|being|is|are|got|not|never)\s(?:\w+ )?$/u.test(before) && before.split(' ').length < 4;
  if (/^n['’]t\b/u.test(act)) return false;
  if (OWN.test(subject[0])) return !NOT_DONE.test(nearest(before.slice(subject.index + subject[0].length)));
  // Whom the candidate did something to is no subject: “I took the resident home and locked …”.
  if (/^(?:he|she|they|you|who|which|nobody|no one|some|every)/u.test(subject[0])) return false;
  const earlier = OBJECT_OF_OWN.exec(before.slice(0, subject.index));
  return earlier !== null && !NOT_DONE.test(nearest(before.slice(earlier.index + earlier[0].indexOf(' '))));
}

/** What follows the last joiner, closed with a space. */
function nearest(between: string): string {
  const joined = [...between.matchAll(JOINED)].at(-1);
  return `${(joined === undefined ? between : between.slice(joined.index + joined[0].length)).trim()} `.trimStart();
}

function orderedAndDone(before: string, whole: string): boolean {
  return /\b(?:told|asked|ordered|wanted|said) (?:me|us) (?:to )?(?:\w+ ){0,3}$/u.test(before) && DID_SO.test(whole);
}
