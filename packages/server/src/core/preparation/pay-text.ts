import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import data from './pay-words.json' with { type: 'json' };

export const PAY_PERIODS = ['hour', 'day', 'week', 'month', 'year'] as const;
export const payPeriod = z.enum(PAY_PERIODS);
export type PayPeriod = z.infer<typeof payPeriod>;

/** Pay as a text states it. `least` alone is "from"; both are equal where one amount is named. `text` is verbatim. */
export type StatedPay = {
  readonly text: string;
  readonly least?: number;
  readonly most?: number;
  readonly currency?: string;
  readonly period?: PayPeriod;
};
export type StatedAmount = { readonly amount: number; readonly currency?: string; readonly period?: PayPeriod };

const texts = z.array(z.string().min(1)).min(1);
const words = z
  .strictObject({
    version: z.literal('2026.11'),
    currencies: z.record(z.string(), texts),
    periods: z.record(payPeriod, texts),
    cues: texts,
    own: z.strictObject({ current: texts, wished: texts }),
  })
  .parse(data);

const LONGEST = 300;
const SMALLEST_PLAUSIBLE = 5;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
/** Any of these as whole words, longest first; a sign needs nothing around it. */
const anyOf = (all: readonly string[]): string =>
  all
    .toSorted((a, b) => b.length - a.length)
    .map(
      (one) =>
        `${/^\p{L}/u.test(one) ? String.raw`(?<!\p{L})` : ''}${escaped(one)}${/\p{L}$/u.test(one) ? String.raw`(?!\p{L})` : ''}`,
    )
    .join('|');

const codes = new Map(
  Object.entries(words.currencies).flatMap(([code, names]) =>
    names.map((name): [string, string] => [name.toLowerCase(), code]),
  ),
);
const CURRENCY = `(?:${anyOf([...codes.keys()])})`;
// "6,00,000" is how India groups.
const NUMBER = String.raw`\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)`;
const FROM = String.raw`(?:from|starting at|at least|ab|à partir de|desde|da)`;
const UP_TO = String.raw`(?:up to|bis zu|jusqu['’]à|hasta|fino a)`;
const AMOUNT = (name: string) =>
  String.raw`(?<before${name}>${CURRENCY})?\s{0,2}(?<number${name}>${NUMBER})\s?(?<k${name}>(?:k|lpa|lakhs?|lacs?)(?!\p{L}))?\s{0,2}(?<after${name}>${CURRENCY})?`;
const PAY = new RegExp(
  String.raw`(?<![\d.,])(?<currency>${CURRENCY})?\s{0,2}(?:(?<from>${FROM})|(?<upTo>${UP_TO}))?\s{0,2}${AMOUNT('A')}(?:\s{0,2}(?:-|–|—|to|bis|and|und|et|à|a|y|e)\s{0,2}${AMOUNT('B')})?`,
  'giu',
);
const CUES = new RegExp(anyOf(words.cues), 'iu');
const PERIODS = PAY_PERIODS.map((period) => ({ period, says: new RegExp(anyOf(words.periods[period]), 'iu') }));
const OWN = {
  current: new RegExp(anyOf(words.own.current), 'giu'),
  wished: new RegExp(anyOf(words.own.wished), 'giu'),
};

/** The pay that a short text states, such as the salary of a posting; only its words where no amount with a currency stands in it. */
export function payIn(text: string): StatedPay {
  const line = text.slice(0, LONGEST);
  const found = [...line.matchAll(PAY)].map((match) => payOf(match, line)).find((pay) => pay?.currency !== undefined);
  return { text: line, ...found };
}

/** The first line of a longer text that mentions pay and states an amount with its currency. */
export function payLineIn(text: string): StatedPay | undefined {
  for (const line of text.split('\n')) {
    if (line.length > LONGEST || !CUES.test(line)) continue;
    const pay = payIn(line.trim());
    if (pay.currency !== undefined) return pay;
  }
  return undefined;
}

/** What somebody says of their own pay: what they have and what they want, each by the words before it. */
export function ownFiguresIn(text: string): { current?: StatedAmount; wished?: StatedAmount } {
  const line = text.slice(0, LONGEST);
  const cues = (['current', 'wished'] as const)
    .flatMap((figure) => [...line.matchAll(OWN[figure])].map(({ index }) => ({ figure, index })))
    .toSorted((a, b) => a.index - b.index);
  const own: { current?: StatedAmount; wished?: StatedAmount } = {};
  for (const { amount, at } of amountsIn(line)) {
    const figure = cues.findLast(({ index }) => index < at)?.figure ?? 'wished';
    own[figure] ??= amount;
  }
  return own;
}

/** A currency by its code, however it was written; `undefined` for what is none we know. */
export function currencyCode(text: string): string | undefined {
  return codes.get(text.trim().toLowerCase());
}

/** The amounts of money in a text, each with the index at which it stands. */
function amountsIn(line: string): { amount: StatedAmount; at: number }[] {
  return [...line.matchAll(PAY)].flatMap((match) => {
    const pay = payOf(match, line);
    const amount = pay?.most ?? pay?.least;
    if (pay === undefined || amount === undefined) return [];
    // A bare number may be anything: "3 years", "2 children". One with a currency, a "k" or five figures is money.
    if (pay.currency === undefined && match.groups?.['kA'] === undefined && amount < 10_000) return [];
    const { currency, period } = pay;
    return [{ amount: { amount, ...defined({ currency, period }) }, at: match.index }];
  });
}

function payOf(match: RegExpExecArray, line: string): Omit<StatedPay, 'text'> | undefined {
  const { currency, from, upTo, beforeA, numberA = '', kA, afterA, beforeB, numberB, kB, afterB } = match.groups ?? {};
  const [first, second] = [numberIn(numberA), numberB === undefined ? undefined : numberIn(numberB)];
  // "40 – 45k" means thousands both times.
  const a = first * scaleOf(kA ?? (first < 1_000 ? kB : undefined));
  const b = second === undefined ? undefined : second * scaleOf(kB);
  const named = [currency, beforeA, afterA, beforeB, afterB].find((one) => one !== undefined);
  if (a < SMALLEST_PLAUSIBLE || (b !== undefined && b < a)) return undefined;
  const code = named === undefined ? undefined : currencyCode(named);
  const period = periodIn(line, match);
  const range =
    b === undefined
      ? from === undefined
        ? upTo === undefined
          ? { least: a, most: a }
          : { most: a }
        : { least: a }
      : { least: a, most: b };
  return { ...range, ...defined({ currency: code, period }) };
}

const scaleOf = (word: string | undefined): number =>
  word === undefined ? 1 : word.toLowerCase() === 'k' ? 1_000 : 100_000;

/** Of the words that name a period, those nearest behind the amount count, then those before it. */
function periodIn(line: string, { index, 0: { length } }: RegExpExecArray): PayPeriod | undefined {
  const nearest = (text: string) =>
    PERIODS.map(({ period, says }) => ({ period, at: text.search(says) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)[0]?.period;
  return (
    nearest(line.slice(index + length, index + length + 40)) ?? nearest(line.slice(Math.max(0, index - 40), index))
  );
}

function numberIn(text: string): number {
  const [, whole = '', decimals] = /^(.*?)(?:[.,](\d{1,2}))?$/u.exec(text) ?? [];
  return Number(`${whole.replace(/\D/gu, '')}.${decimals ?? '0'}`);
}
