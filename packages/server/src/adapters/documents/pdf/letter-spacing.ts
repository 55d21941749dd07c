import { median } from './median.ts';
import type { Glyph } from './drawn-glyph.ts';

/** A gap that an eye takes for a blank, as a share of the height. */
export const blankShare = 0.16;

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const longestLine = 1_000;

type Run = { readonly letters: Glyph[]; readonly gaps: number[]; blanks: number };

/**
 * Closes the gaps in words that are spaced out, as in headings: each letter stands as far from the next. Between such words
 * the gap is wider still, or a blank was typed as well. Glyphs are in drawing order, upright.
 */
export function withoutLetterSpacing(glyphs: readonly Glyph[]): Glyph[] {
  const result: Glyph[] = [];
  let at = 0;
  while (at < glyphs.length) {
    const end = lineEnd(glyphs, at);
    result.push(...spacedOut(glyphs.slice(at, end)));
    at = end;
  }
  return result;
}

/** Where the row of glyphs on one baseline, each right of the one before, ends. */
function lineEnd(glyphs: readonly Glyph[], from: number): number {
  let last = glyphs[from];
  let end = from + 1;
  for (; end < glyphs.length && end - from < longestLine; end += 1) {
    const glyph = glyphs[end];
    if (glyph === undefined || last === undefined) break;
    if (Math.abs(glyph.y - last.y) > last.size * 0.2 || glyph.x < last.x - last.size * 0.3) break;
    if (glyph.text.trim() === '') continue;
    if (glyph.x - last.x - last.width > last.size * 3.2 || Math.abs(glyph.size - last.size) > last.size * 0.35) break;
    last = glyph;
  }
  return end;
}

function spacedOut(line: readonly Glyph[]): readonly Glyph[] {
  const runs = runsOf(line);
  if (runs.length === 0) return line;
  const changed = new Map<Glyph, Glyph>();
  const dropped = new Set<Glyph>();
  for (const run of runs) close(run, { line, changed, dropped, whole: runs.length === 1 });
  return line.filter((glyph) => !dropped.has(glyph)).map((glyph) => changed.get(glyph) ?? glyph);
}

/** Stretches of letters with a gap after each. */
function runsOf(line: readonly Glyph[]): Run[] {
  const runs: Run[] = [];
  let run: Run = { letters: [], gaps: [], blanks: 0 };
  let last: Glyph | undefined;
  let blank = false;
  const inked = line.filter((glyph) => glyph.text.trim() !== '');
  if (inked.length < 3) return [];
  for (const glyph of line) {
    if (glyph.text.trim() === '') {
      blank = true;
      continue;
    }
    const gap = last === undefined ? 0 : glyph.x - last.x - last.width;
    const spaced = last !== undefined && Array.from(glyph.text).length <= 2 && gap > glyph.size * 0.1;
    if (!spaced) {
      if (run.letters.length > 0) runs.push(run);
      run = { letters: [glyph], gaps: [], blanks: 0 };
    } else {
      run.letters.push(glyph);
      run.gaps.push(gap);
      if (blank) run.blanks += 1;
    }
    last = glyph;
    blank = false;
  }
  runs.push(run);
  return runs.filter(isSpacedOut);
}

function isSpacedOut({ letters, gaps, blanks }: Run): boolean {
  const text = letters.map((glyph) => glyph.text).join('');
  const size = letters[0]?.size ?? 0;
  const alphabetic = text.match(/\p{L}/gu)?.length ?? 0;
  const least = eastAsian.test(text) ? 3 : 4;
  const usual = usualGap(gaps);
  // Years are spaced out like the headings around them; marks and ratings are numbers with a blank or a cell each.
  const years = /\p{Nd}{4}/u.test(text) && alphabetic === 0 && blanks * 2 < gaps.length && usual < size * 0.6;
  if ((alphabetic < least || alphabetic < letters.length * 0.6) && !years) return false;
  const even = gaps.filter((gap) => Math.abs(gap - usual) <= size * 0.05 + usual * 0.1).length;
  return even >= gaps.length * 0.6 && usual < size * 2.2;
}

/** The gap inside words: of several widths the lower that is frequent. */
function usualGap(gaps: readonly number[]): number {
  const ordered = gaps.toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length * 0.3)] ?? median(gaps);
}

type Line = { line: readonly Glyph[]; changed: Map<Glyph, Glyph>; dropped: Set<Glyph>; whole: boolean };

function close({ letters, gaps, blanks }: Run, { line, changed, dropped, whole }: Line): void {
  const usual = usualGap(gaps);
  const size = letters[0]?.size ?? 0;
  // One blank between single letters is also how letters are listed ("B C D"): only a line of nothing else is spaced out.
  const own = new Set(letters);
  const others = line.some((glyph) => glyph.text.trim() !== '' && !own.has(glyph));
  const listed = blanks * 2 > gaps.length && usual < size * 0.4 && gaps.every((gap) => gap < usual * 1.4);
  const fewest = eastAsian.test(letters[0]?.text ?? '') ? 3 : 5;
  if (listed && (others || !whole || letters.length < fewest)) return;
  letters.forEach((glyph, index) => {
    const gap = gaps[index];
    if (gap === undefined) return;
    const next = letters[index + 1];
    const between = gap > usual * 1.35 + size * 0.06;
    const left = between ? Math.min(gap - usual + size * blankShare, size * 0.6) : 0;
    changed.set(glyph, { ...glyph, width: glyph.width + gap - left });
    if (next === undefined || between) return;
    for (const blank of line.slice(line.indexOf(glyph) + 1, line.indexOf(next))) dropped.add(blank);
  });
}
