import type { components } from '../../contract/openapi.d.ts';
import { payIn, payLineIn, type PayPeriod, type StatedPay } from './pay-text.ts';

type PayFigure = components['schemas']['PayFigure'];

/** Where a figure stands to what a posting offers. Per cent is from the nearer end of the range: 0 inside it. */
export type PayComparison =
  | {
      readonly position: 'below' | 'within' | 'above';
      readonly differencePercent: number;
      readonly assumed: readonly string[];
    }
  | { readonly position: 'not_comparable'; readonly because: string };

/** The pay a posting states: in its own field, otherwise in a line of its text; `undefined` where it says nothing. */
export function statedPayOf({
  salary,
  description,
}: {
  readonly salary?: string;
  readonly description?: string;
}): StatedPay | undefined {
  return salary === undefined ? payLineIn(description ?? '') : payIn(salary);
}

/** Compared only where both are known to be alike, or one does not say otherwise; the result names every assumption. */
export function comparedWith(stated: StatedPay, figure: PayFigure): PayComparison {
  const { least, most, currency, period } = stated;
  if (least === undefined && most === undefined)
    return { position: 'not_comparable', because: 'The posting names no amount.' };
  const assumed: string[] = [];
  if (currency !== undefined && figure.currency !== undefined && currency !== figure.currency) {
    if (!areDollars(currency, figure.currency))
      return {
        position: 'not_comparable',
        because: `The posting is in ${currency}, your figure in ${figure.currency}.`,
      };
    assumed.push('Both are the same dollars.');
  }
  if (figure.currency === undefined && currency !== undefined)
    assumed.push(`Your figure is in ${currency}, as in the posting.`);
  const factor = periodFactor(figure.period, period);
  if (factor === undefined)
    return {
      position: 'not_comparable',
      because: `The posting gives pay per ${period}, your figure is per ${figure.period}; how many hours or days that is, nobody said.`,
    };
  if (factor !== 1) assumed.push('A year has twelve months of pay.');
  if (figure.period === undefined && period !== undefined)
    assumed.push(`Your figure is per ${period}, as in the posting.`);
  if (figure.period !== undefined && period === undefined) assumed.push(`The posting means pay per ${figure.period}.`);
  return { ...positionOf(figure.amount * factor, { least, most }), assumed };
}

function positionOf(
  amount: number,
  { least, most }: { least: number | undefined; most: number | undefined },
): { position: 'below' | 'within' | 'above'; differencePercent: number } {
  if (least !== undefined && amount < least) return { position: 'below', differencePercent: percent(amount, least) };
  if (most !== undefined && amount > most) return { position: 'above', differencePercent: percent(amount, most) };
  return { position: 'within', differencePercent: 0 };
}

/** How far an amount is from another, in per cent of the other, with one decimal. */
export function percent(amount: number, other: number): number {
  return Math.round((amount / other - 1) * 1_000) / 10;
}

/** What an amount per `from` is to be multiplied with to be one per `to`; only months and years are known to each other. */
export function periodFactor(from: PayPeriod | undefined, to: PayPeriod | undefined): number | undefined {
  if (from === undefined || to === undefined || from === to) return 1;
  if (from === 'month' && to === 'year') return 12;
  return from === 'year' && to === 'month' ? 1 / 12 : undefined;
}

/** "$" is a dollar of some country. */
function areDollars(one: string, other: string): boolean {
  const dollar = (code: string) => code === '$' || ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'].includes(code);
  return (one === '$' || other === '$') && dollar(one) && dollar(other);
}
