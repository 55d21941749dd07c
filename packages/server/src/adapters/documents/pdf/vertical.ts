import type { Glyph } from './drawn-glyph.ts';

const ideographic =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60\u30fc]/u;

/** One step down a column: a character, or two to four digits set side by side in its place. */
type Cell = { readonly glyphs: Glyph[]; readonly x: number; readonly y: number; readonly size: number };

/**
 * East Asian text that runs down the page although each character is drawn upright: such glyphs are turned as if the font
 * were vertical, so that their columns are read from right to left. Glyphs are in drawing order.
 */
export function withColumnsTurned(glyphs: readonly Glyph[]): Glyph[] {
  if (!glyphs.some((glyph) => ideographic.test(glyph.text))) return [...glyphs];
  const columns = columnsOf(cellsOf(glyphs.filter((glyph) => Math.abs(glyph.angle) < 1)));
  const longest = Math.max(0, ...columns.map((column) => column.length));
  const inColumns = columns.filter(isVertical);
  const turnable = inColumns.reduce((sum, column) => sum + column.length, 0);
  const all = glyphs.filter((glyph) => ideographic.test(glyph.text) && Math.abs(glyph.angle) < 1).length;
  // A short column, or a last character alone, is taken for one where the page is written that way.
  const chosen =
    turnable * 2 > all && longest >= 4
      ? columns.filter((column) => column.length > 1 || turnable * 1.2 > all)
      : inColumns;
  const turned = new Map<Glyph, Glyph>();
  for (const column of chosen)
    for (const cell of column) for (const glyph of cell.glyphs) turned.set(glyph, down(glyph, cell));
  return glyphs.map((glyph) => turned.get(glyph) ?? glyph);
}

function isVertical(column: readonly Cell[]): boolean {
  const text = column.flatMap((cell) => cell.glyphs.map((glyph) => glyph.text)).join('');
  const letters = Array.from(text).filter((character) => ideographic.test(character)).length;
  return column.length >= 3 && letters * 2 > text.length;
}

function cellsOf(glyphs: readonly Glyph[]): Cell[] {
  const cells: Cell[] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    const open = cells.at(-1);
    const beside =
      last !== undefined &&
      Math.abs(glyph.y - last.y) < glyph.size * 0.2 &&
      Math.abs(glyph.x - last.x - last.width) < glyph.size * 0.5;
    if (open !== undefined && beside) open.glyphs.push(glyph);
    else cells.push({ glyphs: [glyph], x: glyph.x, y: glyph.y, size: glyph.size });
    last = glyph;
  }
  return cells.map((cell) => ({ ...cell, x: (cell.x + rightOf(cell)) / 2 }));
}

const rightOf = ({ glyphs }: Cell): number => Math.max(...glyphs.map((glyph) => glyph.x + glyph.width));

function columnsOf(cells: readonly Cell[]): Cell[][] {
  const columns: Cell[][] = [];
  for (const cell of cells) {
    const column = columns.at(-1);
    const last = column?.at(-1);
    const narrow = rightOf(cell) - Math.min(...cell.glyphs.map((glyph) => glyph.x)) < cell.size * 1.5;
    const step = last === undefined ? 0 : cell.y - last.y;
    const below =
      last !== undefined &&
      Math.abs(cell.x - last.x) < cell.size * 0.35 &&
      step > cell.size * 0.4 &&
      step < cell.size * 2.2;
    if (narrow && below) column?.push(cell);
    else columns.push(narrow ? [cell] : []);
  }
  return columns.filter((column) => column.length > 0);
}

/** A glyph as a vertical font would place it: the pen moves down, the column's line is where a turned word has its own. */
function down(glyph: Glyph, { x, y, size, glyphs }: Cell): Glyph {
  const share = 1 / glyphs.length;
  const top = y - size * 0.88 + size * share * glyphs.indexOf(glyph);
  return { ...glyph, angle: 90, x: x - size * 0.36, y: top, width: size * share };
}
