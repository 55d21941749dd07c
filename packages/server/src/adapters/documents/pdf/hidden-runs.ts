import type { HiddenPassage, PagePlace } from '../../../core/resumes/ports.ts';
import type { Glyph } from './drawn-glyph.ts';
import { within, type Box } from './geometry.ts';

/** Neighbouring hidden glyphs become passages, with blanks where the print leaves a gap. */
export function hiddenRuns(glyphs: readonly Glyph[], { page, box }: { page: number; box: Box }): HiddenPassage[] {
  const passages: HiddenPassage[] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (glyph.hidden !== undefined) {
      const open = last?.hidden === glyph.hidden ? passages.pop() : undefined;
      const gap = last === undefined ? 0 : Math.hypot(glyph.x - last.x, glyph.y - last.y) - last.width;
      const text = open === undefined ? glyph.text : `${open.text}${gap > glyph.size * 0.16 ? ' ' : ''}${glyph.text}`;
      passages.push({ text, reason: glyph.hidden, page, place: open?.place ?? placeOf(glyph, box) });
    }
    if (glyph.text.trim() !== '' || glyph.hidden === last?.hidden) last = glyph;
  }
  return passages;
}

const rows = ['top', '', 'bottom'] as const;
const columns = ['left', '', 'right'] as const;

function placeOf({ center: [x, y] }: Glyph, box: Box): PagePlace {
  const [left, top, right, bottom] = box;
  if (!within(box, x, y)) return 'outside';
  const row = rows[Math.min(2, Math.floor(((y - top) / (bottom - top)) * 3))] ?? '';
  const column = columns[Math.min(2, Math.floor(((x - left) / (right - left)) * 3))] ?? '';
  if (row === '') return column === '' ? 'middle' : column;
  return column === '' ? row : `${row}_${column}`;
}
