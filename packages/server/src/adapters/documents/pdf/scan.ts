import { contains, type Box, type Shape } from './geometry.ts';
import type { Glyph } from './drawn-glyph.ts';

const places = 16;

/**
 * Shows the text layer of a scanned page: words that a program recognised in the picture and laid under or over it without
 * paint. A line that the scanner or an archive printed on it may be seen. Only where pictures fill most of the page and hardly anything else is printed on it: beside printed text, invisible
 * text is not the text of the picture. Answers whether this page is one.
 */
export function isScan(glyphs: readonly Glyph[], pictures: readonly Shape[], page: Box): boolean {
  const unseen = glyphs.filter((glyph) => isOfTextLayer(glyph) && /[\p{L}\p{N}]/u.test(glyph.text)).length;
  const seen = glyphs.filter((glyph) => glyph.hidden === undefined && /[\p{L}\p{N}]/u.test(glyph.text)).length;
  return unseen > 0 && seen <= Math.max(unseen * 0.15, Math.min(unseen * 0.4, 30)) && pictured(pictures, page) >= 0.5;
}

export function isOfTextLayer({ hidden }: Glyph): boolean {
  return hidden === 'invisible_render_mode' || hidden === 'covered' || hidden === 'transparent';
}

/** The share of the page that pictures fill. */
function pictured(pictures: readonly Shape[], [left, top, right, bottom]: Box): number {
  if (pictures.length === 0 || pictures.length > 2_000) return 0;
  let filled = 0;
  for (let row = 0; row < places; row += 1) {
    for (let column = 0; column < places; column += 1) {
      const x = left + ((column + 0.5) / places) * (right - left);
      const y = top + ((row + 0.5) / places) * (bottom - top);
      if (pictures.some((picture) => contains(picture, x, y))) filled += 1;
    }
  }
  return filled / places / places;
}
