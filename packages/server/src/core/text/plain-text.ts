/**
 * Characters that show nothing: direction controls, which make a text read differently from what it says, and all that
 * words can be hidden behind. Joiners and the emoji selector stay, because Persian and emoji need them.
 */
const INVISIBLE = /(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffc]/gu;
/** Lone surrogates, private characters and code points that never mean a character: no font has them, PDF/UA forbids them. */
const NOT_CHARACTERS = /[\p{Cs}\p{Co}\p{Cn}]/gu;
const CONTROLS = /\p{Cc}/gu;

/** The text as one line of visible characters: no control, bidi or hidden characters, single spaces, trimmed. */
export function plainText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(NOT_CHARACTERS, '')
    .replace(CONTROLS, (control) => (/\s/u.test(control) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A report or any other data with every string in it, keys excepted, made plain by `plainText`. */
export function plainData(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plainData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainData(entry)]));
}

/**
 * Whether `quote` stands word for word in `text`; only white space, hidden characters and the shape of quotation
 * marks and dashes may differ.
 */
export function occursIn(quote: string, text: string): boolean {
  const wanted = comparable(quote);
  return wanted !== '' && comparable(text).includes(wanted);
}

function comparable(text: string): string {
  return plainText(text)
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/gu, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-');
}
