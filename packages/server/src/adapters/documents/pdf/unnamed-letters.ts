import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Glyph } from './drawn-glyph.ts';
import { record, type OperatorList } from './operands.ts';

/**
 * Letters of fonts that do not say what their glyphs mean (no ToUnicode): pdf.js answers the glyph's number in the font. In
 * nearly all Latin fonts the numbers from 3 are those of ASCII from the blank on, which such a text shows by its blanks.
 * Other letters of these fonts, and all of other scripts, stay unknown: they are counted, and have no text.
 */
export function withLettersNamed(
  glyphs: readonly Glyph[],
  silentOnes: ReadonlySet<unknown>,
): { glyphs: readonly Glyph[]; unknown: number } {
  const isSilent = ([first]: readonly Glyph[]) => silentOnes.has(first?.font);
  const fonts = [...byFont(glyphs).values()];
  const named = new Map<Glyph, Glyph>();
  let unknown = 0;
  // One program wrote the page: where one of its fonts says nothing, neither do those that have no blank to show it.
  const numbered = fonts.some(isNumbered);
  const silent = fonts.some(isSilent);
  for (const own of fonts) {
    const counted = numbered && !hasBlank(own);
    if (!counted && !isSilent(own) && !(silent && !hasBlank(own) && isOdd(own))) continue;
    const latin = counted && isLatin(own);
    // Words with holes in them are none: either nearly all is spelt out, or none of it is read.
    const spelt = own.filter((glyph) => glyph.spelt === true).length * 5 >= own.length * 4;
    for (const glyph of own) {
      const text = spelt && glyph.spelt === true ? glyph.text : latin ? nameOf(glyph) : '';
      if (text === '') unknown += 1;
      named.set(glyph, { ...glyph, text });
    }
  }
  if (named.size === 0) return { glyphs, unknown };
  return { glyphs: glyphs.map((glyph) => named.get(glyph) ?? glyph).filter((glyph) => glyph.text !== ''), unknown };
}

/** The names of the fonts on a page that say of no glyph what it means. */
export function silentFonts({ fnArray, argsArray }: OperatorList): string[] {
  const texts = new Map<string, string[]>();
  let own: string[] = [];
  fnArray.forEach((operator, index) => {
    const given = argsArray[index];
    const [first] = Array.isArray(given) ? (given as unknown[]) : [];
    if (operator === OPS.setFont) {
      const name = String(first);
      own = texts.get(name) ?? [];
      texts.set(name, own);
    } else if (operator === OPS.showText && Array.isArray(first)) {
      for (const item of first) own.push(String(record(item)['unicode'] ?? ''));
    }
  });
  return [...texts].filter(([, shown]) => areNumbers(shown)).map(([name]) => name);
}

function byFont(glyphs: readonly Glyph[]): Map<object, Glyph[]> {
  const fonts = new Map<object, Glyph[]>();
  for (const glyph of glyphs) {
    if (glyph.font === undefined) continue;
    const own = fonts.get(glyph.font);
    if (own === undefined) fonts.set(glyph.font, [glyph]);
    else own.push(glyph);
  }
  return fonts;
}

/** Numbers instead of letters: among them those of control characters, more than the one that some programs write. */
function areNumbers(texts: readonly string[]): boolean {
  const controls = texts.filter((text) => isControl(text));
  return new Set(controls).size > 1 && controls.length * 20 > texts.length;
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

/** Whether the numbers, read as those of a Latin font, spell what people write there. */
function isLatin(glyphs: readonly Glyph[]): boolean {
  const read = glyphs.filter(({ text }) => text !== '\u0003').map(nameOf);
  const share = (kind: RegExp, of: readonly string[]) => of.filter((name) => kind.test(name)).length / of.length;
  const letters = read.filter((name) => /[a-z]/iu.test(name));
  const vowels = share(/[aeiouy]/iu, letters);
  return (
    share(/^[[\\\]^_`{|}~]?$/u, read) <= 0.2 &&
    share(/[a-z0-9]/iu, read) >= 0.7 &&
    (letters.length < 8 || (vowels > 0.2 && vowels < 0.65))
  );
}

/** What numbers look like as letters: signs that no language has many of. */
function isOdd(glyphs: readonly Glyph[]): boolean {
  const odd = glyphs.filter(({ text }) => isControl(text) || /^[[\\\]^_`{|}~\u0180-\u02ff]/u.test(text));
  return odd.length * 7 > glyphs.length;
}

function nameOf({ text }: Glyph): string {
  const code = text.codePointAt(0) ?? 0;
  return code >= 3 && code <= 97 ? String.fromCharCode(code + 29) : '';
}

const hasBlank = (glyphs: readonly Glyph[]): boolean => glyphs.some((glyph) => /[ \u00a0]/u.test(glyph.text));

const isControl = (text: string): boolean => text.length === 1 && text < ' ';
