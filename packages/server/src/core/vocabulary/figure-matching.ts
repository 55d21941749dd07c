import type { Requirement } from './requirements.ts';
import type { ResumeLine } from './resume-lines.ts';

const LIFT = /\b(?:lift|lifting|carry|carrying|handle|move)\b[^.;]{0,40}?(\d{1,3})\s?(?:kg|kilos?|kilograms?)\b/iu;
const LIFTED =
  /(?<![\p{L}-])(?:lift\p{L}*|load(?:ed|ing)?|unload\p{L}*|carr(?:y|ied|ying)|mov(?:ed|ing)|hand(?:led|ling)|stack\p{L}*|sacks?|bags?|box(?:es)?|crates?|parcels?|pallets?|kegs?|barrels?|heav\p{L}+)\b/iu;
const KILOS = /(\d{1,3})\s?(?:kg|kilos?|kilograms?)\b/iu;
const TARGETS = /\b(?:targets?|quotas?|kpis?|sales goals?)\b/iu;
const REACHED =
  /\d[\d.,]*\s?(?:%|per ?cent)\s(?:\p{L}+\s){0,3}(?:target|quota|plan|budget|goal)|(?:target|quota|plan|goal)s?\b[^.;]{0,40}\d[\d.,]*\s?(?:%|per ?cent)|\b(?:above|over|beat|exceed\p{L}*|hit|met|reached|smashed|ahead of)\b[^.;]{0,30}\b(?:targets?|quotas?|plan|goals?)|\b(?:top|best)\b[^.;]{0,20}\b(?:of|in|out of)\s(?:\d+|\p{L}+)/iu;

export type FigureMatch = { readonly status: 'shown' | 'partly'; readonly lines: readonly ResumeLine[] };

/** What is asked for in figures and shown by figures: a weight that was lifted, targets that were reached. */
export function figuresIn({ text, competencyIds }: Requirement, lines: readonly ResumeLine[]): FigureMatch | undefined {
  const weight = Number(LIFT.exec(text)?.[1] ?? 0);
  if (weight > 0) return lifted(weight, lines);
  if (!competencyIds.includes('sales-targets') && !TARGETS.test(text)) return undefined;
  const reached = lines.filter((line) => REACHED.test(line.text));
  return reached.length > 0 ? { status: 'shown', lines: reached } : undefined;
}

function lifted(weight: number, lines: readonly ResumeLine[]): FigureMatch | undefined {
  const weighed = lines.flatMap((line) => {
    const kilos = Number(KILOS.exec(line.text)?.[1] ?? 0);
    return kilos > 0 && LIFTED.test(line.text) ? [{ line, kilos }] : [];
  });
  if (weighed.length === 0) return undefined;
  const enough = weighed.filter(({ kilos }) => kilos >= weight);
  const status = enough.length > 0 ? 'shown' : 'partly';
  return { status, lines: (enough.length > 0 ? enough : weighed).map(({ line }) => line) };
}
