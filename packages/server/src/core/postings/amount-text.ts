import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';
import { withoutUnit } from './salary-unit.ts';

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|tsd\.?|tausend|thousand|mil|rb|ribu)$/iu, 1_000],
  [/^(?:m|mio\.?|million|mn|jt|juta)$/iu, 1_000_000],
  [/^(?:l|lakhs?|lacs?|lpa)$/iu, 100_000],
  [/^(?:cr|crores?)$/iu, 10_000_000],
  [/^[万萬만]$/u, 10_000],
];
const SIGNS = new Map(
  Object.entries({
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '₽': 'RUB',
    '₺': 'TRY',
    '₩': 'KRW',
    '₪': 'ILS',
    '₫': 'VND',
    '₦': 'NGN',
    '₱': 'PHP',
    '₴': 'UAH',
    '฿': 'THB',
    zł: 'PLN',
    kč: 'CZK',
    euro: 'EUR',
    euros: 'EUR',
    pounds: 'GBP',
    'pound sterling': 'GBP',
    'us dollar': 'USD',
    'us dollars': 'USD',
    us$: 'USD',
    usd$: 'USD',
    c$: 'CAD',
    ca$: 'CAD',
    a$: 'AUD',
    au$: 'AUD',
    r$: 'BRL',
    s$: 'SGD',
    rs: 'INR',
    'rs.': 'INR',
    'fr.': 'CHF',
    sfr: 'CHF',
    円: 'JPY',
    元: 'CNY',
    원: 'KRW',
    rp: 'IDR',
    'rp.': 'IDR',
  }),
);
/** Currencies with cents: by the hour nobody earns thousands of them, and by the year tens of millions. */
const WITH_CENTS = new Set(['EUR', 'GBP', 'USD', 'CHF', 'CAD', 'AUD', 'NZD', '$']);
const CODES = new Set(Intl.supportedValuesOf('currency'));
/** The zero of each script in which a job may be advertised; its other digits follow it. */
const ZEROS = [...'٠۰०০੦૦୦௦౦೦൦๐໐၀០'].map((zero) => zero.charCodeAt(0));
/** A form without an amount, or one with a finger that stayed on a key. */
const MOST = { withCents: 1e7, otherCurrency: 1e11, noCurrency: 1e9 } as const;
const DIGITS = String.raw`\d[\d.,'’\u00a0\u2009\u202f ]*(?:,-+|,–|\.-+|\.–)?`;
const SCALE = String.raw`(?:(?<!\p{L})(?:tsd\.?|tausend|thousand|million|mio\.?|lakhs?|lacs?|lpa|crores?|ribu|juta|mil|mn|rb|jt|cr|[kml])(?!\p{L})|[万萬만])`;
const MONEY = String.raw`(?:[\p{Sc}円元원]|[a-z]{1,3}\$|[a-z]{3}\b|rs\.?|rp\.?|kr\.?|zł|kč|fr\.|euros?\b)`;
const ONE = String.raw`(?:${MONEY})?\s*(${DIGITS})\s*(${SCALE})?\s*(?:${MONEY})?`;
const RANGE = new RegExp(
  String.raw`^(${ONE})(?:\s*(?:[-–—‐‑~〜～…]+|(?<=\s)(?:to|bis|à|and|und|et|y|e|en|do|tot|till|a|until)(?=\s))\s*(${ONE}))?$`,
  'iu',
);

const FROM =
  /^(?:from|starting (?:at|from)|at least|min\.|minimum|ab|mindestens|à partir de|desde|a partir de|da|vanaf|od|fra|från)\s+/iu;
