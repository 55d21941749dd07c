import { alignedStarts } from './aligned.ts';
import { cutIntoColumns } from './columns.ts';
import { median } from './median.ts';
import { readableGlyphs } from './clusters.ts';
import type { Glyph } from './drawn-glyph.ts';
import { withoutLetterSpacing } from './letter-spacing.ts';
import { noRules, type Rules } from './rules.ts';
import { partedRange, rowText } from './row-text.ts';
import { tablesIn, type Part, type Row } from './tables.ts';
import { readsRightToLeft } from './right-to-left.ts';
import { linesOf, spansOf, type Line, type Span } from './spans.ts';
import { withColumnsTurned } from './vertical.ts';
import { skewOf } from './watermark.ts';

/** The text of a page as a person reads it: column after column, paragraphs parted by an empty line, headings alone. */
export function pageText(glyphs: readonly Glyph[], rules = noRules): string {
  const readable = withColumnsTurned(readableGlyphs(glyphs));
  const rightToLeft = readsRightToLeft(readable.map((glyph) => glyph.text).join(''));
  const turned = new Map<number, Glyph[]>();
  for (const glyph of readable) {
    const quarter = ((Math.round(glyph.angle / 90) % 4) + 4) % 4;
    // Print at a slant has lines of its own.
    const direction = skewOf(glyph) > 4 ? 4 + Math.round(glyph.angle) : quarter;
    const group = turned.get(direction);
    if (group === undefined) turned.set(direction, [glyph]);
    else group.push(glyph);
  }
  const slanted = [...turned.keys()].filter((direction) => direction < 0 || direction > 3);
  const blocks = [0, 1, 3, 2, ...slanted].flatMap((direction) => {
    const group = turned.get(direction) ?? [];
    const upright = group.map((glyph) =>
      direction >= 0 && direction < 4 ? quarterTurned(glyph, direction) : straightened(glyph),
    );
    const drawn = direction === 0 ? rules : noRules;
    const region = { rightToLeft, depth: 0, rules: { ...drawn, down: [...drawn.down, ...alignedStarts(upright)] } };
    return group.length === 0 ? [] : [regionText(spansOf(withoutLetterSpacing(upright), region.rules.down), region)];
  });
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** Turns the page so that this text runs from left to right. */
function quarterTurned(glyph: Glyph, quarter: number): Glyph {
  const { x, y } = glyph;
  const [turnedX, turnedY] = quarter === 1 ? [y, -x] : quarter === 2 ? [-x, -y] : quarter === 3 ? [-y, x] : [x, y];
  return { ...glyph, x: turnedX, y: turnedY };
}

function straightened(glyph: Glyph): Glyph {
  const radians = (-glyph.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return { ...glyph, x: glyph.x * cos - glyph.y * sin, y: glyph.x * sin + glyph.y * cos };
}

type Region = { readonly rightToLeft: boolean; readonly depth: number; readonly rules: Rules };

function regionText(spans: readonly Span[], region: Region): string {
  if (spans.length === 0) return '';
  const { rightToLeft, depth } = region;
  const inner = { ...region, depth: depth + 1 };
  const parts = depth < 8 ? partsOf(spans, region) : undefined;
  if (parts === undefined)
    return paragraphs(linesOf(spans, rightToLeft).map((line) => (rightToLeft ? mirroredLine(line) : line)));
  return parts
    .flatMap((part) =>
      'spans' in part ? [regionText(part.spans, inner)] : part.rows.map((row) => cellsText(row, inner)),
    )
    .filter((part) => part !== '')
    .join('\n\n');
}

function partsOf(spans: readonly Span[], { rules, rightToLeft }: Region): Part[] | undefined {
  const cut = cutIntoColumns(spans);
  const tables = tablesIn(spans, rules, cut);
  if (tables !== undefined || cut === undefined) return tables;
  const { above, left, right, below } = cut;
  return [above, ...(rightToLeft ? [right, left] : [left, right]), below].map((part) => ({ spans: part }));
}

function cellsText(row: Row, region: Region): string {
  const cells = row.map((cell) => regionText(cell, region));
  return rowText(region.rightToLeft ? cells.toReversed() : cells);
}

/** A line that begins at the right edge, measured from there. */
function mirroredLine(line: Line): Line {
  return { ...line, left: -line.right, right: -line.left };
}

const bullet = /^(?:[•●▪◦‣∙·■□▸►➤✓✔*–—-]|\d{1,2}[.)]|[a-z]\))(?:\s|$)/iu;

