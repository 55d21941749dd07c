import type { Glyph } from './drawn-glyph.ts';

/** More than this was not meant to be seen: a few words run over an edge, sentences do not. */
const longestRest = 30;

/**
 * The rest of a line that began in sight and did not fit: it runs over the edge of the page, of its column or of a field.
 * Nobody hid it.
 */
export function cutOff(glyphs: readonly Glyph[]): Set<Glyph> {
  const rests = new Set<Glyph>();
  let rest: Glyph[] = [];
  let begun = false;
  let last: Glyph | undefined;
  const close = () => {
    if (begun && rest.length <= longestRest) for (const glyph of rest) rests.add(glyph);
    rest = [];
  };
  for (const glyph of glyphs) {
    const cut = glyph.hidden === 'clipped' || glyph.hidden === 'off_page';
    const goesOn = last !== undefined && isNext(last, glyph);
    if (!cut) {
      close();
      begun = glyph.hidden === undefined && (glyph.text.trim() !== '' || (begun && goesOn));
    } else if (goesOn) rest.push(glyph);
    else {
      close();
      begun = false;
      rest.push(glyph);
    }
    last = glyph;
  }
  close();
  return rests;
}

function isNext(last: Glyph, glyph: Glyph): boolean {
  const gap = glyph.x - last.x - last.width;
  return (
    last.font === glyph.font &&
    Math.abs(last.size - glyph.size) < 0.1 &&
    Math.abs(last.y - glyph.y) < glyph.size * 0.1 &&
    Math.abs(gap) < glyph.size * 0.5
  );
}
