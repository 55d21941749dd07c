import type { AnswerFacts } from '../../../core/feedback/decisions.ts';
import { competenciesIn, folded, phraseIndex, quantitiesIn, wordsOf } from '../../../core/vocabulary/ports.ts';
import { type Clause, clausesOf } from './answer-clauses.ts';
import cues from './answer-cues.json' with { type: 'json' };
import { IRREGULAR, isPast, isRegularPast, STATIVE, TO_BE } from './past-tense.ts';
import { type ClauseScores, clauseScores, NO_SCORES } from './classifier/practice-classifier.ts';
import { inPastTense } from './in-past-tense.ts';

const CUES = [
  'occasion',
  'placed',
  'task',
  'shared_task',
  'outcome',
  'late',
  'reason',
  'order',
  'plan',
  'involve',
  'person',
  'measured',
  'check',
  'link',
  'general',
  'dated',
] as const;
export type Cue = (typeof CUES)[number];

/** A clause with what can be noticed in it. */
export type Noticed = Clause & {
  readonly cues: ReadonlySet<Cue>;
  /** Who did something in it. `bare` is a point of a list that begins with what was done, by nobody named. */
  readonly actor: 'i' | 'we' | 'bare' | undefined;
  /** Whether it is about the past. */
  readonly past: boolean;
  /** Whether somebody or something else than the candidate did something. */
  readonly other: boolean;
  readonly ends: boolean;
  /** An amount or a time that could be looked up; `loosely` for a small number in passing ("two of us"). */
  readonly counted: 'exactly' | 'loosely' | undefined;
  readonly relevant: boolean;
  /** A habit, a wish or a supposition: stated without having happened. */
  readonly general: boolean;
  /** It says since when somebody works, not what happened. */
  readonly career: boolean;
  /** How sure the trained classifier is of what it shows, without the cues. */
  readonly scores: ClauseScores;
};

const INDEX = phraseIndex(
  CUES.flatMap((cue) =>
    cues[cue].flatMap((phrase) => [phrase, ...withoutArticles(phrase)].map((phrased) => [phrased, cue] as const)),
  ),
);
const ADVERBS = new Set(cues.adverbs);
const OUTCOME_VERBS = new Set(cues.outcome_verbs);
const COMMON = new Set(wordsOf(cues.common.join(' ')).map(({ stem }) => stem));
const PAST_TIME =
  /\b(?:19|20)\d\d\b|\bbefore (?:\d+|one|two|three|four|five|six|some|few) (?:year|month|week|day)s?\b/iu;
/** A date of these says since when somebody works, not when something happened. */
const CAREER =
  /\bi (?:joins?|joined|graduated?|qualif(?:y|ied)|becomes?|became|(?:am|was) (?:hired|promoted)|(?:start|started|begin|began) (?:to )?(?:work(?:ing)?|here|there|as|at|in|with|my)\b)/iu;
const FEWEST_LETTERS = 4;
/** A word of the requirement this long is rarely there by chance. */
const DISTINCTIVE_LETTERS = 7;

/** The clauses of an answer in order, each with what is in it. */
export function noticedClauses(answer: string, question: AnswerFacts['question']): Noticed[] {
  const wanted = new Set(question.competencyIds);
  const topic = topicOf(question);
  const clauses = clausesOf(answer);
  const dated = clauses.some(({ text }) => isDated(text));
  const wordsIn = (text: string) => (dated ? inPastTense(plainWords(text)) : plainWords(text));
  const scores = clauseScores(answer, clauses, (text) => (dated ? [text, wordsIn(text).join(' ')] : [text]));
  const supposed = new Set(
    clauses.flatMap(({ sentence, text }, index) =>
      clauses[index - 1]?.sentence !== sentence && supposes(wordsIn(text)) ? [sentence] : [],
    ),
  );
  return clauses.map((clause, index): Noticed => {
    const words = wordsIn(clause.text);
    const found = new Set([...cuesIn(clause.text), ...(dated ? cuesIn(words.join(' ')) : [])]);
    if (isDated(clause.text)) found.add('occasion');
    const past = words.some(isPast);
    const actor = actorOf(words, {
      begins: startsLine(answer, clause),
      follows: clauses[index - 1]?.sentence === clause.sentence,
    });
    return {
      ...clause,
      cues: found,
      actor,
      past,
      other: past && words[0] !== 'i' && words[0] !== 'we' && actor === undefined,
      ends: words.some((word, at) => OUTCOME_VERBS.has(word) && !(word === 'closed' && TO_BE.has(words[at - 1] ?? ''))),
      counted: countIn(clause.text),
      relevant: [clause.text, words.join(' ')].some((phrased) => isRelevant(phrased, { topic, wanted })),
      general: found.has('general') || supposed.has(clause.sentence),
      career: CAREER.test(clause.text),
      scores: scores[index] ?? NO_SCORES,
    };
  });
}

/** Whether a time in the past is named, so that what follows has happened, in whatever tense it is written. */
function isDated(text: string): boolean {
  const found = cuesIn(text);
  return !found.includes('general') && !CAREER.test(text) && (found.includes('dated') || PAST_TIME.test(text));
}

function cuesIn(text: string): Cue[] {
  return INDEX.find(text).map(({ value }) => value);
}

