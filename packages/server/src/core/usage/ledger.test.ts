import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { usageLedger } from './ledger.ts';
import { priceTable } from './prices.ts';

const NOTHING = { turns: 0, requests: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, costUsd: 0 };

function app(tenantDayTokens = 0) {
  const clock = manualClock(Date.parse('2026-11-21T12:00:00Z'));
  const ledger = usageLedger({
    store: memoryStorage(clock).usage,
    clock,
    prices: priceTable(),
    budgets: { turnTokens: 200, sessionTokens: 0, tenantDayTokens },
  });
  const candidate = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
  const tenant = scopeFor({ tenantId: 'ten_a', subject: { kind: 'tenant', id: 'ten_a' } });
  const used = (modelId: string, inputTokens: number) =>
    ledger.meterFor(candidate, { sessionId: 'cht_1', kind: 'turn' }).record({ modelId, inputTokens, outputTokens: 0 });
  return { ledger, tenant, used, clock };
}

describe('the bill of a tenant', () => {
  it('is of the last thirty days, and empty where nothing was used', async () => {
    const { ledger, tenant } = app();
    expect(await ledger.report(tenant, {})).toEqual({
      from: '2026-10-23',
      to: '2026-11-21',
      data: [],
      total: NOTHING,
      budgets: { turnTokens: 200 },
    });
  });

  it('has days and models with their cost, and the sum', async () => {
    const { ledger, tenant, used, clock } = app();
    await used('claude-haiku-4-5', 1_000);
    await clock.advance(86_400_000);
    await used('claude-opus-4-6', 1_000);
    const { data, total } = await ledger.report(tenant, {});
    expect(data.map(({ day, model, costUsd }) => [day, model, costUsd])).toEqual([
      ['2026-11-22', 'claude-opus-4-6', 0.005],
      ['2026-11-21', 'claude-haiku-4-5', 0.001],
    ]);
    expect(total).toEqual({ ...NOTHING, turns: 2, requests: 2, inputTokens: 2_000, costUsd: 0.006 });
  });

  it('has no sum of costs where one is not known', async () => {
    const { ledger, tenant, used } = app();
    await used('claude-haiku-4-5', 1_000);
    await used('unheard-of', 1);
    const { data, total } = await ledger.report(tenant, {});
    expect(data.map((row) => 'costUsd' in row)).toEqual([true, false]);
    expect(total).not.toHaveProperty('costUsd');
  });

  it('says what is left today, and never less than nothing', async () => {
    const { ledger, tenant, used, clock } = app(1_000);
    await used('m', 400);
    expect((await ledger.report(tenant, { from: '2026-01-01', to: '2026-01-02' })).budgets).toEqual({
      turnTokens: 200,
      tenantDayTokens: 1_000,
      remainingTodayTokens: 600,
    });
    await used('m', 900);
    expect((await ledger.report(tenant, {})).budgets.remainingTodayTokens).toBe(0);
    await clock.advance(86_400_000);
    expect((await ledger.report(tenant, {})).budgets.remainingTodayTokens).toBe(1_000);
  });

  it('[N-6] tells no candidate and no session', async () => {
    const { ledger, tenant, used } = app();
    await used('claude-haiku-4-5', 1_000);
    expect(JSON.stringify(await ledger.report(tenant, {}))).not.toMatch(/cand_|cht_/);
  });

  it.each([
    [{ from: '2026-11-22' }],
    [{ from: '2026-11-10', to: '2026-11-09' }],
    [{ from: '2025-11-20', to: '2026-11-21' }],
  ])('refuses %j', async (range) => {
    const { ledger, tenant } = app();
    await expect(ledger.report(tenant, range)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ in: 'query', path: `/from` }],
    });
  });

  it('takes one day, and a whole leap year', async () => {
    const { ledger, tenant } = app();
    expect(await ledger.report(tenant, { from: '2026-11-21' })).toMatchObject({ from: '2026-11-21', to: '2026-11-21' });
    expect(await ledger.report(tenant, { from: '2024-01-01', to: '2024-12-31' })).toMatchObject({ from: '2024-01-01' });
  });
});
