import { median } from './median.ts';
import type { Glyph } from './drawn-glyph.ts';
import { distinguishable, white } from './paint.ts';

/** How far a baseline is from the nearest quarter turn, in degrees. */
export function skewOf({ angle }: Glyph): number {
  const rest = ((angle % 90) + 90) % 90;
  return Math.min(rest, 90 - rest);
}

const copyWords = new Set(
  (
    'draft confidential copy sample specimen void preview demo watermark draftcopy donotcopy entwurf vertraulich kopie ' +
    'muster brouillon confidentiel copie borrador confidencial copia muestra bozza riservato rascunho vertrouwelijk wzór ' +
    'kopia'
  ).split(' '),
);

/**
 * The glyphs of watermarks: print across the page at a slant that is large, or pale; large, pale print with other text
 * running through it, or that says what such marks say. They belong to a copy of the document ("Draft"), are no part of
 * what it says, and hide nothing.
 */
export function watermarks(glyphs: readonly Glyph[]): ReadonlySet<Glyph> {
  const inked = glyphs.filter((glyph) => glyph.text.trim() !== '');
  const straight = inked.filter((glyph) => skewOf(glyph) <= 8);
  const usual = median(straight.map((glyph) => glyph.size));
  const slanted = inked.filter(
    (glyph) =>
      skewOf(glyph) > 8 && (glyph.size >= Math.max(usual * 1.8, 20) || (isPale(glyph) && glyph.size > usual * 1.2)),
  );
  const large = straight.filter((glyph) => glyph.size >= Math.max(usual * 2.2, 20) && isPale(glyph)).slice(0, 200);
  const others = straight.filter((glyph) => glyph.size < usual * 1.6);
  return new Set([
    ...slanted,
    ...wordsOf(large)
      .filter((word) => isCopyWord(word) || isCrossed(word, others))
      .flat(),
  ]);
}

function isPale({ paints }: Glyph): boolean {
  return paints.every(
    ({ color, alpha }) => alpha <= 0.4 || (color !== undefined && !distinguishable(color, white)) || paleColor(color),
  );
}

const paleColor = (color: readonly number[] | undefined): boolean => color !== undefined && Math.min(...color) > 165;

function wordsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const words = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    const upright = Math.abs(Math.cos((glyph.angle * Math.PI) / 180)) > 0.5;
    const key = `${upright} ${Math.round((upright ? glyph.y : glyph.x) / glyph.size)}`;
    words.set(key, [...(words.get(key) ?? []), glyph]);
  }
  return [...words.values()];
}

const isCopyWord = (word: readonly Glyph[]): boolean =>
  copyWords.has(
    word
      .map((glyph) => glyph.text.replace(/[^\p{L}]+/gu, ''))
      .join('')
      .toLowerCase(),
  );

function isCrossed(word: readonly Glyph[], others: readonly Glyph[]): boolean {
  return word.some((glyph) => others.some((other) => isThrough(glyph, other)));
}

function isThrough(glyph: Glyph, other: Glyph): boolean {
  const [x, y] = other.center;
  const [centerX, centerY] = glyph.center;
  return Math.abs(x - centerX) < glyph.size * 0.6 && Math.abs(y - centerY) < glyph.size * 0.45;
}
