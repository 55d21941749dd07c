import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import type { IdempotencyStore } from './ports.ts';

const DAY_MS = 86_400_000;

/** What every adapter of `IdempotencyStore` does. `staleAfterMs` is how the store under test was made. */
export function idempotencyStoreSuite(open: () => { store: IdempotencyStore; staleAfterMs: number }): void {
  const start = Date.now();
  const request = (more: { key?: string; operation?: string; bodyHash?: string; now?: number } = {}) => ({
    key: 'key-1',
    operation: 'createChat',
    bodyHash: 'hash-1',
    now: start,
    ...more,
  });
  const answer = { status: 201, contentType: 'application/json', body: '{"id":"cht_1","text":"ü \\u0000"}' };

  describe('idempotency store', () => {
    it('lets one of many claims at once be the first', async () => {
      const scope = candidate();
      const claims = await Promise.all(Array.from({ length: 10 }, () => open().store.claim(scope, request())));
      expect(claims.map(({ name }) => name).toSorted()).toEqual([
        'first',
        ...Array.from({ length: 9 }, () => 'in_flight'),
      ]);
    });

    it('gives the first answer again, byte for byte', async () => {
      const scope = candidate();
      await open().store.claim(scope, request());
      await open().store.answer(scope, request(), answer);
      expect(await open().store.claim(scope, request({ now: start + DAY_MS - 1 }))).toEqual({
        name: 'answered',
        answer,
      });
    });

    it('tells another body apart, answered or not', async () => {
      const scope = candidate();
      await open().store.claim(scope, request());
      expect(await open().store.claim(scope, request({ bodyHash: 'hash-2' }))).toEqual({ name: 'other_body' });
      await open().store.answer(scope, request(), answer);
      expect(await open().store.claim(scope, request({ bodyHash: 'hash-2' }))).toEqual({ name: 'other_body' });
    });

    it('keeps keys of other people and operations apart', async () => {
      const scope = candidate();
      await open().store.claim(scope, request());
      expect(await open().store.claim(candidate(), request())).toEqual({ name: 'first' });
      expect(await open().store.claim(scope, request({ operation: 'createPrep' }))).toEqual({ name: 'first' });
      expect(await open().store.claim(scope, request({ key: 'key-2' }))).toEqual({ name: 'first' });
    });

    it('takes a claim again that was left unanswered', async () => {
      const scope = candidate();
      const { store, staleAfterMs } = open();
      await store.claim(scope, request());
      expect(await store.claim(scope, request({ now: start + staleAfterMs - 1 }))).toEqual({ name: 'in_flight' });
      expect(await store.claim(scope, request({ now: start + staleAfterMs }))).toEqual({ name: 'first' });
      expect(await store.claim(scope, request({ now: start + staleAfterMs + 1 }))).toEqual({ name: 'in_flight' });
    });

    it('never takes an answered claim again within the day, and forgets it afterwards', async () => {
      const scope = candidate();
      const { store, staleAfterMs } = open();
      await store.claim(scope, request());
      await store.answer(scope, request(), answer);
      expect((await store.claim(scope, request({ now: start + staleAfterMs }))).name).toBe('answered');
      expect((await store.claim(scope, request({ now: start + DAY_MS + 1 }))).name).toBe('first');
    });

    it('lets a released request be tried again, but keeps an answer', async () => {
      const scope = candidate();
      const { store } = open();
      await store.claim(scope, request());
      await store.release(scope, request());
      expect(await store.claim(scope, request())).toEqual({ name: 'first' });
      await store.answer(scope, request(), answer);
      await store.release(scope, request());
      expect((await store.claim(scope, request())).name).toBe('answered');
    });
  });
}

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
