import { gutters, sidesOf, type Sides } from './columns.ts';
import { median } from './median.ts';
import { haveHeadings } from './section-headings.ts';
import type { Rules } from './rules.ts';
import type { Span } from './spans.ts';
import { columnsOf, ruledBetween } from './table-columns.ts';
import { blocksOf, type Block } from './table-blocks.ts';

/** The cells of a row from left to right. */
export type Row = readonly Span[][];

/** A stretch of a page from its top to its bottom: the rows of a table, or text that is in none. */
export type Part = { readonly rows: readonly Row[] } | { readonly spans: Span[] };

type Table = {
  readonly blocks: readonly Block[];
  readonly top: number;
  readonly bottom: number;
  readonly weight: number;
};

/** More pieces of text than a page of tables has: looking for tables among them would take seconds. */
const mostSpans = 2_000;

/**
 * Finds the tables whose cells run over several lines: read line by line, words of one cell would stand between those of
 * its neighbour; read as columns, nobody would know which date belongs to which job. `undefined` where there is none. A
 * table that stands in one column of the page is found when that column is read.
 */
export function tablesIn(spans: readonly Span[], rules: Rules, columns?: Sides): Part[] | undefined {
  if (spans.length > mostSpans || spans.some((span) => span.field)) return undefined;
  const ordered = [...spans].toSorted((a, b) => a.y - b.y);
  const found = gutters(ordered).flatMap((x) =>
    sidesOf(x, ordered).flatMap((sides) => {
      const table = tableOf(sides, rules);
      return table === undefined || within(table, columns) ? [] : [table];
    }),
  );
  const tables: Table[] = [];
  for (const table of found.toSorted((a, b) => b.weight - a.weight)) {
    if (tables.every(({ top, bottom }) => table.bottom < top || table.top > bottom)) tables.push(table);
  }
  return tables.length === 0 ? undefined : partsOf(ordered, tables, rules);
}

function within({ blocks }: Table, columns: Sides | undefined): boolean {
  if (columns === undefined) return false;
  return [columns.left, columns.right].some((column) => {
    const inside = new Set(column);
    return blocks.every(({ left, right }) => [...left, ...right].every((span) => inside.has(span)));
  });
}

function partsOf(ordered: readonly Span[], tables: readonly Table[], rules: Rules): Part[] {
  const parts: Part[] = [];
  const inside = new Set(tables.flatMap(({ blocks }) => blocks.flatMap(({ left, right }) => [...left, ...right])));
  const rest = ordered.filter((span) => !inside.has(span));
  let from = -Infinity;
  for (const { blocks, top } of tables.toSorted((a, b) => a.top - b.top)) {
    parts.push({ spans: rest.filter(({ y }) => y >= from && y < top) }, { rows: cellsOf(blocks, rules) });
    from = top;
  }
  return [...parts, { spans: rest.filter(({ y }) => y >= from) }];
}

function cellsOf(blocks: readonly Block[], rules: Rules): Row[] {
  const left = columnsOf(
    blocks.map((block) => block.left),
    rules,
  );
  const right = columnsOf(
    blocks.map((block) => block.right),
    rules,
  );
  return blocks.map((_, index) => [...(left[index] ?? []), ...(right[index] ?? [])]);
}

function tableOf(sides: Sides, rules: Rules): Table | undefined {
  if (sides.left.length === 0 || sides.right.length === 0) return undefined;
  const size = median([...sides.left, ...sides.right].map((span) => span.size));
  let best: Table | undefined;
  const runs = runsOf(blocksOf(sides, { rules, size }), size);
  for (const run of runs) {
    // Beside a column of its own, what looks like a row is chance, unless lines are drawn around it.
    if (!run.some(isRow) || (runs.length > 1 && !run.filter(isRow).every((row) => row.ruled))) continue;
    const table = acceptedTable(run, { rules, size });
    if (table !== undefined && table.weight > (best?.weight ?? 0)) best = table;
  }
  return best;
}

/** Neighbouring blocks, without those that have both sides but do not begin on one line: columns beside each other do not. */
function runsOf(blocks: readonly Block[], size: number): Block[][] {
  const runs: Block[][] = [[]];
  for (const block of blocks) {
    if (block.ruled || !isRow(block) || (block.level && !hasHeadings(block, size))) runs.at(-1)?.push(block);
    else runs.push([]);
  }
  return runs.map((run) => run.slice(Math.max(0, run.findIndex(isRow))));
}

/** Columns of a page have headings of their own. */
const hasHeadings = (block: Block, size: number): boolean =>
  [block.left, block.right].every((side) => side.some((span) => span.size > size * 1.2));

const isRow = (block: Block): boolean => block.left.length > 0 && block.right.length > 0;

const words = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.text.split(' ').length, 0);
const lettersOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.text.length, 0);
const linesIn = (spans: readonly Span[]): number => new Set(spans.map((span) => Math.round(span.y))).size;

type Scale = { readonly rules: Rules; readonly size: number };
type Side = 'left' | 'right';

