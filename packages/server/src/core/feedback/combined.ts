import type { FeedbackEvent, Judged } from './ports.ts';

type Shown = Judged['shown'];
type Star = FeedbackEvent['star'];
type Finding = { readonly shown: Shown; readonly quotes: Judged['quotes'] };

const RANK = { no: 0, partly: 1, yes: 2 } as const;

/** How much more is shown after than before: above zero where it is more, below where it is less. */
export function difference(before: Shown, after: Shown): number {
  return RANK[after] - RANK[before];
}

/**
 * What is shown once words were added to an answer: of each criterion the better of before and now. The earlier answer
 * stands at the beginning of the new one, so that its quotes stay where they are.
 */
export function neverLess<Read extends Finding>(now: Read, before: Finding | undefined): Read {
  if (before === undefined || before.shown === 'no' || difference(before.shown, now.shown) > 0) return now;
  return { ...now, shown: before.shown, quotes: before.quotes };
}

/** The criteria of an answer that completes an earlier one. */
export function criteriaWith(earlier: FeedbackEvent | undefined, criteria: readonly Judged[]): Judged[] {
  const before = new Map(earlier?.criteria.map((judged) => [judged.criterionId, judged]));
  return criteria.map((judged) => neverLess(judged, before.get(judged.criterionId)));
}

/** The parts of the story of an answer that completes an earlier one. */
export function starWith(earlier: FeedbackEvent | undefined, star: Star): Star {
  const before = new Map(earlier?.star.map((found) => [found.part, found]));
  return star.map((found) => neverLess(found, before.get(found.part)));
}
