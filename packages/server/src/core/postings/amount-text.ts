const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|tsd\.?|tausend|thousand|mil|rb|ribu)$/iu, 1_000],
  [/^(?:m|mio\.?|million|mn|jt|juta)$/iu, 1_000_000],
  [/^(?:l|lakhs?|lacs?|lpa)$/iu, 100_000],
  [/^(?:cr|crores?)$/iu, 10_000_000],
  [/^[万萬만]$/u, 10_000],
];
const SIGNS: Readonly<Record<string, string>> = {
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
};
const DIGITS = String.raw`\d[\d.,'’\u00a0\u2009\u202f ]*(?:,-+|,–|\.-+|\.–)?`;
const SCALE = String.raw`(?:tsd\.?|tausend|thousand|million|mio\.?|lakhs?|lacs?|lpa|crores?|ribu|juta|mil|mn|rb|jt|cr|[kml万萬만])(?![\p{L}])`;
const MONEY = String.raw`(?:[\p{Sc}円]|[a-z]{1,3}\$|[a-z]{3}\b|rs\.?|zł|kč|fr\.|euros?\b)`;
const ONE = String.raw`(?:${MONEY})?\s*(${DIGITS})\s*(${SCALE})?\s*(?:${MONEY})?`;
const RANGE = new RegExp(String.raw`^(${ONE})(?:\s*(?:[-–—‐‑~～…]+|to|bis|à|and|und|a|until)\s*(${ONE}))?$`, 'iu');

/** Amounts out of words, with the currency that stands among them. */
export type Amounts = { readonly least: number; readonly most: number; readonly currency?: string };

/** A currency by its code where it has one that is certain: "€", "euro" and "eur" are EUR; "$" is many. */
export function currencyOf(words: string | undefined): string | undefined {
  if (words === undefined) return undefined;
  const code = SIGNS[words.trim().toLowerCase()];
  return code ?? (/^[a-z]{3}$/iu.test(words.trim()) ? words.trim().toUpperCase() : words.trim());
}

/**
 * What a text of nothing but amounts says, as people write them: "42.000", "42 000,50 €", "1,20,000", "£30k–35k".
 * `undefined` for any other words. `smallAmounts`: where 15.500 is rather fifteen and a half, as by the hour.
 */
export function amountsIn(words: string, smallAmounts: boolean): Amounts | undefined {
  const found = RANGE.exec(words.trim());
  if (found === null) return undefined;
  const [, firstText, firstDigits = '', firstScale, secondText, secondDigits, secondScale] = found;
  const first = numberOf(firstDigits, smallAmounts);
  const second = secondDigits === undefined ? first : numberOf(secondDigits, smallAmounts);
  if (first === undefined || second === undefined) return undefined;
  const most = second * scaleOf(secondDigits === undefined ? firstScale : secondScale);
  // In "30–35k" the first is in thousands too.
  const own = firstScale ?? (secondDigits !== undefined && first <= second ? secondScale : undefined);
  const least = first * scaleOf(own);
  const sign = new RegExp(MONEY, 'iu').exec(
    `${firstText ?? ''} ${secondText ?? ''}`.replace(new RegExp(SCALE, 'giu'), ' '),
  )?.[0];
  const currency = currencyOf(sign);
  return { least: Math.min(least, most), most: Math.max(least, most), ...(currency !== undefined && { currency }) };
}

const scaleOf = (word: string | undefined) =>
  word === undefined ? 1 : (SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? 1);

/** A number by the signs between its digits: what groups threes groups thousands, the last other sign is the decimal one. */
function numberOf(digits: string, smallAmounts: boolean): number | undefined {
  const text = digits
    .trim()
    .replace(/[.,](?:-+|–)$/u, '')
    .replace(/[\s'’]+(?=\d)/gu, ' ')
    .replace(/[.,\s]+$/u, '');
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
