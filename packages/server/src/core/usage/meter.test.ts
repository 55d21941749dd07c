import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { usageLedger } from './ledger.ts';
import type { Budgets, UsageStore } from './ports.ts';
import { priceTable } from './prices.ts';

const DAY = '2026-11-21';
const MODEL = 'claude-haiku-4-5';

function app(budgets: Partial<Budgets> = {}, change: Partial<UsageStore> = {}) {
  const clock = manualClock(Date.parse(`${DAY}T23:00:00Z`));
  const store = { ...memoryStorage(clock).usage, ...change };
  const ledger = usageLedger({
    store,
    clock,
    prices: priceTable(),
    budgets: { turnTokens: 0, sessionTokens: 0, tenantDayTokens: 0, ...budgets },
  });
  const tenantId = newId('ten');
  const candidate = () => scopeFor({ tenantId, subject: { kind: 'candidate', id: newId('cand') } });
  const scope = candidate();
  const turn = (sessionId = 'cht_1', of = scope) => ledger.meterFor(of, { sessionId, kind: 'turn' });
  const billed = () => store.byDay(scope, { from: '2026-01-01', to: '2026-12-31' });
  return { clock, store, ledger, scope, candidate, turn, billed };
}

const use = (inputTokens: number, outputTokens = 0, modelId = MODEL) => ({ modelId, inputTokens, outputTokens });

describe('a meter', () => {
  it('has its total, with the cost where every price is known', async () => {
    const { turn } = app();
    const meter = turn();
    expect(meter.total).toEqual({ inputTokens: 0, outputTokens: 0 });
    await meter.record({ ...use(1_000, 100), cachedInputTokens: 900 });
    await meter.record(use(1_000));
    expect(meter.total).toEqual({ inputTokens: 2_000, outputTokens: 100, costUsd: 0.00169 });
    await meter.record(use(1, 1, 'unheard-of'));
    expect(meter.total).toEqual({ inputTokens: 2_001, outputTokens: 101 });
  });

  it('has everything in the ledger when a record is done, a turn once however often it asks', async () => {
    const { turn, ledger, scope, billed } = app();
    const meter = turn();
    await Promise.all([meter.record(use(10, 1)), meter.record(use(20, 2))]);
    await ledger.meterFor(scope, { sessionId: 'prp_1', kind: 'document' }).record(use(5, 5));
    expect(await billed()).toEqual([
      { day: DAY, model: MODEL, turns: 1, requests: 3, inputTokens: 35, outputTokens: 8, cachedInputTokens: 0 },
    ]);
  });

  it('books on the day of the record', async () => {
    const { turn, clock, billed } = app();
    const meter = turn();
    await meter.record(use(1));
    await clock.advance(3_600_000);
    await meter.record(use(2));
    expect((await billed()).map(({ day, inputTokens }) => [day, inputTokens])).toEqual([
      ['2026-11-22', 2],
      [DAY, 1],
    ]);
  });

  it.each([
    [NaN, 0],
    [-5, 0],
    [Infinity, 0],
    [2.9, 2],
    [1e300, 1_000_000_000],
  ])('counts %d tokens from a model as %d', async (claimed, counted) => {
    const { turn, billed } = app();
    await turn().record({
      modelId: 'm'.repeat(5_000),
      inputTokens: claimed,
      outputTokens: claimed,
      cachedInputTokens: 1e300,
    });
    expect(await billed()).toMatchObject([
      { model: 'm'.repeat(200), inputTokens: counted, outputTokens: counted, cachedInputTokens: counted },
    ]);
  });

  it('fails where the ledger does, so that nothing goes on uncounted', async () => {
    const { turn } = app({}, { add: () => Promise.reject(new Error('away')) });
    await expect(turn().record(use(1))).rejects.toThrow('away');
  });
});

describe('a budget', () => {
  it('of a turn ends the turn and not the session', async () => {
    const { turn, ledger, scope } = app({ turnTokens: 100 });
    const meter = turn();
    await meter.record(use(90, 9));
    await meter.checkBudget();
    await meter.record(use(1));
    await expect(meter.checkBudget()).rejects.toMatchObject({
      code: 'budget_reached',
      retryAfterSeconds: 1,
      detail: expect.stringContaining('one answer'),
    });
    expect(meter.spent).toBe('no');
    await turn().checkBudget();
    expect(await ledger.ensureOpen(scope, 'cht_1')).toBe('open');
  });

  it('of a session holds over its turns and days, and ends no other session', async () => {
    const { turn, ledger, scope, clock, candidate } = app({ sessionTokens: 100 });
    await turn().record(use(60));
    await clock.advance(86_400_000);
    const meter = turn();
    await meter.checkBudget();
    expect(meter.spent).toBe('no');
    await meter.record(use(30, 10));
    expect(meter.spent).toBe('session');
    await expect(meter.checkBudget()).rejects.toMatchObject({ code: 'budget_reached', retryAfterSeconds: 1 });
    expect(await ledger.ensureOpen(scope, 'cht_1')).toBe('spent');
    expect(await ledger.ensureOpen(scope, 'cht_2')).toBe('open');
    expect(await ledger.ensureOpen(candidate(), 'cht_1')).toBe('open');
  });

  it('of a tenant and day holds over its candidates until the next day begins', async () => {
    const { turn, ledger, scope, candidate, clock } = app({ tenantDayTokens: 100 });
    const meter = turn();
    await meter.record(use(100));
    expect(meter.spent).toBe('tenant_day');
    const refusal = { code: 'budget_reached', retryAfterSeconds: 3_600, detail: expect.stringContaining('tomorrow') };
    await expect(ledger.ensureOpen(candidate(), 'cht_2')).rejects.toMatchObject(refusal);
    await expect(turn('cht_2', candidate()).checkBudget()).rejects.toMatchObject(refusal);
    await clock.advance(3_599_500);
    await expect(ledger.ensureOpen(scope, 'cht_1')).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await clock.advance(500);
    expect(await ledger.ensureOpen(scope, 'cht_1')).toBe('open');
    await meter.checkBudget();
    expect(meter.spent).toBe('no');
  });

  it('may be exceeded by what is in flight, and is counted to the token', async () => {
    const { turn, billed } = app({ sessionTokens: 100 });
    const meters = Array.from({ length: 20 }, () => turn());
    await Promise.all(meters.map((meter) => meter.checkBudget()));
    await Promise.all(meters.map((meter) => meter.record(use(50, 1))));
    expect(await billed()).toMatchObject([{ inputTokens: 1_000, outputTokens: 20, turns: 20 }]);
    for (const meter of meters) await expect(meter.checkBudget()).rejects.toMatchObject({ code: 'budget_reached' });
  });

  it('that is not set asks nobody', async () => {
    const { turn, ledger, scope } = app({}, { tokenTotals: () => Promise.reject(new Error('asked')) });
    await turn().checkBudget();
    await turn().record(use(1e9));
    expect(await ledger.ensureOpen(scope, 'cht_1')).toBe('open');
  });

  it('of a session alone asks for no day', async () => {
    const asked: unknown[] = [];
    const none = { sessionTokens: 0, tenantDayTokens: 0 };
    const tokenTotals = async (_scope: unknown, of: unknown) => {
      asked.push(of);
      return none;
    };
    await app({ sessionTokens: 100 }, { tokenTotals }).turn().checkBudget();
    await app({ tenantDayTokens: 100 }, { tokenTotals }).turn().checkBudget();
    expect(asked).toEqual([{ sessionId: 'cht_1' }, { sessionId: 'cht_1', day: DAY }]);
  });
});