const UP_TO = /^(?:up to|max\.|maximum|bis(?: zu)?|jusqu['’]à|hasta|até|fino a|tot|do|opp til|upp till)\s+/iu;
const BETWEEN = /^(?:between|zwischen|entre|von|de|tra|tussen)\s+/iu;
const TAX = /(?<!\p{L})(gross|brutto|bruts?|brutos?|lordi|net|netto|nets?|netos?)(?!\p{L})\.?/giu;

/** Amounts out of words, with what stands among them. `scale` is what a word such as "k" has multiplied them by. */
export type Amounts = {
  readonly least: number;
  readonly most: number;
  readonly scale?: number;
  readonly currency?: string;
  readonly unit?: string;
  readonly tax?: 'gross' | 'net';
  readonly bound?: 'from' | 'up to';
};

/** A currency by its code where it has one that is certain: "€", "euro" and "eur" are EUR; "$" is many. */
export function currencyOf(words: string | undefined): string | undefined {
  if (words === undefined) return undefined;
  const code = SIGNS.get(words.trim().toLowerCase());
  return code ?? (/^[a-z]{3}$/iu.test(words.trim()) ? words.trim().toUpperCase() : words.trim());
}

/**
 * What a text of nothing but amounts says, as people write them: "42.000", "42 000,50 €/Jahr", "1,20,000", "£30k–35k",
 * "6-8 LPA", "from 3,200 gross a month". `undefined` for any other words. `smallAmounts`: where 15.500 is rather fifteen
 * and a half, as by the hour.
 */
export function amountsIn(words: string, smallAmounts: boolean): Amounts | undefined {
  const found = withoutUnit(withPlainDigits(words));
  if (found === undefined) return undefined;
  const taxes = new Set<'gross' | 'net'>();
  const bare = found.rest
    .replace(TAX, (word) => (taxes.add(/^n/iu.test(word) ? 'net' : 'gross'), ' '))
    .replace(/\s+/gu, ' ')
    .trim();
  const bound = FROM.test(bare) || /\d\s?\w{0,3}\+/u.test(bare) ? 'from' : UP_TO.test(bare) ? 'up to' : undefined;
  const range = RANGE.exec(
    bare
      .replace(FROM, '')
      .replace(UP_TO, '')
      .replace(BETWEEN, '')
      .replace(/(?<=\d\s?\w{0,3})\+/u, '')
      .trim(),
  );
  const [tax, otherTax] = taxes;
  if (range === null || otherTax !== undefined) return undefined;
  const currencies = currenciesAmong(range);
  // Three letters may be anything: "DOE", "OTE".
  if (currencies.some((code) => /^[A-Z]{3}$/u.test(code) && !CODES.has(code))) return undefined;
  const [currency] = currencies;
  const isSmall = smallAmounts || (found.unit === 'per hour' && isWithCents(currency));
  const amounts = rangeOf(range, isSmall);
  if (amounts === undefined || (bound === 'up to' && amounts.least !== amounts.most)) return undefined;
  const isLpa = /\blpa\b/iu.test(range[0]);
  const stated = { currency: currency ?? (isLpa ? 'INR' : undefined), unit: isLpa ? 'per year' : found.unit, tax };
  return {
    ...amounts,
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
    ...(bound !== undefined && amounts.least === amounts.most && { bound }),
  };
}

/** Whether an amount of this currency may be written with cents; one that is not named may. */
export const isWithCents = (currency: string | undefined): boolean =>
  currency === undefined || WITH_CENTS.has(currency);

/** Whether somebody may be paid so much. Without it, a reader is better served by no amount. */
export function isPlausible(amount: number, currency: string | undefined): boolean {
  if (currency === undefined) return amount < MOST.noCurrency;
  return amount < (WITH_CENTS.has(currency) ? MOST.withCents : MOST.otherCurrency);
}

function currenciesAmong([, first = '', , , second = '']: RegExpExecArray): string[] {
  const signs = `${first} ${second}`.replace(new RegExp(SCALE, 'giu'), ' ');
  return [...signs.matchAll(new RegExp(MONEY, 'giu'))].flatMap(([sign]) => currencyOf(sign) ?? []);
}

function rangeOf(range: RegExpExecArray, isSmall: boolean): Pick<Amounts, 'least' | 'most' | 'scale'> | undefined {
  const [, , firstDigits = '', firstScale, , secondDigits, secondScale] = range;
  const first = numberOf(firstDigits, isSmall);
  const second = secondDigits === undefined ? first : numberOf(secondDigits, isSmall);
  if (first === undefined || second === undefined) return undefined;
  // In "30–35k" and in "30k–35" both are in thousands.
  const most = second * scaleOf(secondScale ?? (first <= second && second < 1_000 ? firstScale : undefined));
  const least = first * scaleOf(firstScale ?? (first <= second ? secondScale : undefined));
  const scale = Math.max(scaleOf(firstScale), scaleOf(secondScale));
  return { least: Math.min(least, most), most: Math.max(least, most), ...(scale > 1 && { scale }) };
}

/** Digits of other scripts and full width as 0 to 9, with the separators that belong to them. */
const withPlainDigits = (words: string): string =>
  words
    .replace(/[\uff00-\uffef]+/gu, (wide) => wide.normalize('NFKC'))
    .replace(/[٬،]/gu, ',')
    .replaceAll('٫', '.')
    .replace(/[^\P{Nd}\d]/gu, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((start) => code >= start && code <= start + 9);
      return zero === undefined ? digit : String(code - zero);
    });

const scaleOf = (word: string | undefined) =>
  word === undefined ? 1 : (SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? 1);

/** A number by the signs between its digits: what groups threes groups thousands, the last other sign is the decimal one. */
function numberOf(digits: string, smallAmounts: boolean): number | undefined {
  const written = digits.trim().replace(/[.,](?:-+|–)$/u, '');
  const text = withoutEnding(written.replace(/[\s'’]+(?=\d)/gu, ' '), /[.,\s]/u);
  if (text.includes(' ') && !/^\d{1,3}(?: \d{2,3})* \d{3}(?:[.,]\d{1,4})?$/u.test(text)) return undefined;
  const joined = text.replaceAll(' ', '');
  const last = Math.max(joined.lastIndexOf('.'), joined.lastIndexOf(','));
  if (last === -1) return finite(joined);
  const sign = joined.charAt(last);
  const signs = joined.split(sign).length - 1;
  const isMixed = /\./u.test(joined) && /,/u.test(joined);
  const behind = joined.length - last - 1;
  const groups = text.includes(' ')
    ? false
    : signs > 1 || (!isMixed && behind === 3 && last <= 3 && !joined.startsWith('0') && !smallAmounts);
  const whole = groups && !(signs > 1 && behind !== 3) ? joined : joined.slice(0, last);
  const plain = whole.replace(/[.,]/gu, '');
  return finite(whole === joined ? plain : `${plain}.${joined.slice(last + 1)}`);
}

function finite(text: string): number | undefined {
  const value = Number(text);
  return /^\d{1,15}(?:\.\d*)?$/u.test(text) && Number.isFinite(value) ? value : undefined;
}
