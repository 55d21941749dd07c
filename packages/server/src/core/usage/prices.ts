import * as z from 'zod';
import listed from './prices.json' with { type: 'json' };

const usd = z.number().min(0).max(1_000_000);
const price = z.strictObject({ input: usd, cachedInput: usd.exactOptional(), output: usd });
const ANYTHING = '*';

/** US dollars for a million tokens. Without `cachedInput` what comes from the vendor's cache costs as much as other input. */
export type Price = z.infer<typeof price>;

/** By the vendor's name of a model, in which `*` stands for any characters. Of several that fit, the longest holds. */
export const pricesSchema: z.ZodType<Readonly<Record<string, Price>>> = z.record(z.string().min(1).max(200), price);

export type Prices = z.infer<typeof pricesSchema>;

type Tokens = { readonly inputTokens: number; readonly outputTokens: number; readonly cachedInputTokens: number };

export interface PriceTable {
  /** US dollars; `undefined` for a model whose price is not known: no cost is better than a wrong one. */
  costOf(model: string, tokens: Tokens): number | undefined;
}

/** The public list prices, and `own` before them. */
export function priceTable(own: Prices = {}): PriceTable {
  const tables = [own, pricesSchema.parse(listed)].map(byLength);
  const known = new Map<string, Price | undefined>();
  const priceOf = (model: string): Price | undefined => {
    if (!known.has(model))
      known.set(model, tables.flatMap((table) => table.filter(({ fits }) => fits(model))).at(0)?.price);
    return known.get(model);
  };
  return {
    costOf: (model, { inputTokens, outputTokens, cachedInputTokens }) => {
      const found = priceOf(model);
      if (found === undefined) return undefined;
      const { input, cachedInput = input, output } = found;
      return rounded(
        ((inputTokens - cachedInputTokens) * input + cachedInputTokens * cachedInput + outputTokens * output) /
          1_000_000,
      );
    },
  };
}

/** The sum, where all are known. */
export function sumOfCosts(costs: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const cost of costs) {
    if (cost === undefined) return undefined;
    sum += cost;
  }
  return rounded(sum);
}

function byLength(prices: Prices) {
  const patterns = Object.entries(prices).toSorted(([a], [b]) => b.length - a.length);
  return patterns.map(([pattern, found]) => ({ fits: fitting(pattern), price: found }));
}

function fitting(pattern: string): (model: string) => boolean {
  const parts = pattern.split(ANYTHING).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const whole = new RegExp(`^${parts.join('.*')}$`, 'su');
  return (model) => whole.test(model);
}

// The smallest price is 35 thousandths of a millionth of a dollar for a token: ten digits lose none of it.
function rounded(amount: number): number {
  return Number(amount.toFixed(10));
}
