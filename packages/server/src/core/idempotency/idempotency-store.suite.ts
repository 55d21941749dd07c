import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import type { IdempotencyStore } from './ports.ts';

const DAY_MS = 86_400_000;
const LEASE_MS = 20_000;

/** What every adapter of `IdempotencyStore` does. */
export function idempotencyStoreSuite(open: () => IdempotencyStore): void {
  const start = Date.now();
  const request = (
    more: { key?: string; operation?: string; bodyHash?: string; owner?: string; seed?: string; now?: number } = {},
  ) => {
    const { now = start } = more;
    const usual = { key: 'key-1', operation: 'createChat', bodyHash: 'hash-1', owner: 'run-1', seed: 'seed-1' };
    return { ...usual, ...more, now, until: now + LEASE_MS };
  };
  const mine = (seed = 'seed-1') => ({ name: 'mine', seed });
  const answer = { status: 201, contentType: 'application/json', body: '{"id":"cht_1","text":"ü \\u0000"}' };

  describe('idempotency store', () => {
    it('gives the claim to one of many at once', async () => {
      const scope = candidate();
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          open().claim(scope, request({ owner: `run-${index}`, seed: `seed-${index}` })),
        ),
      );
      expect(claims.map(({ name }) => name).toSorted()).toEqual([
        ...Array.from({ length: 9 }, () => 'in_flight'),
        'mine',
      ]);
    });

    it('gives the first answer again, byte for byte', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      await open().answer(scope, request(), answer);
      expect(await open().claim(scope, request({ now: start + DAY_MS - 1 }))).toEqual({ name: 'answered', answer });
    });

    it('distinguishes another body, answered, held or free', async () => {
      const scope = candidate();
      const other = (now?: number) => open().claim(scope, request({ bodyHash: 'hash-2', now: now ?? start }));
      await open().claim(scope, request());
      expect(await other()).toEqual({ name: 'other_body' });
      expect(await other(start + LEASE_MS)).toEqual({ name: 'other_body' });
      await open().answer(scope, request(), answer);
      expect(await other()).toEqual({ name: 'other_body' });
    });

    it('keeps keys of other people and operations apart', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      expect(await open().claim(candidate(), request({ seed: 'a' }))).toEqual(mine('a'));
      expect(await open().claim(scope, request({ operation: 'createPrep', seed: 'b' }))).toEqual(mine('b'));
      expect(await open().claim(scope, request({ key: 'key-2', seed: 'c' }))).toEqual(mine('c'));
    });

    it('gives a claim whose lease ran out to one of those who ask next, with the first seed', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      const later = (owner: string, now: number) => open().claim(scope, request({ owner, now, seed: `of ${owner}` }));
      expect(await later('run-2', start + LEASE_MS - 1)).toEqual({ name: 'in_flight' });
      const claims = await Promise.all(['run-3', 'run-4', 'run-5'].map((owner) => later(owner, start + LEASE_MS)));
      expect(claims.filter(({ name }) => name === 'mine')).toEqual([mine()]);
      expect(await later('run-6', start + LEASE_MS + 1)).toEqual({ name: 'in_flight' });
    });

    it('leaves a claim to its owner for as long as they renew it', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      expect(await open().renew(scope, { ...request(), until: start + 2 * LEASE_MS })).toBe(true);
      const next = (now: number) => open().claim(scope, request({ owner: 'run-2', now }));
      expect(await next(start + 2 * LEASE_MS - 1)).toEqual({ name: 'in_flight' });
      expect(await next(start + 2 * LEASE_MS)).toEqual(mine());
    });

    it('lets an owner who lost the claim neither renew, answer nor release it', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      const successor = request({ owner: 'run-2', now: start + LEASE_MS });
      await open().claim(scope, successor);
      expect(await open().renew(scope, { ...request(), until: start + 9 * LEASE_MS })).toBe(false);
      await open().answer(scope, request(), { ...answer, body: 'late' });
      await open().release(scope, request());
      expect(await open().claim(scope, request({ owner: 'run-3', now: start + LEASE_MS }))).toEqual({
        name: 'in_flight',
      });
      await open().answer(scope, successor, answer);
      await open().answer(scope, successor, { ...answer, body: 'twice' });
      expect(await open().renew(scope, { ...successor, until: start + 9 * LEASE_MS })).toBe(false);
      expect(await open().claim(scope, request())).toEqual({ name: 'answered', answer });
    });

    it('never gives an answered claim away within the day, and forgets it afterwards', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      await open().answer(scope, request(), answer);
      expect((await open().claim(scope, request({ now: start + LEASE_MS }))).name).toBe('answered');
      expect(await open().claim(scope, request({ now: start + DAY_MS + 1, seed: 'seed-2' }))).toEqual(mine('seed-2'));
    });

    it('lets a released request be tried again with the first seed, but keeps an answer', async () => {
      const scope = candidate();
      await open().claim(scope, request());
      await open().release(scope, request());
      const second = request({ owner: 'run-2', seed: 'seed-2' });
      expect(await open().claim(scope, second)).toEqual(mine());
      await open().answer(scope, second, answer);
      await open().release(scope, second);
      expect((await open().claim(scope, request())).name).toBe('answered');
    });

    it('frees every unanswered claim when nobody can hold one', async () => {
      const [held, answered] = [candidate(), candidate()];
      await open().claim(held, request());
      await open().claim(answered, request());
      await open().answer(answered, request(), answer);
      await open().releaseAll();
      expect(await open().claim(held, request({ owner: 'run-2', seed: 'seed-2' }))).toEqual(mine());
      expect((await open().claim(answered, request({ owner: 'run-2' }))).name).toBe('answered');
    });
  });
}

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
