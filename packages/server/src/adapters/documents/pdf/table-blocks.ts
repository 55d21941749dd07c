import type { Sides } from './columns.ts';
import type { Rules } from './rules.ts';
import type { Span } from './spans.ts';

/** Text between two gaps that run through both sides of a gutter. */
export type Block = {
  readonly left: readonly Span[];
  readonly right: readonly Span[];
  /** Both sides begin on one line. */
  readonly level: boolean;
  /** Lines are drawn through the gutter above the block and below it. */
  readonly ruled: boolean;
  readonly ruledAbove: boolean;
};

type Line = { readonly y: number; readonly left: Span[]; readonly right: Span[] };

/** Cuts a stretch at drawn lines and at gaps that are wider than those between the lines of either side. */
export function blocksOf(sides: Sides, { rules, size }: { rules: Rules; size: number }): Block[] {
  const lines = linesOf(sides, size);
  const through = rulesThrough(sides, rules);
  const pitch = Math.min(size * 1.7, closest(sides.left, size), closest(sides.right, size));
  const groups: { lines: Line[]; ruledAbove: boolean }[] = [];
  let next = 0;
  for (const line of lines) {
    const open = groups.at(-1);
    const last = open?.lines.at(-1);
    let ruledAbove = false;
    for (; (through[next] ?? Infinity) < line.y - size * 0.3; next += 1) ruledAbove = true;
    if (open !== undefined && last !== undefined && !ruledAbove && line.y - last.y <= pitch + size * 0.22)
      open.lines.push(line);
    else groups.push({ lines: [line], ruledAbove });
  }
  return groups.map((group, index): Block => {
    const [first] = group.lines;
    const ruledBelow = groups[index + 1]?.ruledAbove ?? next < through.length;
    return {
      left: group.lines.flatMap((line) => line.left),
      right: group.lines.flatMap((line) => line.right),
      level: first !== undefined && first.left.length > 0 && first.right.length > 0,
      ruled: group.ruledAbove && ruledBelow,
      ruledAbove: group.ruledAbove,
    };
  });
}

function linesOf(sides: Sides, size: number): Line[] {
  const lines: Line[] = [];
  const all = [
    ...sides.left.map((span) => ({ span, side: 'left' as const })),
    ...sides.right.map((span) => ({ span, side: 'right' as const })),
  ];
  for (const { span, side } of all.toSorted((a, b) => a.span.y - b.span.y || a.span.left - b.span.left)) {
    let line = lines.at(-1);
    if (line === undefined || span.y - line.y > size * 0.45) {
      line = { y: span.y, left: [], right: [] };
      lines.push(line);
    }
    line[side].push(span);
  }
  return lines;
}

/** The heights of the lines that are drawn beneath both sides. */
function rulesThrough({ left, right }: Sides, { across }: Rules): number[] {
  const starts = Math.min(...left.map((span) => span.left)) + 4;
  const ends = Math.min(...right.map((span) => span.left)) + 4;
  return across.filter(({ from, to }) => from < starts && to > ends).map(({ at }) => at);
}

/** The distance between the lines of a text, which begin or end below each other. */
function closest(spans: readonly Span[], size: number): number {
  const above = new Map<string, number>();
  let least = Infinity;
  for (const { left, right, y } of spans) {
    for (const edge of [`left ${Math.round(left)}`, `right ${Math.round(right)}`]) {
      const gap = y - (above.get(edge) ?? -Infinity);
      if (gap > size * 0.9) least = Math.min(least, gap);
      above.set(edge, y);
    }
  }
  return least;
}
