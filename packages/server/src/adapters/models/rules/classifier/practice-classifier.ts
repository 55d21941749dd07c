import { readFileSync } from 'node:fs';
import { assetPath } from '../../../../assets.ts';
import { sentencesOf } from '../../../../core/vocabulary/ports.ts';
import { featuresOf, messageFeaturesOf, type Place } from './features.ts';
import { type LinearModel, probabilityOf, unpackedModel } from './linear-model.ts';

/** What a clause of an answer can show. */
export const CLAUSE_LABELS = [
  'occasion',
  'responsibility',
  'own_action',
  'outcome',
  'checkable',
  'step',
  'reason',
  'involves',
  'check',
  'link',
  'own_example',
] as const;
export type ClauseLabel = (typeof CLAUSE_LABELS)[number];

/** How sure it is, from 0 to 1, that a clause shows each of the labels. */
export type ClauseScores = Readonly<Record<ClauseLabel, number>>;

/** A piece of an answer: `start` counts UTF-16 code units, `sentence` from 0. */
type ScoredClause = { readonly text: string; readonly start: number; readonly sentence: number };

/** Of a clause that is none. */
export const NO_SCORES: ClauseScores = mapped(() => 0);

/** A longer sentence is not one thing that was said. */
const MOST_WORDS = 40;
/** What is read of one answer: about a quarter of an hour of it aloud. */
const MOST_CLAUSES = 200;
/** What a whole sentence shows, a part of it shows a little less surely. */
const OF_SENTENCE = 0.9;

let loaded: LinearModel<ClauseLabel | 'aside'> | undefined;

/** The trained weights, read when they are first needed. Source: `npm run train`, `train/`. */
function model(): LinearModel<ClauseLabel | 'aside'> {
  loaded ??= unpackedModel(readFileSync(assetPath('classifiers/practice.bin')), [...CLAUSE_LABELS, 'aside']);
  return loaded;
}

/** How sure it is, from 0 to 1, that what somebody says while a question is open is no answer to it. */
export function asideProbability(text: string): number {
  return probabilityOf(model().aside, messageFeaturesOf(text));
}

/**
 * What each clause of an answer shows, in the order of the clauses. `wordings` gives what a text may also be read
 * as, itself among it; the surest counts.
 */
export function clauseScores(
  answer: string,
  clauses: readonly ScoredClause[],
  wordings: (text: string) => readonly string[] = (text) => [text],
): ClauseScores[] {
  const scoresAt = (text: string, place: Place): ClauseScores => {
    const features = wordings(text).map((wording) => featuresOf(wording, place));
    return mapped((label) => Math.max(...features.map((each) => probabilityOf(model()[label], each))));
  };
  const read = clauses.slice(0, MOST_CLAUSES);
  const alone = read.map((clause, index) =>
    scoresAt(clause.text, placeOf(answer, clause, { index, of: clauses.length })),
  );
  const scores = [...alone];
  const sentences = sentencesOf(answer);
  for (const [sentence, parts] of bySentence(read)) {
    const text = sentences[sentence]?.text ?? '';
    if (parts.length < 2 || text.split(/\s+/u, MOST_WORDS + 1).length > MOST_WORDS) continue;
    const whole = scoresAt(text, wholePlace(parts, clauses.length));
    // What only the whole sentence shows stands in the part that comes nearest.
    const best = mapped((label) => Math.max(...parts.map((at) => alone[at]?.[label] ?? 0)));
    for (const at of parts) {
      const own = alone[at] ?? NO_SCORES;
      scores[at] = mapped((label) =>
        own[label] === best[label] ? Math.max(own[label], whole[label] * OF_SENTENCE) : own[label],
      );
    }
  }
  return scores;
}

/** Which pieces stand in each sentence. */
function bySentence(pieces: readonly ScoredClause[]): Map<number, number[]> {
  const sentences = new Map<number, number[]>();
  for (const [at, { sentence }] of pieces.entries()) sentences.set(sentence, [...(sentences.get(sentence) ?? []), at]);
  return sentences;
}

function mapped(probability: (label: ClauseLabel) => number): ClauseScores {
  // The entries are those of the labels, each once.
  return Object.fromEntries(CLAUSE_LABELS.map((label) => [label, probability(label)])) as ClauseScores;
}

function placeOf(answer: string, { start }: ScoredClause, { index, of }: { index: number; of: number }): Place {
  const bullet = /(?:^|\n)[ \t]*[-–—*•][ \t]*$/u.test(answer.slice(Math.max(0, start - 12), start));
  if (of === 1) return { position: 'only', bullet };
  if (index === 0) return { position: 'first', bullet };
  return { position: index === of - 1 ? 'last' : 'middle', bullet };
}

function wholePlace(parts: readonly number[], of: number): Place {
  if (parts.length === of) return { position: 'only', bullet: false };
  if (parts[0] === 0) return { position: 'first', bullet: false };
  return { position: parts.at(-1) === of - 1 ? 'last' : 'middle', bullet: false };
}
