/** One word where it stands: `text` as written, `stem` for comparing, `start`/`end` as offsets (UTF-16 units) in the whole text. */
export type Word = { readonly text: string; readonly stem: string; readonly start: number; readonly end: number };

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)?[+#]{0,2}/gu;

// Their "-ing" is the thing itself: without it "marketing" would be found in every "market", "positioning" in every position
// and "licensing" in every licence.
const WHOLE = new Set([
  'accounting',
  'banking',
  'billing',
  'catering',
  'engineering',
  'learning',
  'marketing',
  'pricing',
  'training',
  'prospecting',
  'programming',
  'cabling',
  'charting',
  'cleaning',
  'commissioning',
  'driving',
  'evening',
  'lifting',
  'loading',
  'licensing',
  'machining',
  'milling',
  'plastering',
  'positioning',
  'roofing',
  'scaffolding',
  'sourcing',
  'staffing',
  'surveying',
  'tendering',
  'unloading',
]);
const AMERICAN = new Map([
  ['centre', 'center'],
  ['centres', 'center'],
  ['licence', 'license'],
  ['licences', 'license'],
  ['programme', 'program'],
  ['programmes', 'program'],
  ['judgement', 'judgment'],
  ['analyze', 'analyse'],
  ['analyzed', 'analyse'],
  ['analyzing', 'analyse'],
  ['analysing', 'analyse'],
  ['analysed', 'analyse'],
]);

/** The words of a text in order. Hyphens and slashes part words; `C++`, `C#` and `don't` stay whole. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push({ text: match[0], stem: stemOf(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** What a word is compared by: lower case, no accents, one spelling, no common English ending. Not a word to show. */
export function stemOf(word: string): string {
  const plain = folded(word).replace(/['’]s?$/u, '');
  const singular = plain.replace(/s$/u, '');
  if (WHOLE.has(singular)) return singular;
  const known = AMERICAN.get(plain);
  return withoutEnding(known ?? oneSpelling(plain));
}

/** Lower case, accents and typographic apostrophes removed. Length may change: never use its offsets. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/gu, "'").toLowerCase();
}

function oneSpelling(word: string): string {
  if (word.length < 6) return word;
  return word
    .replace(/isation/u, 'ization')
    .replace(/is(e|es|ed|ing|er|ers)$/u, 'iz$1')
    .replace(/([a-z]{3})our(s|al|ed|ing|able|ful)?$/u, '$1or$2');
}

function withoutEnding(word: string): string {
  let stem = word;
  if (stem.length > 4 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ss|x|ch|sh)es$/u.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length > 3 && stem.endsWith('s') && !/(?:ss|us|..is)$/u.test(stem.slice(1))) stem = stem.slice(0, -1);
  const shorter = /(?:ing|ed)$/u.test(stem) ? stem.replace(/(?:ing|ed)$/u, '') : stem;
  if (shorter !== stem && shorter.length >= 4) stem = shorter.replace(/([bdgmnprt])\1$/u, '$1');
  if (stem.length > 4 && stem.endsWith('e')) stem = stem.slice(0, -1);
  return stem;
}
