import { median } from './median.ts';
import { haveHeadings } from './section-headings.ts';
import type { Span } from './spans.ts';

/** A page cut where people cut it: above, left, right, below; `undefined` when it is one column. */
export type Cut = { readonly above: Span[]; readonly left: Span[]; readonly right: Span[]; readonly below: Span[] };

/** What stands on either side of a gutter over a run of lines which no text crosses it on. */
export type Sides = { readonly left: Span[]; readonly right: Span[] };

type Stretch = { readonly x: number; readonly left: Span[]; readonly right: Span[]; readonly weight: number };

/**
 * Finds the gutter that parts the most lines into two columns. A gutter is a vertical gap which no text crosses over a
 * run of lines; a list of dates beside its jobs, or a table of names and values, is no column.
 */
export function cutIntoColumns(spans: readonly Span[]): Cut | undefined {
  let best: Stretch | undefined;
  const ordered = [...spans].toSorted((a, b) => a.y - b.y);
  for (const x of gutters(ordered)) {
    for (const { left, right } of sidesOf(x, ordered)) {
      const stretch = columnar(x, left, right);
      if (stretch !== undefined && stretch.weight > (best?.weight ?? 0)) best = stretch;
    }
  }
  if (best === undefined) return undefined;
  const { left, right } = best;
  const inside = new Set([...left, ...right]);
  const top = Math.min(...Array.from(inside, (span) => span.y));
  const rest = ordered.filter((span) => !inside.has(span));
  return { left, right, above: rest.filter((span) => span.y <= top), below: rest.filter((span) => span.y > top) };
}

/** Candidate positions: just left of where spans begin, without near-repeats. */
export function gutters(spans: readonly Span[]): number[] {
  const starts = new Set(spans.map((span) => Math.round(span.left)));
  return [...starts]
    .toSorted((a, b) => a - b)
    .filter((x, index, all) => index === 0 || x - (all[index - 1] ?? 0) > 1)
    .map((x) => x - 2);
}

/** The runs of lines, from the top, on which no text crosses `x`. */
export function sidesOf(x: number, ordered: readonly Span[]): Sides[] {
  const runs: Sides[] = [];
  let open: Sides = { left: [], right: [] };
  for (const span of ordered) {
    if (span.left < x && span.right > x) {
      runs.push(open);
      open = { left: [], right: [] };
    } else if (span.right <= x) open.left.push(span);
    else open.right.push(span);
  }
  return [...runs, open];
}

function columnar(x: number, left: Span[], right: Span[]): Stretch | undefined {
  const [leftLines, rightLines] = [baselines(left), baselines(right)];
  const fewest = Math.min(leftLines.length, rightLines.length);
  if (fewest < 3) return undefined;
  const gutter = Math.min(...right.map((span) => span.left)) - Math.max(...left.map((span) => span.right));
  const size = median([...left, ...right].map((span) => span.size));
  if (gutter < Math.max(7, size * 0.8)) return undefined;
  const [fewer, more] = leftLines.length < rightLines.length ? [left, right] : [right, left];
  if (datesBeside(left, rightLines, size) || datesBeside(right, leftLines, size)) return undefined;
  if ((besideEachOther(fewer, more, size) && !haveHeadings(left, right)) || filledIn(left) || filledIn(right))
    return undefined;
  return { x, left, right, weight: fewest * 1000 + left.length + right.length };
}

const isLevel = (y: number, rows: readonly number[], size: number): boolean =>
  rows.some((row) => Math.abs(row - y) < size * 0.25);

/** Dates each of which begins a row, whatever headings stand alone between them. */
function datesBeside(spans: readonly Span[], rows: readonly number[], size: number): boolean {
  const dates = spans.filter(({ text }) => /(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})/u.test(text));
  return dates.length > 1 && dates.length * 2 >= spans.length && dates.every(({ y }) => isLevel(y, rows, size));
}

/** Rows of a list rather than columns: most of the shorter side stands on the other side's lines and says little. */
function besideEachOther(fewer: readonly Span[], more: readonly Span[], size: number): boolean {
  const rows = baselines(more);
  const own = baselines(fewer);
  const level = own.filter((y) => isLevel(y, rows, size)).length;
  if (level < own.length * 0.75) return false;
  if (wordsPerLine(fewer, own.length) <= 4.5 && own.length < rows.length * 0.7) return true;
  return wordsPerLine(fewer, own.length) <= 3 && wordsPerLine(more, rows.length) <= 3.5;
}

/** The fields of a form stand beside their labels. */
function filledIn(spans: readonly Span[]): boolean {
  return spans.filter((span) => span.field).length * 2 > spans.length;
}

function wordsPerLine(spans: readonly Span[], lines: number): number {
  return spans.reduce((sum, span) => sum + span.text.split(' ').length, 0) / lines;
}

function baselines(spans: readonly Span[]): number[] {
  const lines: number[] = [];
  for (const span of spans) {
    const last = lines.at(-1);
    if (last === undefined || span.y - last > span.size * 0.45) lines.push(span.y);
  }
  return lines;
}
