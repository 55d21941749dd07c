import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import type { Postings } from '../postings/ports.ts';
import {
  comparedWith,
  currencyCode,
  type FigureRepository,
  type OwnFigures,
  payPeriod,
  type PayComparison,
  percent,
  periodFactor,
  statedPayOf,
  type StatedPay,
} from '../preparation/ports.ts';
import type { Tool } from './ports.ts';
import { tool, unlessMissing } from './tool.ts';

export type CompensationDependencies = { readonly figures: FigureRepository; readonly postings: Postings };

const NO_MARKET = 'No market figures are known here; nothing is compared with what others earn.';

const amount = z.number().positive().max(1e9);
const figure = z.object({ amount: z.number(), currency: z.string().optional(), period: payPeriod.optional() });
const stated = z.object({
  text: z.string(),
  least: z.number().optional(),
  most: z.number().optional(),
  currency: z.string().optional(),
  period: payPeriod.optional(),
});
const comparison = z.object({
  figure: z.enum(['current', 'wished']),
  position: z.enum(['below', 'within', 'above', 'not_comparable']),
  differencePercent: z.number().optional(),
  because: z.string().optional(),
  assumed: z.array(z.string()).readonly().optional(),
});

/** What the tool gives. */
export const compensationOutput = z.object({
  posting: z.object({ title: z.string(), company: z.string().optional(), pay: stated.optional() }).optional(),
  own: z.object({ current: figure.optional(), wished: figure.optional() }),
  comparisons: z.array(comparison),
  /** How far the wish is from what the candidate has now. */
  wishedToCurrentPercent: z.number().optional(),
  market: z.string(),
});

export function compensationTools(dependencies: CompensationDependencies): readonly Tool[] {
  return [getCompensationContext(dependencies)];
}

function getCompensationContext({ figures, postings }: CompensationDependencies): Tool {
  return tool({
    name: 'get_compensation_context',
    description:
      "Use when pay comes up. Gives what the posting says about pay and compares it with the candidate's " +
      'own figures, which are remembered. Pass a figure only when the candidate said it. There are no ' +
      'market figures: say so, and never make one up.',
    input: z.strictObject({
      current: amount.optional(),
      wished: amount.optional(),
      currency: z
        .string()
        .max(10)
        .transform(currencyCode)
        .refine((code) => code !== undefined, 'is not a currency we know')
        .optional(),
      period: payPeriod.optional(),
    }),
    output: compensationOutput,
    readOnly: false,
    scope: 'preps',
    deadlineMs: 5_000,
    async run({ current, wished, currency, period }, { scope, postingId }) {
      const update = { ...defined({ current, wished, currency, period }) };
      const own: Partial<OwnFigures> = (await figures.remember(scope, update)) ?? {};
      const posting = postingId === undefined ? undefined : await unlessMissing(postings.get(scope, postingId));
      const pay = posting === undefined ? undefined : statedPayOf(posting);
      const comparisons = pay === undefined ? [] : compared(pay, own);
      const gap = wishedToCurrent(own);
      const job =
        posting === undefined
          ? {}
          : { posting: { title: posting.title, ...defined({ company: posting.company, pay }) } };
      return {
        output: { ...job, own, comparisons, ...defined({ wishedToCurrentPercent: gap }), market: NO_MARKET },
        summary: summaryOf(pay, comparisons),
      };
    },
  });
}

function compared(pay: StatedPay, own: Partial<OwnFigures>) {
  return (['current', 'wished'] as const).flatMap((name) => {
    const said = own[name];
    return said === undefined ? [] : [{ figure: name, ...comparedWith(pay, said) }];
  });
}

function wishedToCurrent({ current, wished }: Partial<OwnFigures>): number | undefined {
  if (current === undefined || wished === undefined) return undefined;
  const alike = current.currency === undefined || wished.currency === undefined || current.currency === wished.currency;
  const factor = periodFactor(wished.period, current.period);
  return alike && factor !== undefined ? percent(wished.amount * factor, current.amount) : undefined;
}

function summaryOf(
  pay: StatedPay | undefined,
  comparisons: readonly ({ figure: 'current' | 'wished' } & PayComparison)[],
): string {
  if (pay === undefined) return 'The posting says nothing about pay';
  const wish = comparisons.find(({ figure: name }) => name === 'wished');
  const standing =
    wish === undefined || wish.position === 'not_comparable' ? '' : `; your wish is ${wish.position} that`;
  return `The posting says: ${pay.text}${standing}`;
}
