import { describe, expect, it } from 'vitest';
import { priceTable, pricesSchema, sumOfCosts } from './prices.ts';
import listed from './prices.json' with { type: 'json' };

const MILLION = { inputTokens: 1_000_000, outputTokens: 1_000_000, cachedInputTokens: 0 };

describe('the list of prices', () => {
  it('is as its schema says', () => {
    expect(pricesSchema.safeParse(listed).success).toBe(true);
  });

  it.each([
    ['claude-haiku-4-5', 6],
    ['claude-haiku-4-5-20251001', 6],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 6],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 6.6],
    ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', 6.6],
    ['claude-sonnet-4-5-20250929', 18],
    ['claude-opus-4-6', 30],
    ['us.anthropic.claude-opus-4-6-v1', 33],
    ['amazon.nova-micro-v1:0', 0.175],
    ['us.amazon.nova-pro-v1:0', 4],
  ])('has %s at %d US dollars for a million tokens in and out', (model, usd) => {
    expect(priceTable().costOf(model, MILLION)).toBe(usd);
  });

  it.each(['llama3.2', 'claude-haiku-4-50', 'my-claude-haiku-4-5', 'eu.amazon.nova-pro-v1:0', 'claude-opus-4-60', ''])(
    'names no cost for %j rather than a wrong one',
    (model) => {
      expect(priceTable().costOf(model, MILLION)).toBeUndefined();
    },
  );
});

describe('a cost', () => {
  it('has input, what came from the cache, and output each at its own price', () => {
    expect(
      priceTable().costOf('claude-haiku-4-5', { inputTokens: 1_000, outputTokens: 100, cachedInputTokens: 900 }),
    ).toBe(0.00069);
  });

  it('takes the price of other input where the cache has none', () => {
    const table = priceTable({ own: { input: 1, output: 2 } });
    expect(table.costOf('own', { inputTokens: 10, outputTokens: 1, cachedInputTokens: 10 })).toBe(0.000012);
  });

  it('goes by the operator’s own price before the list, and by the longest name that fits', () => {
    const table = priceTable({ '*': { input: 9, output: 9 }, 'claude-*': { input: 1, output: 1 } });
    expect(table.costOf('claude-haiku-4-5', MILLION)).toBe(2);
    expect(table.costOf('anything', MILLION)).toBe(18);
  });

  it('takes a name for itself, whatever signs it holds', () => {
    const table = priceTable({ 'a.b(c)[d]+': { input: 1, output: 1 } });
    expect(table.costOf('a.b(c)[d]+', MILLION)).toBe(2);
    expect(table.costOf('aXb(c)[d]+', MILLION)).toBeUndefined();
  });

  it('of several is known when each is', () => {
    expect(sumOfCosts([0.1, 0.2])).toBe(0.3);
    expect(sumOfCosts([0.1, undefined])).toBeUndefined();
    expect(sumOfCosts([])).toBe(0);
  });
});
