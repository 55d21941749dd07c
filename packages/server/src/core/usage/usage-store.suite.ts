import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import type { SessionStore } from '../sessions/ports.ts';
import type { Erasure } from '../tenancy/erasure.ts';
import { type Scope, scopeFor, type TenantId } from '../tenancy/scope.ts';
import type { UsageEntry, UsageStore } from './ports.ts';

type Stores = { usage: UsageStore; erasure: Erasure; sessions: SessionStore };

const NONE = { turns: 0, requests: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };
const DAY = '2026-11-21';
const AT = Date.parse(DAY);

/** What every adapter of `UsageStore` does; it may be shared by all tests. */
export function usageStoreSuite(open: () => Stores): void {
  const entry = (change: Partial<UsageEntry> = {}): UsageEntry => ({
    ...NONE,
    requests: 1,
    inputTokens: 10,
    outputTokens: 3,
    day: DAY,
    sessionId: 'cht_1',
    model: 'one',
    ...change,
  });
  const billed = (scope: Scope, from = '2026-01-01', to = '2026-12-31') => open().usage.byDay(scope, { from, to });
  const session = async (scope: Scope): Promise<string> => {
    const sessionId = newId('cht');
    await open().sessions.create(scope, { sessionId, kind: 'chat', at: AT });
    return sessionId;
  };

  describe('usage store', () => {
    it('has nothing of a tenant that used nothing', async () => {
      expect(await billed(candidate())).toEqual([]);
      expect(await open().usage.tokenTotals(candidate(), { sessionId: 'cht_1', day: DAY })).toEqual({
        sessionTokens: 0,
        tenantDayTokens: 0,
      });
    });

    it('adds what comes to what is there', async () => {
      const scope = candidate();
      await open().usage.add(scope, entry({ turns: 1, cachedInputTokens: 4 }));
      await open().usage.add(scope, entry({ cachedInputTokens: 5, inputTokens: 1 }));
      expect(await billed(scope)).toEqual([
        { day: DAY, model: 'one', turns: 1, requests: 2, inputTokens: 11, outputTokens: 6, cachedInputTokens: 9 },
      ]);
    });

    it('loses nothing and adds nothing, whatever is added at once', async () => {
      const somewhere = fc.record({
        who: fc.nat(2),
        day: fc.constantFrom('2026-11-20', DAY),
        sessionId: fc.constantFrom('cht_1', 'cht_2'),
        model: fc.constantFrom('one', 'two'),
        tally: fc.record({
          turns: fc.nat(1),
          requests: fc.constant(1),
          inputTokens: fc.nat(1_000_000_000),
          outputTokens: fc.nat(1_000_000_000),
          cachedInputTokens: fc.nat(1_000),
        }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(somewhere, { maxLength: 30 }), async (added) => {
          const people = candidates(3);
          await Promise.all(added.map(({ who, tally, ...at }) => open().usage.add(people[who]!, { ...at, ...tally })));
          const sum = (pick: (tally: typeof NONE) => number, of: readonly (typeof NONE)[]) =>
            of.reduce((total, tally) => total + pick(tally), 0);
          const rows = await billed(people[0]!);
          for (const field of ['turns', 'requests', 'inputTokens', 'outputTokens', 'cachedInputTokens'] as const) {
            expect(sum((tally) => tally[field], rows)).toBe(
              sum(
                (tally) => tally[field],
                added.map(({ tally }) => tally),
              ),
            );
          }
          const today = await open().usage.tokenTotals(people[0]!, { sessionId: 'cht_1', day: DAY });
          const tokens = ({ inputTokens, outputTokens }: typeof NONE) => inputTokens + outputTokens;
          expect(today.tenantDayTokens).toBe(
            sum(
              tokens,
              added.filter(({ day }) => day === DAY).map(({ tally }) => tally),
            ),
          );
          expect(today.sessionTokens).toBe(
            sum(
              tokens,
              added.filter(({ who, sessionId }) => who === 0 && sessionId === 'cht_1').map(({ tally }) => tally),
            ),
          );
        }),
        { numRuns: 25 },
      );
    });

    it('tells a session’s tokens of all days to its own subject only', async () => {
      const [mine, neighbour] = candidates(2);
      const namesake = scopeFor({ tenantId: newId('ten'), subject: mine!.subject });
      await open().usage.add(mine!, entry());
      await open().usage.add(mine!, entry({ day: '2026-11-22', model: 'two' }));
      expect(await open().usage.tokenTotals(mine!, { sessionId: 'cht_1' })).toEqual({
        sessionTokens: 26,
        tenantDayTokens: 0,
      });
      for (const other of [neighbour!, namesake])
        expect((await open().usage.tokenTotals(other, { sessionId: 'cht_1' })).sessionTokens).toBe(0);
    });

    it('shows a tenant all of its own and nothing of another', async () => {
      const [one, two] = candidates(2);
      await open().usage.add(one!, entry());
      await open().usage.add(two!, entry({ sessionId: 'cht_2' }));
      await open().usage.add(candidate(), entry());
      const tenant = scopeFor({ tenantId: one!.tenantId, subject: { kind: 'tenant', id: one!.tenantId } });
      expect(await billed(tenant)).toMatchObject([{ requests: 2, inputTokens: 20 }]);
      expect((await open().usage.tokenTotals(tenant, { sessionId: '', day: DAY })).tenantDayTokens).toBe(26);
    });

    it('lists days from the newest, models by name, both ends included', async () => {
      const scope = candidate();
      for (const [day, model] of [
        ['2026-11-19', 'a'],
        ['2026-11-20', 'b'],
        ['2026-11-21', 'b'],
        ['2026-11-21', 'B'],
        ['2026-11-22', 'a'],
      ] as const)
        await open().usage.add(scope, entry({ day, model }));
      expect((await billed(scope, '2026-11-20', '2026-11-21')).map(({ day, model }) => [day, model])).toEqual([
        ['2026-11-21', 'B'],
        ['2026-11-21', 'b'],
        ['2026-11-20', 'b'],
      ]);
    });

    it('keeps the bill of a subject who was erased, and forgets whose it was', async () => {
      const [gone, staying] = candidates(2);
      const sessionId = await session(gone!);
      for (const scope of [gone!, staying!])
        for (const day of ['2026-11-20', DAY]) await open().usage.add(scope, entry({ day, sessionId, turns: 1 }));
      const before = await billed(staying!);
      await open().erasure.erase(gone!, { now: AT });
      expect(await billed(staying!)).toEqual(before);
      expect((await open().usage.tokenTotals(gone!, { sessionId, day: DAY })).sessionTokens).toBe(0);
      expect((await open().usage.tokenTotals(staying!, { sessionId, day: DAY })).sessionTokens).toBe(26);
      await open().erasure.erase(staying!, { now: AT });
      expect(await billed(staying!)).toEqual(before);
    });

    it('keeps the bill exact while subjects are erased and used at once', async () => {
      const people = candidates(6);
      const used = people.flatMap((scope) =>
        [1, 2, 3, 4].map((model) => open().usage.add(scope, entry({ model: `m${model}` }))),
      );
      await Promise.all([
        ...used,
        ...people.map((scope) => open().erasure.erase(scope, { now: AT })),
        ...people.map((scope) => open().usage.add(scope, entry({ model: 'm1' }))),
      ]);
      expect((await billed(people[0]!)).map(({ model, requests }) => [model, requests])).toEqual([
        ['m1', 12],
        ['m2', 6],
        ['m3', 6],
        ['m4', 6],
      ]);
    });
  });
}

function candidates(count: number): Scope[] {
  const tenantId: TenantId = newId('ten');
  return Array.from({ length: count }, () => scopeFor({ tenantId, subject: { kind: 'candidate', id: newId('cand') } }));
}

function candidate(): Scope {
  const [scope] = candidates(1);
  return scope!;
}
