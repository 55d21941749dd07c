import type { components } from '../../contract/openapi.d.ts';
import type { AnswerReading } from './decisions.ts';
import type { Criterion } from './rubric.ts';

export type Judged = components['schemas']['Judged'];
export type Quote = components['schemas']['Quote'];
export type Score = components['schemas']['Score'];
type Span = { readonly start: number; readonly end: number };

/** An answer, and the same with everything blanked that must not count. Both are of the same length. */
export type AnswerSource = { readonly answer: string; readonly evidence: string };

const MOST_QUOTES = 3;
const WORTH = { yes: 1, partly: 0.5, no: 0 } as const;

/**
 * The words that spans name. Only what really stands in the answer is a quote: spans that are empty, out of bounds or
 * touch what was blanked are dropped, the others trimmed of surrounding space and punctuation.
 */
export function quotesOf(spans: readonly Span[], { answer, evidence }: AnswerSource): Quote[] {
  const quotes = new Map<number, Quote>();
  for (const { start, end } of spans) {
    if (!(start >= 0 && start < end && end <= answer.length)) continue;
    if (evidence.slice(start, end) !== answer.slice(start, end)) continue;
    const quote = trimmedQuote(answer, start, end);
    if (quote !== undefined && !quotes.has(quote.start)) quotes.set(quote.start, quote);
  }
  return [...quotes.values()].toSorted((a, b) => a.start - b.start).slice(0, MOST_QUOTES);
}

/** Walked sign by sign, because a pattern that looks for the end of a text is slow on a long run of blanks. */
function trimmedQuote(answer: string, from: number, to: number): Quote | undefined {
  const isEdge = (at: number) => /[\s,;:.–—-]/u.test(answer.charAt(at));
  let [start, end] = [from, to];
  while (start < end && isEdge(start)) start += 1;
  while (end > start && isEdge(end - 1)) end -= 1;
  const text = answer.slice(start, end);
  return /[\p{L}\p{N}]/u.test(text) ? { text, start, end } : undefined;
}

/** Each criterion of the rubric once, in its order. Without a quote nothing is shown, whatever was claimed. */
export function judgedBy(reading: AnswerReading, criteria: readonly Criterion[], source: AnswerSource): Judged[] {
  return criteria.map(({ id, label, note }): Judged => {
    const claimed = reading.criteria.find(({ criterionId }) => criterionId === id);
    const quotes = claimed === undefined || claimed.shown === 'no' ? [] : quotesOf(claimed.spans, source);
    const shown = claimed === undefined || quotes.length === 0 ? 'no' : claimed.shown;
    return { criterionId: id, label, shown, quotes, note };
  });
}

/** How many criteria were shown, half ones counting half, or `undefined` when none has evidence. */
export function scoreOf(judged: readonly Judged[]): Score | undefined {
  const met = judged.reduce((sum, { shown }) => sum + WORTH[shown], 0);
  return met === 0 ? undefined : { met, of: judged.length };
}
