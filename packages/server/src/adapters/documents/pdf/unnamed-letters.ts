import type { Glyph } from './drawn-glyph.ts';

/**
 * Letters of fonts that do not say what their glyphs mean (no ToUnicode): pdf.js answers the glyph's number in the font. In
 * nearly all fonts the numbers from 3 are those of ASCII from the blank on, which such a text shows by its blanks. Other
 * letters of these fonts stay unknown: they are counted, and have no text.
 */
export function withLettersNamed(glyphs: readonly Glyph[]): { glyphs: readonly Glyph[]; unknown: number } {
  const fonts = new Map<object, Glyph[]>();
  for (const glyph of glyphs) {
    if (glyph.font === undefined) continue;
    const own = fonts.get(glyph.font);
    if (own === undefined) fonts.set(glyph.font, [glyph]);
    else own.push(glyph);
  }
  const named = new Map<Glyph, Glyph>();
  let unknown = 0;
  // One program wrote the page: where one of its fonts says nothing, neither do those that have no blank to show it.
  const numbered = [...fonts.values()].some(isNumbered) ? [...fonts.values()].filter((own) => !hasBlank(own)) : [];
  for (const own of numbered) {
    for (const glyph of own) {
      const text = nameOf(glyph);
      if (text === '') unknown += 1;
      named.set(glyph, { ...glyph, text });
    }
  }
  if (named.size === 0) return { glyphs, unknown };
  return { glyphs: glyphs.map((glyph) => named.get(glyph) ?? glyph).filter((glyph) => glyph.text !== ''), unknown };
}

function isNumbered(glyphs: readonly Glyph[]): boolean {
  const blanks = glyphs.filter((glyph) => glyph.text === '\u0003').length;
  const letters = (name: (glyph: Glyph) => string) => glyphs.filter((glyph) => /^[a-z]$/iu.test(name(glyph))).length;
  return (
    blanks > 0 &&
    blanks * 25 > glyphs.length &&
    !hasBlank(glyphs) &&
    letters((glyph) => nameOf(glyph)) > letters((glyph) => glyph.text)
  );
}

function nameOf({ text }: Glyph): string {
  const code = text.codePointAt(0) ?? 0;
  return code >= 3 && code <= 97 ? String.fromCharCode(code + 29) : '';
}

const hasBlank = (glyphs: readonly Glyph[]): boolean => glyphs.some((glyph) => /[ \u00a0]/u.test(glyph.text));
