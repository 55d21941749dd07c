import { gutters } from './columns.ts';
import { median } from './median.ts';
import type { Rules } from './rules.ts';
import type { Span } from './spans.ts';

/** The further columns of one side of a table: for each of its rows the cells from left to right. */
export function columnsOf(rows: readonly (readonly Span[])[], rules: Rules, depth = 0): Span[][][] {
  const all = rows.flat();
  const x = depth > 6 ? undefined : gutters(all).find((at) => parts(at, rows, rules));
  if (x === undefined) return rows.map((row) => [[...row]]);
  const left = rows.map((row) => row.filter((span) => span.right <= x));
  const right = columnsOf(
    rows.map((row) => row.filter((span) => span.right > x)),
    rules,
    depth + 1,
  );
  return left.map((cell, index) => [cell, ...(right[index] ?? [])]);
}

function parts(x: number, rows: readonly (readonly Span[])[], rules: Rules): boolean {
  const all = rows.flat();
  if (all.some((span) => span.left < x && span.right > x)) return false;
  const [left, right] = [all.filter((span) => span.right <= x), all.filter((span) => span.right > x)];
  if (left.length === 0 || right.length === 0 || left.every(({ text }) => text.length < 3)) return false;
  const size = median(all.map((span) => span.size));
  const gutter = Math.min(...right.map((span) => span.left)) - Math.max(...left.map((span) => span.right));
  if (gutter < Math.max(7, size * 0.8) && !ruledBetween(left, right, rules)) return false;
  const filled = rows.filter((row) => row.length > 0);
  const level = filled.filter((row) => {
    const top = (cell: readonly Span[]) => Math.min(...cell.map((span) => span.y));
    const apart = top(row.filter((span) => span.right <= x)) - top(row.filter((span) => span.right > x));
    return Math.abs(apart) < size * 0.45;
  });
  return level.length * 2 > filled.length;
}

/** Whether a line is drawn down the page between the two, beside all that stands at its left or at its right. */
export function ruledBetween(left: readonly Span[], right: readonly Span[], rules: Rules): boolean {
  const [from, to] = [Math.max(...left.map((span) => span.right)), Math.min(...right.map((span) => span.left))];
  return rules.down.some((rule) => {
    if (rule.at < from - 1 || rule.at > to + 1) return false;
    const beside = ({ y, size }: Span) => rule.from < y - size * 0.3 && rule.to > y;
    return left.every(beside) || right.every(beside);
  });
}
