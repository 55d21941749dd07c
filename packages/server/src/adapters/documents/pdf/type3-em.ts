import type { Font } from './graphics-state.ts';

const widestSeen = new WeakMap<Font, number>();

/**
 * Height of a Type 3 font's em for a font size of one. One that was made from outlines has some
 * thousand units in it, as outlines have. Others, of bitmaps, do not name their height: the widest glyph that was shown
 * stands for it.
 */
export function emOf(font: Font, widths: readonly number[]): number {
  const unit = Math.abs(font.fontMatrix?.[0] ?? 0.001);
  if (unit < 1 / 400) return 1;
  const widest = Math.max(widestSeen.get(font) ?? 0, ...widths);
  widestSeen.set(font, widest);
  return unit * widest * 1.4;
}
