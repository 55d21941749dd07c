import { wordsOf } from '../vocabulary/ports.ts';
import { LEAD, plainClausesOf } from './plain-clauses.ts';

const DONE =
  '(?:work|worked|had|have|done|been|used|led|lead|managed|dealt|handled|experienced|met|faced|tried|held|run|ran|given|made|sold|taught|trained|written|built|organi[sz]ed|planned|served|needed|supervised|driven|operated|gone|come across|come up against)';
/** Never to have had these is a boast: “I have never had an accident”. */
const BOASTED =
  '(?!(?: \\w+){0,3} (?:accidents?|complaints?|sick|late|problems?|fines?|warnings?|incidents?|points?|crash\\w*|penalt\\w+|mistakes?|errors?|reason|regret\\w*|day off|unhappy|down)\\b)';
const NEVER = [
  `^${LEAD}(?:i|we)(?:['’]?ve| have| had)? (?:(?:actually|really|honestly|so far|as yet) )?never (?:(?:actually|really|yet|even|properly) )?${DONE}\\b${BOASTED}`,
  `^${LEAD}(?:i|we) (?:have not|haven['’]?t|had not|hadn['’]?t|not have|don['’]?t have|do not have|didn['’]?t have|did not have) (?:(?:actually|really|yet|ever|any|a|an|much|got|had|that|this|such) ){0,3}(?:${DONE}|experience|experiences|job|project|team|customers?|example|contact|chance|opportunity)\\b${BOASTED}`,
  `^${LEAD}(?:i|we)(?:['’]?ve| have| had)? (?:got )?(?:no|zero|little to no|not any|hardly any) (?:(?:real|work|working|such|own|practical|professional|previous|direct) ){0,2}(?:experience|job|jobs|example|examples|contact|practice|training)\\b`,
  `^${LEAD}(?:it|this|that)(?:['’]?s| is| was| would be| will be|['’]?d be) (?:all )?(?:(?:my|the) (?:very )?first (?:time|job|position|role|post)|(?:completely |all |quite |totally )?new (?:to|for) me|not something i(?:['’]?ve| have) (?:ever )?(?:done|had))`,
].map((says) => new RegExp(says, 'u'));
/** “I couldn't say”, “my head is empty”: a clause of few words that says no more. */
const NOT_KNOWING =
  /\b(?:i|we) (?:(?:really|honestly|just|still) )?(?:don['’]?t|do not|can['’]?t|cannot|can not|couldn['’]?t|could not|wouldn['’]?t) (?:(?:really|honestly|even) )?(?:know|remember|recall|think of|tell you|say(?! (?:no|yes|that|sorry))|come up with)\b|\b(?:my|the) (?:head|mind|memory)(?:['’]?s| is| has gone| went) (?:\w+ )?(?:empty|blank|gone)\b|\bnothing (?:really )?comes to mind\b|\bi(?:['’]d| would) (?:only )?be guessing\b/u;
const MOST_WORDS_OF_CLAUSE = 9;
/** Said beside it, and no answer either. */
const EXCUSE = new RegExp(
  `^${LEAD}(?:${[
    'i (?:only|just) (?:finished|left|came|started|know|have|studied)\\b.*',
    "i(?:['’]?m| am) (?:still |only |just )?(?:at|in|new|a (?:school|student|beginner|trainee)|fresh|young|sorry|willing|happy|ready|keen|open|looking|afraid)\\b.*",
    "i(?:['’]?d| would) (?:like|love|have to|be happy|want|need|be (?:guessing|interested|willing)|learn)\\b.*",
    "i (?:want|hope|wish|will|could|can|am able|learn|think i can|wouldn['’]?t know|would not know|do not know|don['’]?t know|cannot|can['’]?t|can not|couldn['’]?t|could not|am sure i)\\b.*",
    "(?:i|we)(?: have|['’]ve)? (?:had|got) no\\b.*(?:so far|yet|before|until now)",
    'sorry\\b.*|oh dear|well|no|yes|yet|so far|until now|at all|to be honest|not yet|unfortunately|in my life|as a job|before|honestly|or anything like that|really|thank you|can (?:i|we) .*|maybe .*|perhaps .*|is that .*|but .{0,12}',
  ].join('|')})$`,
  'u',
);
const MOST_WORDS = 60;
/** No text of so many words is longer, and none may make the patterns slow. */
const MOST_CHARACTERS = 1_000;
const MOST_WORDS_BESIDE = 7;

/** Whether an answer says no more than that there was no such thing yet. “I have never …, but at school I …” answers. */
export function noExperience(answer: string): boolean {
  if (answer.length > MOST_CHARACTERS || wordsOf(answer).length > MOST_WORDS) return false;
  let none = false;
  let beside = 0;
  for (const { text } of plainClausesOf(answer)) {
    const words = wordsOf(text).length;
    const says = NEVER.some((never) => never.test(text)) || (words <= MOST_WORDS_OF_CLAUSE && NOT_KNOWING.test(text));
    if (says) none = true;
    else if (!EXCUSE.test(text)) beside += words;
  }
  return none && beside <= MOST_WORDS_BESIDE;
}
