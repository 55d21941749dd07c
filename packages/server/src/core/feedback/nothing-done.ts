import { plainClausesOf, LEAD } from './plain-clauses.ts';

const NOT = "(?:not|n['’]?t|never|hardly)";
const WAS_NOT = '(?:did|was|were|had|could|would|took|made|gave|went|got)';
/** “I did not”, “we weren't”, “I never rang”. What has never been so far is no experience, which is another matter. */
const OWN_NOT = new RegExp(
  `^${LEAD}(?:i|we) (?:(?:just|really|also|simply|honestly|still|personally|then|even) )?` +
    `(?:${WAS_NOT} ?${NOT}\\b|never (?!had\\b|been\\b)\\w+|not \\w+(?:ed)?\\b|no \\w+)`,
  'u',
);
/** “I did nothing”, “we called nobody”, “I solved 0 complaints”, “I was responsible for nothing”. */
const OWN_NOTHING = new RegExp(
  `^${LEAD}(?:i|we) (?:\\w+ ){1,4}?(?:nothing|nobody|no ?one|no-one|none|neither|zero|no \\w+)\\b(?! (?:of (?:them|us) (?:was|were)|else|but)\\b)`,
  'u',
);
/** Said of the whole of it. */
const NOTHING_CAME =
  /\b(?:d(?:id|o|oes|one) (?:absolutely |just |really )?nothing\b(?! wrong)|(?:took|take) no action|nothing (?:was|got|has been|had been) (?:done|solved|improved|achieved|changed|decided|finished)|nothing (?:improved|changed|happened|came of it)|(?:there is|there was|there's|there isn't|there wasn't) (?:nothing|not anything|not one|one) (?:of mine|that did|to tell)|stayed out of it|kept out of it|(?:left|let) it (?:go|be|to (?:the )?others)|(?:it|that) (?:was not|wasn't|isn't|is not) (?:for me|my (?:job|task|business|problem|place))|nothing of mine|(?:nobody|no ?one) (?:asked|wanted|told|needed|called) me)\b/u;
const ZERO_ENDING =
  /^(?:\w+ ){0,4}(?:0 ?|zero |no )(?:%|percent|per cent|complaints?|customers?|people|problems?|tasks?|things?|calls?|results?)[^.]{0,20}\b(?:answered|solved|improved|helped|served|done|closed|reached|finished)\b|^(?:by )?0 ?(?:%|percent|per cent)$/u;

/** Not to do these is something done: “I did not argue, I listened”. */
const GOOD_TO_LEAVE =
  /\b(?:not|n't|never) (?:(?:just|simply|even|once|ever|want to|try to) )?(?:argu\w*|shout\w*|panic\w*|give up|gave up|give in|gave in|lose|lost|leave|left|quit|blame\w*|lie|lied|hide|hid|rush\w*|ignor\w*|interrupt\w*|judg\w*|complain\w*|miss|missed|drop\w*|cheat\w*|push\w*|forc\w*|skip\w*|break|broke|stop\w*|let (?:him|her|them)|hesitat\w+|accept\w*|agree\w*|sign|signed|raise my voice|lose|walk away|wast\w+|forget|forgot|fail|failed|share\w*|give (?:out|him|her|them|the (?:number|key|password|address))|touch (?:him|her|them)|pretend\w*)\b|\b(?:nobody|no ?one|nothing|none) (?:behind|alone|waiting|out)\b/u;
/** States say nothing either way: “I was not sure”, “I did not know him”. */
const STATE_DENIED =
  /\b(?:not|n't|never) (?:(?:really|even|yet|at all|quite|very) )?(?:know|knew|think|thought|like|feel|felt|sleep|slept|expect\w*|realis\w+|realiz\w+|notice|noticed|understand|understood|only|mind|sure|happy|able|afraid|satisfied|allowed|easy|comfortable|convinced|alone|proud|trained|prepared|there yet|born|speak (?:the|his|her|their|any|much|\w+ish|german|french|polish|arabic))\b|(?:was|were) ?(?:not|n't) the (?:only|fastest|best|first)\b/u;

/** What is no doing: states, thoughts and ways of staying away. */
const IDLE =
  'was|were|am|are|is|had|have|felt|feel|thought|think|know|knew|guess|wanted|want|wish|wished|hoped|hope|believe|believed|remember|suppose|mean|meant|like|liked|' +
  'go away|go home|walk away|go on|saw|see|heard|watched|waited|stayed|stood|sat|slept|went home|went on|went away|walked past|walked away|walked on|looked away|looked on|left it|let it|ignored|' +
  'left(?= *$)|forgot|kept out|kept quiet|kept away|also|then|just|really|quickly|only|first|myself|immediately|finally|simply|always|still|even|now|once|personally|happened|worked|work|could|can|might|would|should|must|do|did|will|need|needed|admit|said nothing|say nothing|avoided|used to';
const DOES = new RegExp(
  `^${LEAD}(?:i|we|me and \\w+|\\w+ and i|my \\w+ and i) (?:(?:also|then|just|really|quickly|only|first|myself|immediately|finally|simply|always|still|even|now|once|personally) ){0,3}` +
    `(?!(?:${IDLE})\\b|\\w+n't\\b|not\\b|never\\b|no\\b|don\\b)[a-z]{2,}`,
  'u',
);
/** “have mapped”, “was asked to”, “had to ring”, “did call”, “was able to”, “could calm her”. */
const DOES_OTHERWISE = new RegExp(
  `^${LEAD}(?:i|we) (?:(?:have|had|was|were|am|did|must|could|managed|need|needed|wanted|went)(?: to)? )(?!not\\b|never\\b|no\\b|nothing\\b|to be\\b|there\\b|the\\b|in\\b|on\\b|at\\b|a\\b|an\\b|my\\b)[a-z]{3,}`,
  'u',
);
/** “only the once I carried her coal in”. */
const DID_LATER = new RegExp(`\\bi (?!(?:${IDLE})\\b)[a-z]{2,}ed\\b(?! (?:to|that)\\b)`, 'u');
/** A point of a list, or a sentence that leaves “I” out: “Ran both tills”, “just sat with him”. */
const BARE =
  /^(?:[-–—*•]\s*)?(?:and |then |so |just |also |first |finally )*(?:(?!need|indeed|hundred|bed|red|shed|speed|feed|seed|breed)[a-z]{3,}ed|ran|rang|took|gave|made|put|sent|told|wrote|built|found|brought|got|kept|held|led|drove|spoke|sat|set|cut|bought|sold|taught|went over|went to|did the)\s/u;
const NEGATED_WITHIN = /\b(?:not|never|nothing|nobody|no ?one|none|n't|zero|no \w+)\b/u;
const MOST_WORDS = 150;
/** No text of so many words is longer, and none may make the patterns slow. */
const MOST_CHARACTERS = 2_000;

/**
 * Whether an answer says that the candidate did nothing: at least two of their own doings are denied, or it says so of
 * the whole, and nothing is named that they did. “Nobody missed breakfast” and “I did not argue, I listened” are about
 * things done.
 */
export function nothingDone(answer: string): boolean {
  if (answer.length > MOST_CHARACTERS || answer.split(/\s+/u).length > MOST_WORDS) return false;
  const clauses = plainClausesOf(answer);
  let denied = 0;
  for (const { text } of clauses) {
    if (ZERO_ENDING.test(text) || NOTHING_CAME.test(text)) denied += 1;
    if (STATE_DENIED.test(text)) continue;
    if (GOOD_TO_LEAVE.test(text)) return false;
    if (OWN_NOT.test(text) || OWN_NOTHING.test(text)) denied += 1;
    else if (doesSomething(text)) return false;
  }
  return denied >= 2;
}

function doesSomething(clause: string): boolean {
  return (
    (DOES.test(clause) || DOES_OTHERWISE.test(clause) || DID_LATER.test(clause) || BARE.test(clause)) &&
    !NEGATED_WITHIN.test(clause) &&
    !NOTHING_CAME.test(clause)
  );
}
