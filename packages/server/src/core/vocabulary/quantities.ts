import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';
/** A number somebody stated, verbatim at `start`–`end`. */
export type Quantity = { readonly text: string; readonly start: number; readonly end: number };

/** A span of experience somebody stated, in whole years; of a range the lower end. */
export type YearsMention = { readonly years: number; readonly start: number; readonly end: number };

const NUMBER_WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
];
const YEARS = new RegExp(
  `(?<![\\p{L}\\d.])(\\d{1,2}|${NUMBER_WORDS.join('|')})\\s{0,2}(?:\\+|plus|or ` +
    `more)?\\s{0,2}(?:(?:-|–|to|bis|a|à)\\s{0,2}\\d{1,2}\\s{0,2}\\+?\\s{0,2})?(?:full\\s)?(?:years?|yrs?|jahren?|jahre|años?|anos?|ans|anni|jaar|lata?)(?!\\p{L})`,
  'giu',
);
const AGE = /^['’]?\s{0,2}(?:old\b|of age\b|and over\b|alt\b)/iu;
const COUNT =
  /(?<![\p{L}\p{N}.,])(?:[£$€]\s?)?\d[\d.,]{0,15}(?:\s?(?:%|percent|per cent|k\b|m\b|bn\b|million|thousand|hundred|kg|km|hours?|minutes?|days?|weeks?|months?|years?))?|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|ninety|dozens?|hundreds?|thousands?|half|a third|a quarter|twice|doubled|tripled|halved)(?!\p{L})/giu;

/** Years of experience in a text. "18 years old" is an age and not counted; numbers above 45 are not experience. */
export function yearsIn(text: string): YearsMention[] {
  const mentions: YearsMention[] = [];
  for (const match of text.matchAll(YEARS)) {
    const [whole, amount = ''] = match;
    const end = match.index + whole.length;
    const years = /^\d/u.test(amount) ? Number(amount) : NUMBER_WORDS.indexOf(amount.toLowerCase()) + 1;
    if (years < 1 || years > 45 || AGE.test(text.slice(end, end + 12))) continue;
    mentions.push({ years, start: match.index, end });
  }
  return mentions;
}

/**
 * Amounts that make a statement specific: "30 %", "£2,000", "twelve". Calendar years and long digit runs (phone
 * numbers) are not amounts.
 */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(COUNT)) {
    const quantity = withoutEnding(match[0], /[.,\s]/u);
    const digits = quantity.replace(/\D/gu, '');
    if (/^(?:19|20)\d\d$/u.test(quantity) || (digits.length > 6 && !/[,.£$€%]/u.test(quantity))) continue;
    if (/^0\d/u.test(quantity) && !/^0[.,]/u.test(quantity)) continue;
    found.push({ text: quantity, start: match.index, end: match.index + quantity.length });
  }
  return found;
}