/** Many languages have no articles. One at the end of a phrase stands for what follows, and "on Mondays" is a habit. */
function withoutArticles(phrase: string): string[] {
  const short = phrase.replace(/\b(?:an?|the) (?=\S)/gu, '');
  return short !== phrase && short.includes(' ') && !/^on a [a-z]+day$/u.test(phrase) ? [short] : [];
}

/** "If somebody falls…" and "When a customer complains…" begin a supposition. "When I was…" does not. */
function supposes(words: readonly string[]): boolean {
  if (words.some((word) => word === 'was' || word === 'were' || word === 'had')) return false;
  return words[0] === 'if' || words[0] === 'whenever' || (words[0] === 'when' && !words.some(isPast));
}

/** Whether nothing but a bullet stands before the clause on its line. */
function startsLine(answer: string, { start }: Clause): boolean {
  return /(?:^|\n)[ \t]{0,8}(?:[-–—*•●▪◦·‣✓✔➤►]|\(?\d{1,2}[.)])[ \t]{1,4}$/u.test(
    answer.slice(Math.max(0, start - 16), start),
  );
}

function plainWords(text: string): string[] {
  return folded(text)
    .replace(/['’](?:ve|d|ll)\b/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function actorOf(words: readonly string[], place: { begins: boolean; follows: boolean }): Noticed['actor'] {
  for (const who of ['i', 'we'] as const) {
    for (const [index, word] of words.entries()) {
      if (word === who && acts(words.slice(index + 1, index + 7))) return who;
    }
  }
  return place.begins && acts(words.slice(0, 3)) ? 'bare' : undefined;
}

/** "I started at…", "we began late": nothing was done yet. */
const BEGUN = new Set([
  '',
  ...'in on at as there here my our this work out off from when last early late again'.split(' '),
]);

/** Whether the words after "I" or "we" begin with something done. */
function acts(after: readonly string[]): boolean {
  for (const [index, word] of after.entries()) {
    const next = after[index + 1] ?? '';
    if (word === 'used') return next !== 'to';
    if (word === 'started' || word === 'began') return !BEGUN.has(next);
    if (word === 'went') return next === 'to' || next === 'through' || next === 'over';
    if (word === 'got') return ['the', 'my', 'our', 'everyone', 'everybody', 'them', 'both', 'all'].includes(next);
    if (word === 'worked' || word === 'stayed') return next === 'out' || next === 'through' || next === 'with';
    if (word === 'left') return next === 'a' || next === 'him' || next === 'her';
    if (word === 'did') return next !== 'not' && next !== 'nothing' && next !== 'my' && next !== 'n';
    if (word === 'met') return next === 'with';
    if (word === 'sat') return next === 'down' || next === 'with';
    if (STATIVE.has(word)) return false;
    if (IRREGULAR.has(word) || isRegularPast(word)) return true;
    if (!ADVERBS.has(word) && !word.endsWith('ly')) return false;
  }
  return false;
}

/** Not the digits of a name (B2B, COVID-19) nor an idiom (24/7, 110 %). */
function countIn(text: string): Noticed['counted'] {
  const plain = text
    .replace(/\p{L}[-–]?\d[\p{L}\d]*/gu, ' ')
    .replace(/\b24\s?\/\s?7\b|\b365\b/gu, ' ')
    .replace(
      /\b(?:gives?|gave|giving|am|be)\s(?:it\s|my\s|your\s){0,2}(?:100|110|120|1000)\s?(?:%|percent\b|per cent\b)/giu,
      ' ',
    )
    .replace(
      /\b(?:number one|one of|no one|second to none|half-?hearted(?:ly)?|once or twice|a million times|thousands? of times|(?:one |a )hundred percent)\b/giu,
      ' ',
    );
  if (/\b\d|\bwithin (?:an? |half (?:an? )?)?(?:minute|hour|day|week|month)\b/iu.test(plain)) return 'exactly';
  if (quantitiesIn(plain).length === 0) return undefined;
  const measured =
    /\b(?:minutes?|hours?|percent|per cent|pounds?|dollars?|euros?|kilos?|kilometres?|miles?|litres?|dozens?|hundreds?|thousands?|half|halved|doubled|tripled|a third|a quarter|twenty|thirty|forty|fifty|sixty|eighty|ninety)\b/iu.test(
      plain,
    );
  return measured && !/\bago\b/iu.test(plain) ? 'exactly' : 'loosely';
}

type Topic = { readonly stems: ReadonlySet<string>; readonly distinctive: ReadonlySet<string> };

/** The words a relevant clause shares with what was asked for. */
function topicOf({ text, requirement = '', looksFor }: AnswerFacts['question']): Topic {
  const stemsOf = (words: string, fewestLetters: number) =>
    new Set(wordsOf(words).flatMap(({ stem }) => (stem.length >= fewestLetters && !COMMON.has(stem) ? [stem] : [])));
  return {
    stems: stemsOf([text, requirement, ...looksFor].join(' '), FEWEST_LETTERS),
    distinctive: stemsOf(requirement, DISTINCTIVE_LETTERS),
  };
}

function isRelevant(text: string, { topic, wanted }: { topic: Topic; wanted: ReadonlySet<string> }): boolean {
  if (competenciesIn(text).some(({ competencyId }) => wanted.has(competencyId))) return true;
  const stems = new Set(wordsOf(text).map(({ stem }) => stem));
  return (
    [...stems].some((stem) => topic.distinctive.has(stem)) ||
    [...stems].filter((stem) => topic.stems.has(stem)).length >= 2
  );
}
