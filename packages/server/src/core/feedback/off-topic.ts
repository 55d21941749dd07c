import { competenciesIn, sentencesOf, wordsOf } from '../vocabulary/ports.ts';
import topics from './off-topic.json' with { type: 'json' };

const stemsOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text).map(({ stem }) => stem));

const WORK = stemsOf(topics.work);
const ELSEWHERE = stemsOf(topics.elsewhere);
const FEWEST_LETTERS = 4;
/** Words that an answer and the texts around a question share by chance. */
const MOST_BY_CHANCE = 1;
const FEWEST_ELSEWHERE = 2;

/** A person who acts, also one who is left out: “Moved the stock at noon”, or a point of a list. */
const SOMEBODY_ACTS =
  /\b(?:i|we)\b|(?:^|[.!?;\n]\s*)(?:then |and )?[a-z]{3,}ed\b|(?:^|\n)\s*(?:[-–—*•●]|\d{1,2}[.)])\s/iu;

export type TopicOfAnswer = {
  readonly answer: string;
  readonly question: string;
  /** What the answer may be about as well: the posting, the résumé, what was said before. */
  readonly around: readonly string[];
};

/**
 * Whether an answer is surely about something else: it shares nothing with the question, the posting or the résumé, names
 * nothing of any work, and is about things of elsewhere, or nobody does anything in it. Or it is nothing but questions.
 * A doubt counts for the candidate.
 */
export function isOffTopic({ answer, question, around }: TopicOfAnswer): boolean {
  if (isQuestions(answer)) return true;
  if (competenciesIn(answer).length > 0) return false;
  const own = stemsOf(answer);
  const known = new Set([question, ...around].flatMap((text) => [...stemsOf(text)]));
  if ([...own].some((stem) => WORK.has(stem))) return false;
  const shared = [...own].filter((stem) => stem.length >= FEWEST_LETTERS && known.has(stem) && !COMMON.has(stem));
  const elsewhere = [...own].filter((stem) => ELSEWHERE.has(stem) && !known.has(stem));
  // A long posting shares words with anything.
  if (shared.length > Math.max(MOST_BY_CHANCE, elsewhere.length - 1)) return false;
  return elsewhere.length >= FEWEST_ELSEWHERE || !SOMEBODY_ACTS.test(answer);
}

/** “What is the salary? Is there parking?” */
function isQuestions(answer: string): boolean {
  const sentences = sentencesOf(answer).filter(({ text }) => /\p{L}/u.test(text));
  return (
    sentences.length > 0 && sentences.every(({ text, end }) => `${text}${answer.slice(end, end + 2)}`.includes('?'))
  );
}

/** Long words that any two texts may share. */
const COMMON = stemsOf(
  'about above after again against almost along already also although always another around because been before began ' +
    'being between both came could does done down each early else even ever every everything first five from four gave ' +
    'going good great hardly have having here hour hours into just knew know last late later left like little long made ' +
    'make many minutes month months more morning most much must near never next night none only other over quite rather ' +
    'really right said same should since small some something soon still such sure take than that their them then there ' +
    'these they thing things this those three through time today together told took toward until upon used using very ' +
    'want wanted week weeks well went were what when where whether which while will with without would year years yesterday your',
);
