import type { components } from '../../contract/openapi.d.ts';
import type { Judged } from './ports.ts';
import type { AnswerReading } from './decisions.ts';
import type { Criterion } from './rubric.ts';

export type Quote = components['schemas']['Quote'];
export type Score = components['schemas']['Score'];
type Span = { readonly start: number; readonly end: number };
type Claim = { readonly shown: Judged['shown']; readonly spans: readonly Span[] };

/** An answer, and the same with everything blanked that must not count. Both are of the same length. */
export type AnswerSource = { readonly answer: string; readonly evidence: string };

const NO_CLAIM: Claim = { shown: 'no', spans: [] };
const MOST_QUOTES = 3;
const WORTH = { yes: 1, partly: 0.5, no: 0 } as const;

/**
 * The words that spans name. Only what really stands in the answer is a quote: spans that are empty, out of bounds or
 * touch what was blanked are dropped, the others trimmed of surrounding space and punctuation.
 */
export function quotesOf(spans: readonly Span[], { answer, evidence }: AnswerSource): Quote[] {
  const quotes = new Map<number, Quote>();
  for (const { start, end } of spans) {
    if (start < 0 || end > answer.length) continue;
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

/** What a claim shows, and in which words. Without a quote nothing is shown, whatever was claimed. */
export function shownBy(claim: Claim | undefined, source: AnswerSource): Pick<Judged, 'shown' | 'quotes'> {
  const { shown, spans } = claim ?? NO_CLAIM;
  const quotes = shown === 'no' ? [] : quotesOf(spans, source);
  return { shown: quotes.length === 0 ? 'no' : shown, quotes };
}

/** Each criterion of the rubric once, in its order. */
export function judgedBy(reading: AnswerReading, criteria: readonly Criterion[], source: AnswerSource): Judged[] {
  return criteria.map(({ id, label, note }): Judged => {
    const claimed = reading.criteria.find(({ criterionId }) => criterionId === id);
    return { criterionId: id, label, ...shownBy(claimed, source), note };
  });
}

/** How many criteria were shown, half ones counting half, or `undefined` when none has evidence. */
export function scoreOf(judged: readonly Judged[]): Score | undefined {
  const met = judged.reduce((sum, { shown }) => sum + WORTH[shown], 0);
  return met === 0 ? undefined : { met, of: judged.length };
}
