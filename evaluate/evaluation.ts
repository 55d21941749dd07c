import { standardDeviation } from '../bench/statistics.ts';
import { type Figure, mean } from './figure.ts';
import { type Engined, type JudgedAnswer, judgedAnswers, pointsOf } from './judged-answers.ts';
import { judgingFigures } from './judging-figures.ts';
import type { LabelledSet } from './labelled-set.ts';
import { readOccupation } from './read-advert.ts';
import { readingFigures, utteranceFigures } from './reading-figures.ts';
import { takenUtterances } from './taken-utterances.ts';

/** How far repeated scorings of the same answers lie apart. */
export type Spread = {
  readonly times: number;
  /** Points of 6: the mean of the standard deviations, and the widest range of one answer. */
  readonly deviation: number;
  readonly widest: number;
  /** The share of answers that were scored each time, or refused each time. */
  readonly sameResult: number;
};

export type Evaluation = { readonly figures: readonly Figure[]; readonly spread: Spread };

/**
 * All figures of a set, of the first scoring of each answer, and the spread of `times` scorings. `onAnswers` is called
 * with each occupation whose answers were scored.
 */
export async function evaluation(
  set: LabelledSet,
  engined: Engined,
  { times, onAnswers = () => {} }: { readonly times: number; readonly onAnswers?: (occupation: string) => void },
): Promise<Evaluation> {
  const scorings: JudgedAnswer[][] = Array.from({ length: times }, () => []);
  for (const occupation of set.occupations) {
    for (const scoring of scorings) scoring.push(...(await judgedAnswers(occupation, engined)));
    onAnswers(occupation.occupation);
  }
  const figures = [
    ...judgingFigures(scorings[0] ?? []),
    ...utteranceFigures(await takenUtterances(set, engined)),
    ...readingFigures(set.occupations.map(readOccupation)),
  ];
  return { figures, spread: spreadOf(scorings) };
}

/** Each scoring holds the same answers in the same order. */
export function spreadOf(scorings: readonly (readonly JudgedAnswer[])[]): Spread {
  const answers = (scorings[0] ?? []).map((_, at) => scorings.flatMap((scoring) => scoring[at] ?? []));
  const points = answers.map((judged) => judged.map(pointsOf));
  return {
    times: scorings.length,
    deviation: mean(points.map(standardDeviation)),
    widest: Math.max(0, ...points.map((of) => Math.max(...of) - Math.min(...of))),
    sameResult: mean(
      answers.map((judged) => (new Set(judged.map(({ score }) => score === undefined)).size === 1 ? 1 : 0)),
    ),
  };
}
