import tables from './symbols.json' with { type: 'json' };

/** What stands for an ornament of a font of pictures that has no character of its own. */
const ornament = '•';

const pictures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wingdings: tables.wingdings,
  'wingdings 2': tables['wingdings 2'],
  'wingdings 3': tables['wingdings 3'],
  webdings: tables.webdings,
  zapfdingbats: {},
  'itc zapf dingbats': {},
  'monotype sorts': {},
  marlett: {},
};

/**
 * The character that a font of symbols draws for a code (0x20 to 0xFF, or the same above 0xF000): from the tables of Symbol
 * and of Wingdings in Unicode's own mappings. `undefined` for a font that draws letters.
 */
export function symbolIn(font: string | undefined, code: number): string | undefined {
  const name = font?.trim().toLowerCase() ?? '';
  const at = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (at > 0xff) return name in pictures ? ornament : undefined;
  if (/^symbol(?: ?mt|ps|neu)?$/u.test(name))
    return Array.from(at < 0xa0 ? tables.symbol : tables.symbolHigh)[at < 0xa0 ? at - 0x20 : at - 0xa0] ?? ornament;
  const table = pictures[name];
  return table === undefined ? undefined : (table[at.toString(16).toUpperCase().padStart(2, '0')] ?? ornament);
}

/** The character of a `w:sym`; `''` where a font nobody knows draws a code of its own. */
export function symbolText(font: string | undefined, hex: string | undefined): string {
  const code = Number.parseInt(hex ?? '', 16);
  if (!(code > 0) || code > 0x10ffff) return '';
  const symbol = symbolIn(font, code);
  if (symbol !== undefined) return symbol;
  if (code < 0xe000 || code > 0xf8ff) return String.fromCodePoint(code);
  // A font of letters has its own letters a second time in the private area.
  return code >= 0xf020 && code <= 0xf0ff ? privateText(String.fromCodePoint(code), font) : '';
}

/**
 * Text as its font draws it. Private characters are what a font of symbols is asked for; plain letters in such a font are
 * taken for symbols where they are few, as for bullets, since a whole sentence was meant to be read.
 */
export function drawnText(text: string, font: string | undefined): string {
  const isShort = text.trim().length <= 4 && symbolIn(font, 0x41) !== undefined;
  if (!isShort && !/[\uf020-\uf0ff]/u.test(text)) return text;
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= 0xf020 && code <= 0xf0ff) return symbolIn(font, code) ?? privateText(letter, undefined);
    return isShort && code >= 0x21 && code <= 0xff ? (symbolIn(font, code) ?? letter) : letter;
  }).join('');
}

/** A private character whose font is not known: the two bullets everybody pastes, or a letter of a named font. */
function privateText(letter: string, font: string | undefined): string {
  if (letter === '\uf0b7') return ornament;
  if (letter === '\uf0a7') return '▪';
  const code = (letter.codePointAt(0) ?? 0) - 0xf000;
  return font === undefined || code > 0x7e ? '' : String.fromCodePoint(code);
}
