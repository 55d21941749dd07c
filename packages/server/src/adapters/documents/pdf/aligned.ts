import type { Glyph } from './drawn-glyph.ts';
import { median } from './median.ts';
import type { Rule } from './rules.ts';

/** A piece of text without a wide gap in it: where it begins and ends, and the gap before it. */
type Piece = { readonly left: number; readonly right: number; readonly gap: number; readonly text: string };
type Line = {
  readonly y: number;
  readonly size: number;
  readonly pieces: readonly Piece[];
  /** Where words begin, however near the one before is. */
  readonly words: readonly number[];
};

const listSign = /^(?:[^\p{L}\p{N}]{1,2}|o|[\p{N}\p{L}]{1,2}[.)])$/u;
const fewestLines = 3;
const mostGlyphs = 20_000;
/** How far from each other, in points, starts are that stand below each other. */
const slack = 0.6;

/**
 * Where the cells of a table begin below each other with hardly a gap before them, as if a line were drawn there. Words of a
 * text do so by chance, but not on three lines one after the other with a gap that is wider than between other words.
 */
export function alignedStarts(glyphs: readonly Glyph[]): Rule[] {
  if (glyphs.length > mostGlyphs) return [];
  const lines = linesOf(glyphs);
  const counted = new Map<number, number>();
  for (const { pieces } of lines) {
    for (const { left } of pieces.slice(1)) counted.set(Math.round(left), (counted.get(Math.round(left)) ?? 0) + 1);
  }
  const candidates = [...counted.keys()].filter(
    (x) => (counted.get(x - 1) ?? 0) + (counted.get(x) ?? 0) + (counted.get(x + 1) ?? 0) >= fewestLines,
  );
  const starts = candidates.flatMap((x) => {
    const lefts = lines.flatMap(({ pieces }) => pieces.slice(1).map(({ left }) => left));
    const near = lefts.filter((left) => Math.abs(left - x) < 1);
    return near.length === 0 ? [] : [median(near)];
  });
  return [...new Set(starts)].flatMap((x) => rulesAt(x, lines));
}

function rulesAt(x: number, lines: readonly Line[]): Rule[] {
  const rules: Rule[] = [];
  let run: Line[] = [];
  const end = () => {
    const cells = run.filter(({ pieces }) => cellAt(x, pieces) !== undefined);
    const [first, last] = [cells[0], cells.at(-1)];
    if (cells.length >= fewestLines && first !== undefined && last !== undefined && isNarrow(x, cells))
      rules.push({ at: x - slack, from: first.y - first.size, to: last.y + last.size * 0.1 });
    run = [];
  };
  for (const line of lines) {
    if (!fits(x, line)) end();
    else run.push(line);
  }
  end();
  return rules;
}

/** Whether nothing on a line crosses the place, or ends right before it. In a full cell the next one is as near as a word. */
function fits(x: number, { pieces, words, size }: Line): boolean {
  return (
    pieces.every(({ left, right }) => left > x - slack || right < x - size * 0.3) ||
    words.some((start) => Math.abs(start - x) < slack)
  );
}

/** The cell that begins there, beside another that is more than the sign of a list. */
function cellAt(x: number, pieces: readonly Piece[]): Piece | undefined {
  const at = pieces.findIndex(({ left }) => Math.abs(left - x) < slack);
  const before = pieces[at - 1];
  return before === undefined || listSign.test(before.text) ? undefined : pieces[at];
}

const isNarrow = (x: number, cells: readonly Line[]): boolean =>
  cells.some(({ pieces, size }) => (cellAt(x, pieces)?.gap ?? Infinity) < size * 0.9);

function linesOf(glyphs: readonly Glyph[]): Line[] {
  const rows: Glyph[][] = [];
  const inked = glyphs.filter(({ text, field }) => text.trim() !== '' && field === undefined);
  for (const glyph of inked.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && glyph.y - row[0].y < Math.min(row[0].size, glyph.size) * 0.35) row.push(glyph);
    else rows.push([glyph]);
  }
  const ordered = rows.map((row) => row.toSorted((a, b) => a.x - b.x));
  const usual = median(ordered.flatMap(wordGaps));
  return ordered.map((row) => {
    const size = median(row.map((glyph) => glyph.size));
    const pieces = piecesOf(row, Math.max(size * 0.38, usual * size * 1.5));
    return { y: row[0]?.y ?? 0, size, pieces, words: piecesOf(row, size * 0.15).map(({ left }) => left) };
  });
}

/** The gaps between the words of a line, as shares of its height. */
function wordGaps(row: readonly Glyph[]): number[] {
  return row.flatMap((glyph, index) => {
    const last = row[index - 1];
    const gap = last === undefined ? 0 : (glyph.x - last.x - last.width) / glyph.size;
    return gap > 0.15 && gap < 0.9 ? [gap] : [];
  });
}

function piecesOf(row: readonly Glyph[], wide: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { x, width, text } of row) {
    const open = pieces.at(-1);
    const gap = open === undefined ? Infinity : x - open.right;
    if (open === undefined || gap >= wide) pieces.push({ left: x, right: x + width, gap, text });
    else pieces[pieces.length - 1] = { ...open, right: Math.max(open.right, x + width), text: open.text + text };
  }
  return pieces;
}
