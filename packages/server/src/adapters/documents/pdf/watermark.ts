import { median } from './columns.ts';
import type { Glyph } from './drawn-glyph.ts';
import { distinguishable, white } from './paint.ts';

/** How far a baseline is from the nearest quarter turn, in degrees. */
export function skewOf({ angle }: Glyph): number {
  const rest = ((angle % 90) + 90) % 90;
  return Math.min(rest, 90 - rest);
}

/**
 * The glyphs of watermarks: large print across the page at a slant, or large, pale and with other text running through it.
 * They belong to a copy of the document ("Draft"), are no part of what it says, and hide nothing.
 */
export function watermarks(glyphs: readonly Glyph[]): ReadonlySet<Glyph> {
  const inked = glyphs.filter((glyph) => glyph.text.trim() !== '');
  const usual = median(inked.map((glyph) => glyph.size));
  const large = inked.filter((glyph) => glyph.size >= Math.max(usual * 1.8, 20));
  if (large.length === 0 || large.length > 200) return new Set();
  const slanted = large.filter((glyph) => skewOf(glyph) > 8);
  const others = inked.filter((glyph) => glyph.size < usual * 1.6);
  const straight = large.filter((glyph) => skewOf(glyph) <= 8 && glyph.size >= usual * 2.2 && isPale(glyph));
  return new Set([...slanted, ...crossed(straight, others)]);
}

function isPale({ paints }: Glyph): boolean {
  return paints.every(
    ({ color, alpha }) => alpha <= 0.4 || (color !== undefined && !distinguishable(color, white)) || paleColor(color),
  );
}

const paleColor = (color: readonly number[] | undefined): boolean => color !== undefined && Math.min(...color) > 165;

/** Those large glyphs whose word has smaller print running through it. */
function crossed(large: readonly Glyph[], others: readonly Glyph[]): readonly Glyph[] {
  const words = new Map<number, Glyph[]>();
  for (const glyph of large) {
    const key = Math.round(glyph.y / glyph.size);
    words.set(key, [...(words.get(key) ?? []), glyph]);
  }
  return [...words.values()].flatMap((word) =>
    word.some((glyph) => others.some((other) => isThrough(glyph, other))) ? word : [],
  );
}

function isThrough(glyph: Glyph, other: Glyph): boolean {
  const [x, y] = other.center;
  const [centerX, centerY] = glyph.center;
  return Math.abs(x - centerX) < glyph.size * 0.6 && Math.abs(y - centerY) < glyph.size * 0.45;
}
