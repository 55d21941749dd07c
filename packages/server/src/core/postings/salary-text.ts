import { itemsOf, objectIn, type JsonObject } from '../../../../structured-data/src/posting-terms.ts';
import { amountsIn, currencyOf, isPlausible, isWithCents, type Amounts } from './amount-text.ts';
import { lineOf } from './json-values.ts';
import { unitOf } from './salary-unit.ts';

/** Numbers that were no amounts, in whatever way a program writes them. */
const NO_AMOUNT = /^[-+]?(?:[\d.,\s]*(?:e[-+]?\d+)?|infinity)$/iu;
/** "80-100%" is how much of the week somebody works, or a bonus; "Grade 13" is a place in a table of pay. */
const SHARE = /\d[\d.,]*\s?(?:%?\s?(?:[-–—]|to|bis)\s?\d[\d.,]*\s?)?%/giu;
const GRADE = /(?<!\p{L})(?:grade|band|scale|stufe|\p{L}*gruppe|eg|[ea])\s?\d{1,2}(?!\d)/giu;
/** An amount among other words. */
const MONEY = /\p{Sc}|(?<![\p{L}\d])\d{2}|\d\s?k(?!\p{L})/iu;

/**
 * schema.org `baseSalary` as a person would write it, e.g. "EUR 42,000 – 48,000 per year". `currencyBeside` is the
 * `salaryCurrency` of the posting. Zero is what a form sends when nobody filled it in.
 */
export function salaryText(value: unknown, currencyBeside?: unknown): string | undefined {
  const range = listedRange(value);
  if (range !== undefined) return amountText(range, currencyBeside);
  for (const item of itemsOf(value, 5)) {
    const text = amountText(objectIn(item) ?? { value: item }, currencyBeside);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Amounts in a list are a range. */
function listedRange(value: unknown): JsonObject | undefined {
  const isRange =
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= 5 &&
    value.every((item) => typeof item !== 'object' && amountsIn(String(lineOf(item, 40)), false) !== undefined);
  return isRange ? { minValue: value[0], maxValue: value.at(-1) } : undefined;
}

function amountText(given: JsonObject, currencyBeside: unknown): string | undefined {
  const nested = objectIn(itemsOf(given['value'])[0]);
  const amount: JsonObject = { ...given, value: listedRange(given['value']) ?? given['value'] };
  const inner: JsonObject = { ...(objectIn(itemsOf(amount['value'])[0]) ?? amount), ...listedRange(nested?.['value']) };
  const isPlain = typeof amount['value'] !== 'object';
  const part = (name: string) => lineOf(inner[name], 120) ?? lineOf(amount[name], 120);
  const currency = currencyOf(
    [amount['currency'], inner['currency'], currencyBeside].map((one) => lineOf(one, 20)).find(Boolean),
  );
  const unit = unitOf(part('unitText') ?? part('unitCode'));
  const isSmall = unit === 'per hour' && isWithCents(currency);
  const read = (name: string) => saidIn(part(name), { isSmall, currency });
  const [least, most, single] = [read('minValue'), read('maxValue'), read('value')];
  const said = rangeOf(least, most) ?? saidOf(single) ?? saidOf(read('median'));
  if (said === undefined) return undefined;
  const all = [least, most, single];
  const isMoney = all.some((one) => typeof one === 'object') || MONEY.test(said.replace(SHARE, '').replace(GRADE, ''));
  // "EUR competitive per year" is no pay.
  if (!isMoney) return said;
  const own = <Name extends 'currency' | 'unit' | 'tax'>(name: Name) =>
    all.flatMap((one) => (typeof one === 'object' ? [one[name]] : [])).find(Boolean);
  const isWords = all.some((one) => typeof one === 'string') && currency === currencyOf(lineOf(currencyBeside, 20));
  return [isWords && isPlain ? undefined : (currency ?? own('currency')), said, own('tax'), own('unit') ?? unit]
    .filter(Boolean)
    .join(' ');
}

/** Amounts, or the words where they are no amounts alone; `undefined` for none, zero, and what nobody is paid. */
type Said = Amounts | string | undefined;

function saidIn(
  words: string | undefined,
  { isSmall, currency }: { isSmall: boolean; currency?: string | undefined },
): Said {
  if (words === undefined) return undefined;
  const amounts = amountsIn(words, isSmall);
  if (amounts === undefined) return NO_AMOUNT.test(words.replace(SHARE, '')) ? undefined : words;
  return amounts.most > 0 && isPlausible(amounts.most, currency ?? amounts.currency) ? amounts : undefined;
}

function rangeOf(least: Said, most: Said): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (typeof least === 'object' && typeof most === 'object') return saidOf(widest(least, most));
  const [from, to] = [saidOf(least), saidOf(most)];
  if (from === undefined) return typeof most === 'object' && most.least === most.most ? `up to ${bare(most.most)}` : to;
  if (to === undefined)
    return typeof least === 'object' && least.least === least.most ? `from ${bare(least.least)}` : from;
  return from === to ? from : `${from} – ${to}`;
}

/** With "42" beside "48k", both are in thousands. */
function widest(least: Amounts, most: Amounts): Amounts {
  const isBare = (one: Amounts) => one.scale === undefined && one.most < 1_000;
  const scales = { low: most.scale ?? 1, high: least.scale ?? 1 };
  const low = isBare(least) && least.least * scales.low <= most.most ? scales.low : 1;
  const high = isBare(most) && most.most * scales.high <= least.least * 10 ? scales.high : 1;
  const ends = [least.least * low, least.most * low, most.least * high, most.most * high];
  return { least: Math.min(...ends), most: Math.max(...ends) };
}

function saidOf(said: Said): string | undefined {
  if (said === undefined || typeof said === 'string') return said;
  const [least, most] = [bare(said.least), bare(said.most)];
  // Where the ends are so far apart, the lower one was in another unit, or is what a form puts in.
  if (said.least * 100 <= said.most) return `up to ${most}`;
  return least === most ? [said.bound, least].filter(Boolean).join(' ') : `${least} – ${most}`;
}

const bare = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