function acceptedTable(run: readonly Block[], { rules, size }: Scale): Table | undefined {
  const rows = run.filter(isRow);
  const lefts = rows.flatMap((row) => row.left);
  const rights = rows.flatMap((row) => row.right);
  const gutter = Math.min(...rights.map(({ left }) => left)) - Math.max(...lefts.map(({ right }) => right));
  const parted = rows.every((row) => ruledBetween(row.left, row.right, rules));
  if (onlyMarks(lefts) || (!parted && gutter < Math.max(7, size * 0.8))) return undefined;
  const short: Side = lettersOf(lefts) <= lettersOf(rights) ? 'left' : 'right';
  const accepted = isGrid(rows, parted) || (isListed(rows, short, rules) && !haveHeadings(lefts, rights));
  if (!accepted || !(rows.some((row) => wraps(row, short, rows)) || hasWrappedColumns(rows, short, rules)))
    return undefined;
  const blocks = asRows(run, short);
  const ys = blocks.flatMap(({ left, right }) => [...left, ...right].map(({ y }) => y));
  const weight = rows.length * 1000 + lefts.length + rights.length;
  return { blocks, top: Math.min(...ys), bottom: Math.max(...ys), weight };
}

/** The signs before the entries of a list are no column. */
function onlyMarks(spans: readonly Span[]): boolean {
  return spans.every((span) => span.text.length < 3 || /^\p{Nd}{1,2}[.)]$/u.test(span.text));
}

/** Lines are drawn around the rows: above and below them, and between the cells where there is one row only. */
function isGrid(rows: readonly Block[], parted: boolean): boolean {
  return rows.filter((row) => row.ruled).length >= rows.length * 0.8 && (rows.length > 1 || parted);
}

/** Short entries each of which begins on the first line of a text: dates beside jobs, or names beside what they are of. */
function isListed(rows: readonly Block[], short: Side, rules: Rules): boolean {
  const cells = rows.map((row) => row[short]);
  const dated = cells.filter(hasYear).length;
  if (cells.some((cell) => linesIn(cell) > 4 || words(cell) > 9 || lettersOf(cell) > 70 || isCutRange(cell)))
    return false;
  if (dated * 2 >= rows.length) return rows.length > 1 || cells.some(isPartedRange);
  // Beside dates and jobs, a list of something else is a column of the page.
  const long = columnsOf(
    rows.map((row) => row[short === 'left' ? 'right' : 'left']),
    rules,
  );
  if (long.some((columns) => columns.length > 1 && columns.some(hasYear))) return false;
  return rows.length > 2 && cells.every((cell) => linesIn(cell) < 4 && words(cell) < 7);
}

const hasYear = (cell: readonly Span[]): boolean =>
  cell.some(({ text }) => /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})/u.test(text));

const isPartedRange = (cell: readonly Span[]): boolean =>
  cell.slice(0, -1).some(({ text }) => /\p{Nd}\s?[-\u2010-\u2015]$/u.test(text));

const isCutRange = (cell: readonly Span[]): boolean => /\p{Nd}[-\u2010-\u2015]$/u.test(cell.at(-1)?.text ?? '');

/** Whether reading this row line by line would put words of one cell between those of the other. */
function wraps(row: Block, short: Side, rows: readonly Block[]): boolean {
  const long = short === 'left' ? 'right' : 'left';
  const [few, many] = [row[short], row[long]];
  if (row.ruled) return linesIn(few) > 1 || (short === 'right' && linesIn(many) > 1) || !row.level;
  if (
    linesIn(few) > 1 &&
    (isPartedRange(few) || wrapped(many, edgeOf(rows, long)) || wrapped(few, edgeOf(rows, short)))
  )
    return true;
  const first = many.filter(({ y, size }) => few.some((span) => Math.abs(span.y - y) < size * 0.45));
  return short === 'right' && wrapped(many, edgeOf(rows, long), first);
}

/** Whether the long side is columns of its own, of more than one line: read as columns of the page, each would lose its row. */
function hasWrappedColumns(rows: readonly Block[], short: Side, rules: Rules): boolean {
  const long = columnsOf(
    rows.map((row) => row[short === 'left' ? 'right' : 'left']),
    rules,
  );
  const filled = long.filter((cells) => cells.filter((cell) => cell.length > 0).length > 1);
  return filled.length > 1 && filled.every((cells) => cells.some((cell) => linesIn(cell) > 1));
}

/** Where the lines of a side are full. Text that ends far from the short entries at its right wraps nowhere. */
function edgeOf(rows: readonly Block[], side: Side): number {
  const own = rows.flatMap((row) => row[side]);
  const edge = Math.max(...own.map((span) => span.right));
  if (side === 'right') return edge;
  const start = Math.min(...own.map((span) => span.left));
  const next = Math.min(...rows.flatMap((row) => row.right.map((span) => span.left)));
  return edge - start < (next - start) * 0.7 ? Infinity : edge;
}

/** Whether a line of `from` is so full that the first word of the next one had no place on it. */
function wrapped(spans: readonly Span[], edge: number, from = spans): boolean {
  return from.some((span) => {
    const next = spans.find(({ y, size }) => y - span.y > size * 0.45);
    if (next === undefined || next.y - span.y > span.size * 2) return false;
    const first = next.text.split(' ')[0] ?? '';
    return span.right + ((next.right - next.left) / next.text.length) * (first.length + 1) > edge;
  });
}

/** What the long side goes on with belongs to the row above. */
function asRows(run: readonly Block[], short: Side): Block[] {
  const rows: Block[] = [];
  for (const block of run) {
    const last = rows.at(-1);
    if (last === undefined || block[short].length > 0 || block.ruledAbove) rows.push(block);
    else
      rows[rows.length - 1] = { ...last, left: [...last.left, ...block.left], right: [...last.right, ...block.right] };
  }
  return rows;
}
