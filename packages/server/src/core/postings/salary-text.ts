import { itemsOf, objectIn, type JsonObject } from '../../../../structured-data/src/posting-terms.ts';
import { amountsIn, currencyOf, type Amounts } from './amount-text.ts';
import { lineOf } from './json-values.ts';

/** By the words and codes that sites use, in the languages of our widget and some more. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:hours?|hourly|hrs?|h|hur|std|stunde|stündlich|stundenlohn|heure|horaire|hora|uur|ora|timme|godzin\p{L}*|時間?|時給|घंटा)$/iu,
    'per hour',
  ],
  [/^(?:days?|daily|tag|täglich|jour|journée|día|dia|dag|giorno|日|日給)$/iu, 'per day'],
  [/^(?:weeks?|weekly|wee|wk|woche|wöchentlich|semaine|semana|settimana|week|週)$/iu, 'per week'],
  [
    /^(?:months?|monthly|mon|mo|monat|monatlich|mois|mensuel|mes|mês|mensual|mensal|maand|mese|miesiąc|月|月給|月収)$/iu,
    'per month',
  ],
  [
    /^(?:years?|yearly|yr|annum|annual|annually|annuel|ann|pa|a|jahr|jährlich|jahresgehalt|an|année|año|ano|anual|anno|jaar|rok|år|年|年収|年俸)$/iu,
    'per year',
  ],
];
/** Currencies with cents: by the hour nobody earns thousands of them. */
const WITH_CENTS = new Set(['EUR', 'GBP', 'USD', 'CHF', 'CAD', 'AUD', 'NZD', '$']);

/**
 * schema.org `baseSalary` as a person would write it, e.g. "EUR 42,000 – 48,000 per year". `currencyBeside` is the
 * `salaryCurrency` of the posting. Zero is what a form sends when nobody filled it in.
 */
export function salaryText(value: unknown, currencyBeside?: unknown): string | undefined {
  // Two numbers in a list are a range.
  if (isPair(value)) return amountText({ minValue: value[0], maxValue: value[1] }, currencyBeside);
  for (const item of itemsOf(value, 5)) {
    const text = amountText(objectIn(item) ?? { value: item }, currencyBeside);
    if (text !== undefined) return text;
  }
  return undefined;
}

const isPair = (value: unknown): value is readonly [unknown, unknown] =>
  Array.isArray(value) && value.length === 2 && value.every((item) => /^[\d.,' ]+$/u.test(String(lineOf(item, 40))));

function amountText(given: JsonObject, currencyBeside: unknown): string | undefined {
  const pair = given['value'];
  const amount = isPair(pair) ? { ...given, value: { minValue: pair[0], maxValue: pair[1] } } : given;
  const inner = objectIn(itemsOf(amount['value'])[0]) ?? amount;
  const part = (name: string) => lineOf(inner[name], 120) ?? lineOf(amount[name], 120);
  const currency = currencyOf(
    [amount['currency'], inner['currency'], currencyBeside].map((given) => lineOf(given, 20)).find(Boolean),
  );
  const unit = unitOf(part('unitText') ?? part('unitCode'));
  const isSmall = unit === 'per hour' && (currency === undefined || WITH_CENTS.has(currency));
  const [least, most, single] = ['minValue', 'maxValue', 'value'].map((name) => saidIn(part(name), isSmall));
  const said = rangeOf(least, most) ?? saidOf(single) ?? saidOf(saidIn(part('median'), isSmall));
  if (said === undefined) return undefined;
  const own = [least, most, single].flatMap((one) => (typeof one === 'object' ? [one.currency] : [])).find(Boolean);
  const isWords =
    [least, most, single].some((one) => typeof one === 'string') && currency === currencyOf(lineOf(currencyBeside, 20));
  return [isWords && amount === inner ? undefined : (currency ?? own), said, unit].filter(Boolean).join(' ');
}

/** Amounts, or the words where they are no amounts alone; `undefined` for none and zero. */
type Said = Amounts | string | undefined;

function saidIn(words: string | undefined, isSmall: boolean): Said {
  if (words === undefined) return undefined;
  const amounts = amountsIn(words, isSmall) ?? words;
  if (typeof amounts === 'string') return /^-?[\d.,\s]+$/u.test(amounts) ? undefined : amounts;
  return amounts.most === 0 ? undefined : amounts;
}

function rangeOf(least: Said, most: Said): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (typeof least === 'object' && typeof most === 'object')
    return saidOf({ least: Math.min(least.least, most.least), most: Math.max(least.most, most.most) });
  const [from, to] = [saidOf(least), saidOf(most)];
  if (from === undefined) return typeof most === 'object' && most.least === most.most ? `up to ${to}` : to;
  if (to === undefined) return typeof least === 'object' && least.least === least.most ? `from ${from}` : from;
  return from === to ? from : `${from} – ${to}`;
}

function saidOf(said: Said): string | undefined {
  if (said === undefined || typeof said === 'string') return said;
  const [least, most] = [said.least, said.most].map((value) =>
    value.toLocaleString('en-GB', { maximumFractionDigits: 2 }),
  );
  if (said.least === 0) return `up to ${most}`;
  return least === most ? least : `${least} – ${most}`;
}

function unitOf(words: string | undefined): string | undefined {
  const plain = words
    ?.replace(/^.*schema\.org\//iu, '')
    .replace(/\(s\)|[()]/giu, '')
    .replaceAll('_', ' ')
    .replace(/^\s*(?:(?:per|pro|par|por|al|a|an|je|each|every)\s+|p?\/\s*)(?=\p{L})/iu, '')
    .replace(/\./gu, '')
    .replace(/^p(?=[ahm]$)/iu, '')
    .trim();
  if (plain === undefined || plain === '') return undefined;
  const known = [plain, ...plain.split(/[\s/-]+/u)].flatMap(
    (word) => UNITS.find(([pattern]) => pattern.test(word))?.[1] ?? [],
  )[0];
  return known ?? (plain.length <= 30 && /\p{L}/u.test(plain) ? `(${plain.toLowerCase()})` : undefined);
}
