import type { Glyph } from './drawn-glyph.ts';
import { blankShare } from './letter-spacing.ts';
import type { Rule } from './rules.ts';
import { logicalLine, readsRightToLeft } from './right-to-left.ts';

/** Text on one baseline with no gap wider than a space: left, right and baseline in points, y downwards. */
export type Span = { text: string; left: number; right: number; y: number; size: number; field: boolean };

/**
 * Joins glyphs, in the order they were drawn, into spans; a blank is put wherever the eye sees one. A line that is drawn
 * `down` the page parts the cells of a table, however near they are.
 */
export function spansOf(glyphs: readonly Glyph[], down: readonly Rule[] = []): Span[] {
  const spans: Span[] = [];
  let open: Span | undefined;
  let blankAt = Infinity;
  for (const glyph of glyphs) {
    const gap = open === undefined ? Infinity : glyph.x - open.right;
    const size = Math.max(glyph.size, open?.size ?? 0);
    const same =
      open !== undefined &&
      open.field === (glyph.field !== undefined) &&
      Math.abs(glyph.y - open.y) < size * 0.35 &&
      gap > -size * 0.5 &&
      gap < size * 0.9 &&
      !(gap > size * 0.25 && down.some((rule) => parts(rule, glyph.x - gap, glyph)));
    if (!same || open === undefined) {
      if (glyph.text.trim() === '') continue;
      open = {
        text: glyph.text,
        left: glyph.x,
        right: glyph.x + glyph.width,
        y: glyph.y,
        size: glyph.size,
        field: glyph.field !== undefined,
      };
      spans.push(open);
      blankAt = Infinity;
      continue;
    }
    // A soft hyphen inside a line is a blank that takes no place.
    if (glyph.text.trim() !== '' && glyph.x - blankAt < glyph.size * 0.04) open.text = open.text.trimEnd();
    blankAt = glyph.text.trim() === '' ? Math.min(blankAt, glyph.x) : Infinity;
    const blank =
      gap > blankGap(open.text, glyph.text) * glyph.size && !open.text.endsWith(' ') && glyph.text.trim() !== '';
    open.text += blank ? ` ${glyph.text}` : glyph.text;
    if (glyph.text.trim() !== '') {
      open.right = Math.max(open.right, glyph.x + glyph.width);
      if (open.text.length < 3) open.size = glyph.size;
    } else if (gap < glyph.size * 0.9) {
      open.right = Math.max(open.right, glyph.x + Math.min(glyph.width, glyph.size * 0.4));
    }
  }
  for (const span of spans) span.text = span.text.trimEnd();
  return withoutEchoes(spans);
}

function parts({ at, from, to }: Rule, right: number, { x, y, size }: Glyph): boolean {
  return at > right - size * 0.1 && at < x + size * 0.1 && from < y - size * 0.3 && to > y;
}

const unbroken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/** The gap that an eye takes for a blank, as a share of the height: East Asian lines are filled without any. */
function blankGap(before: string, after: string): number {
  return unbroken.test(before.slice(-1)) && unbroken.test(after.slice(0, 1)) ? 0.2 : blankShare;
}

/** Bold is sometimes made by printing twice, a hair apart: the second print says nothing new. */
function withoutEchoes(spans: readonly Span[]): Span[] {
  const printed = new Map<string, Span[]>();
  return spans.filter((span) => {
    const twins = printed.get(span.text) ?? [];
    const echo = twins.some(
      (twin) => Math.abs(twin.left - span.left) < span.size * 0.2 && Math.abs(twin.y - span.y) < span.size * 0.2,
    );
    if (!echo) printed.set(span.text, [...twins, span]);
    return !echo;
  });
}

/** One printed line: its spans from left to right. */
export type Line = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly parts: number;
};

/** `rightToLeft`: the lines around are read that way. */
export function linesOf(spans: readonly Span[], rightToLeft = false): Line[] {
  const edges = {
    left: Math.min(...spans.map((span) => span.left)),
    right: Math.max(...spans.map((span) => span.right)),
  };
  const rows: Span[][] = [];
  for (const span of [...spans].toSorted((a, b) => a.y - b.y || a.left - b.left)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && span.y - first.y < Math.min(first.size, span.size) * 0.45)
      row.push(span);
    else rows.push([span]);
  }
  return rows.map((row) => {
    const ordered = [...row].toSorted((a, b) => a.left - b.left);
    const visual = joined(ordered);
    const text = logicalLine(visual, rightToLeft || (readsRightToLeft(visual) && !beginsLeft(ordered, edges)));
    const tallest = ordered.reduce((most, span) => (span.text.length > most.text.length ? span : most));
    return {
      text,
      parts: ordered.length,
      y: tallest.y,
      size: tallest.size,
      left: Math.min(...ordered.map((span) => span.left)),
      right: Math.max(...ordered.map((span) => span.right)),
    };
  });
}

/** A line that stands at the left edge and ends before the right one begins there, whatever its letters are. */
function beginsLeft(ordered: readonly Span[], edges: { left: number; right: number }): boolean {
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return false;
  return first.left - edges.left < first.size && edges.right - last.right > last.size * 2;
}

function joined(spans: readonly Span[]): string {
  let text = '';
  let right = Infinity;
  for (const span of spans) {
    text += span.left - right > span.size * blankGap(text, span.text) ? ` ${span.text}` : span.text;
    right = span.right;
  }
  return text;
}
