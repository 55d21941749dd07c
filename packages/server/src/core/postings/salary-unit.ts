/** By the words and codes that sites use, in the languages of our widget and some more. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:hours?|hourly|hrs?|h|hur|std|stunde|stündlich|stundenlohn|heure|horaire|hora|uur|ora|timme|godzin\p{L}*|時間?|時給|घंटा)$/iu,
    'per hour',
  ],
  [/^(?:days?|daily|tag|täglich|jour|journée|día|dia|dag|giorno|日|日給)$/iu, 'per day'],
  [/^(?:weeks?|weekly|wee|wk|woche|wöchentlich|semaine|semana|settimana|week|週)$/iu, 'per week'],
  [
    /^(?:months?|monthly|mon|mo|monat|monatlich|mois|mensuels?|mes|mês|mensual|mensuales|mensal|mensais|maand|mese|miesiąc|mies|mån(?:ad)?|måned|md|月|月給|月収)$/iu,
    'per month',
  ],
  [
    /^(?:years?|yearly|yr|annum|annual|annually|annuels?|ann|pa|a|jahr|jährlich|jahresgehalt|an|année|año|ano|anual|anuales|anuais|anno|jaar|rok|år|年|年収|年俸)$/iu,
    'per year',
  ],
];
/** A word for a unit counts as one only where something says "per": "40 hours" is no pay. */
const PHRASE =
  /(?:\b(?:per|pro|par|por|al|an?|je|im|i|pr\.?|each|every|im|all['’]|na|za|p)\s+|p?\s*\/\s*)(\p{L}{1,12}\.?)(?![\p{L}\d])/giu;
const ADVERB =
  /(?<![\p{L}\d])(?:hourly|daily|weekly|monthly|yearly|annually|annual|stündlich|täglich|wöchentlich|monatlich|jährlich|mensuels?|annuels?|mensual(?:es)?|anual(?:es)?|mensa(?:l|is)|anuais|p\.?\s?[amh]\.?)(?![\p{L}\d])|[月年時日][給収俸]/giu;

/** The unit that the name of one means: "per hour"; a short name that is none we know stands in brackets. */
export function unitOf(words: string | undefined): string | undefined {
  const plain = words
    ?.replace(/^.*schema\.org\//iu, '')
    .replace(/\(s\)|[()]/giu, '')
    .replaceAll('_', ' ')
    .replace(/^\s*(?:(?:per|pro|par|por|al|a|an|je|each|every)\s+|p?\/\s*)(?=\p{L})/iu, '')
    .replace(/\./gu, '')
    .replace(/^p\s?(?=[ahm]$)/iu, '')
    .trim();
  if (plain === undefined || plain === '') return undefined;
  const known = [plain, ...plain.split(/[\s/-]+/u)].flatMap((word) => knownUnit(word) ?? [])[0];
  return known ?? (plain.length <= 30 && /\p{L}/u.test(plain) ? `(${plain.toLowerCase()})` : undefined);
}

/** Takes "an hour", "/Jahr" and "p.a." out of a text; `undefined` where it names several units. */
export function withoutUnit(text: string): { readonly rest: string; readonly unit?: string } | undefined {
  const units = new Set<string>();
  const take = (whole: string, word?: string) => {
    const unit = word === undefined ? unitOf(whole) : knownUnit(word.replace('.', ''));
    if (unit !== undefined) units.add(unit);
    return unit === undefined ? whole : ' ';
  };
  const rest = text.replace(ADVERB, (whole) => take(whole)).replace(PHRASE, take);
  const [unit, other] = units;
  if (other !== undefined) return undefined;
  return { rest, ...(unit !== undefined && { unit }) };
}

const knownUnit = (word: string): string | undefined => {
  const plain = /^m$/iu.test(word) ? 'month' : word;
  return UNITS.find(([pattern]) => pattern.test(plain))?.[1];
};