function paragraphs(lines: readonly Line[]): string {
  const right = Math.max(...lines.map((line) => line.right));
  const pitch = median(lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? 0)));
  const words = new Set(lines.flatMap((line) => line.text.toLowerCase().match(/\p{L}+(?:-\p{L}+)+|\p{L}+/gu) ?? []));
  let text = '';
  let last: Line | undefined;
  for (const line of lines) {
    if (last === undefined) text = line.text;
    else if (line.y - last.y > paragraphGap(pitch, Math.min(last.size, line.size), lines.length))
      text += `\n\n${line.text}`;
    else if (continues(last, line, right)) text = wrapped(text, line.text, words);
    else text += `\n${line.text}`;
    last = line;
  }
  return text;
}

/** The usual line distance says what a gap is, once there are enough lines to know it. */
function paragraphGap(pitch: number, size: number, lines: number): number {
  return Math.max(lines < 6 ? 0 : Math.min(pitch, size * 2.4) * 1.35, size * 1.75);
}

/**
 * Whether a line goes on with the sentence above: same print, not a new item, and its first word did not fit on the
 * line above.
 */
function continues(above: Line, line: Line, right: number): boolean {
  const parted = /\p{L}[-\u00ad\u2010]+$/u.test(above.text) && /^\p{Ll}/u.test(line.text);
  if (Math.abs(above.size - line.size) > line.size * 0.06 || bullet.test(line.text)) return false;
  if (!parted && above.parts > 1 && above.text.length < 60) return false;
  // Rows of a table, each with an entry in more than one column.
  if (!parted && above.parts > 1 && line.parts > 1 && !/^\p{Ll}/u.test(line.text)) return false;
  const indent = line.left - above.left;
  if (indent < -line.size || indent > line.size * 2.5) return false;
  if (parted) return true;
  const firstWord = line.text.split(' ')[0] ?? '';
  const wordWidth = ((line.right - line.left) / Math.max(1, line.text.length)) * (firstWord.length + 1);
  // In a narrow column nearly every line is full: there a capital begins the next entry of a list, not a wrapped sentence.
  if (line.size < 14 && above.text.length < 45 && /^\p{Lu}/u.test(line.text) && !goesOn(above.text)) return false;
  return (
    above.right + wordWidth > right - line.size * 0.3 ||
    (/^\p{Ll}/u.test(line.text) && above.right > right * 0.6 && /[\p{L},]$/u.test(above.text))
  );
}

/** Small words that want another after them: they never end an entry. */
const goingOn = new Set(
  (
    'and or of the in for with to a at by on und oder sowie der die das den dem des für mit von zu im am ' +
    'et ou de du la le les en pour y del e di per para con com van het een voor met i w z na och av för'
  ).split(' '),
);

function goesOn(text: string): boolean {
  return /[,(&/–-]$/u.test(text) || goingOn.has(/\p{L}+$/u.exec(text.toLowerCase())?.[0] ?? '');
}

const compounds =
  /(?:^|[^\p{L}])(?:self|well|full|part|long|short|high|low|non|co|cross|multi|end|real|time|front|back|first|second|third|follow|hands|on|problem|cost|data|user|customer|patient|child|family)-$/iu;
const unbroken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Joins two printed lines. A hyphen at the edge goes, unless the word is written with one elsewhere or usually is. */
function wrapped(text: string, next: string, words: ReadonlySet<string>): string {
  if (/[\u00ad\u2010]$/u.test(text)) return text.replace(/[\u00ad\u2010]+$/u, '') + next;
  const head = /(\p{L}+)-$/u.exec(text)?.[1];
  const tail = /^\p{Ll}+/u.exec(next)?.[0];
  if (head !== undefined && tail !== undefined) {
    const whole = words.has(`${head}${tail}`.toLowerCase());
    const hyphened = words.has(`${head}-${tail}`.toLowerCase()) || compounds.test(text) || /\p{L}-\p{L}+-$/u.test(text);
    return (hyphened && !whole ? text : text.slice(0, -1)) + next;
  }
  const tight =
    /\S-$/u.test(text) || partedRange(text, next) || (unbroken.test(text.slice(-1)) && unbroken.test(next.slice(0, 1)));
  return tight ? text + next : `${text} ${next}`;
}
