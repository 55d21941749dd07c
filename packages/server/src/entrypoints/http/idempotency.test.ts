import { describe, expect, it } from 'vitest';
import { memoryIdempotencyStore } from '../../adapters/storage/memory/idempotency-store.ts';
import type { IdempotencyStore } from '../../core/idempotency/ports.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { scopeFor, type TenantId } from '../../core/tenancy/scope.ts';
import { type ManualClock, manualClock } from '../../testing/manual-clock.ts';
import { answerOnce, type OriginOf } from './idempotency.ts';
import { type Answer, json } from './answer.ts';

const scope = scopeFor({ tenantId: 'ten_1' as TenantId, subject: { kind: 'candidate', id: 'cand_1' } });
const request = {
  scope,
  key: 'a-key-of-a-request',
  operation: 'recordConsent /v1/consents',
  body: { kind: 'practice' },
};
const problemOf = (error: ServiceError) => ({
  type: 'about:blank',
  title: error.message,
  status: error.status,
  code: error.code,
  requestId: 'req_1',
  retryable: error.retryable,
});
const IN_FLIGHT = { code: 'idempotency_in_flight' };
const [RENEWED_MS, LEASE_MS, DAY_MS] = [5_000, 20_000, 86_400_000];

/** A store that refuses to write `failures` times how a request ended. */
function breathless(failures: number): IdempotencyStore {
  const store = memoryIdempotencyStore();
  let left = failures;
  const refusing =
    <Given extends unknown[]>(write: (...given: Given) => Promise<void>) =>
    async (...given: Given) => {
      left -= 1;
      if (left >= 0) throw new ServiceError('storage_unavailable');
      return write(...given);
    };
  return { ...store, answer: refusing(store.answer), release: refusing(store.release) };
}

/** A server of its own time: a process that is paused renews nothing, because its time stands still. */
function processOn(store: IdempotencyStore, clock: ManualClock = manualClock()) {
  const runs: { origin: ReturnType<OriginOf>; end: (how: Answer | ServiceError) => void }[] = [];
  const run = (origin: OriginOf) =>
    new Promise<Answer>((resolve, reject) => {
      const end = (how: Answer | ServiceError) => (how instanceof ServiceError ? reject(how) : resolve(how));
      runs.push({ origin: origin('con'), end });
    });
  return {
    clock,
    runs,
    /** The answer, or how it was refused. */
    ask: (more: Partial<typeof request> = {}) => {
      const asked = answerOnce({ ...request, ...more }, run, { store, clock, problemOf });
      return asked.catch((refusal: unknown) => refusal);
    },
  };
}

describe('a request with an idempotency key', () => {
  it('gets its first answer again when that was noted only at the second attempt', async () => {
    const { ask, runs, clock } = processOn(breathless(1));
    const first = ask();
    await clock.advance(0);
    runs[0]?.end(json({ id: 'con_1' }, 201));
    await clock.advance(3_000);
    expect(await first).toEqual(json({ id: 'con_1' }, 201));
    expect(await ask()).toMatchObject({ kind: 'kept', answer: { status: 201 } });
    expect(runs).toHaveLength(1);
  });

  it('is answered when that cannot be noted, and runs again with the same origin once its lease is over', async () => {
    const { ask, runs, clock } = processOn(breathless(9));
    const first = ask();
    await clock.advance(0);
    runs[0]?.end(json({ id: 'con_1' }, 201));
    await clock.advance(3_000);
    expect(await first).toEqual(json({ id: 'con_1' }, 201));
    expect(await ask()).toMatchObject(IN_FLIGHT);
    await clock.advance(LEASE_MS);
    void ask();
    await clock.advance(0);
    expect(runs[1]?.origin).toEqual(runs[0]?.origin);
  });

  it('fails with what went wrong, and may be tried again at once with the same origin when that may pass', async () => {
    const { ask, runs, clock } = processOn(breathless(1));
    const first = ask();
    await clock.advance(0);
    runs[0]?.end(new ServiceError('storage_unavailable', { detail: 'the first failure' }));
    await clock.advance(3_000);
    expect(await first).toMatchObject({ detail: 'the first failure' });
    const second = ask();
    await clock.advance(0);
    expect(runs[1]?.origin).toEqual(runs[0]?.origin);
    runs[1]?.end(json({}));
    expect(await second).toEqual(json({}));
  });

  it('keeps its claim for as long as it runs, however long that is', async () => {
    const store = memoryIdempotencyStore();
    const { ask, runs, clock } = processOn(store);
    const first = ask();
    await clock.advance(10 * LEASE_MS);
    expect(await ask()).toMatchObject(IN_FLIGHT);
    runs[0]?.end(json({ id: 'con_1' }, 201));
    await first;
    expect(await ask()).toMatchObject({ kind: 'kept' });
    expect([runs.length, clock.sleepers()]).toEqual([1, 0]);
  });

  it('goes on renewing through a moment without storage', async () => {
    const store = memoryIdempotencyStore();
    let failures = 2;
    const shaky: IdempotencyStore = {
      ...store,
      renew: async (...given) => {
        failures -= 1;
        if (failures >= 0) throw new ServiceError('storage_unavailable');
        return store.renew(...given);
      },
    };
    const { ask, clock } = processOn(shaky);
    void ask();
    await clock.advance(LEASE_MS + RENEWED_MS);
    expect(await ask()).toMatchObject(IN_FLIGHT);
  });

  it('is taken over from a paused process with the same origin, whose late answer changes nothing', async () => {
    const store = memoryIdempotencyStore();
    const [paused, other] = [processOn(store), processOn(store)];
    const first = paused.ask();
    await paused.clock.advance(0);
    await other.clock.advance(LEASE_MS - 1);
    expect(await other.ask()).toMatchObject(IN_FLIGHT);
    await other.clock.advance(1);
    const second = other.ask();
    await other.clock.advance(0);
    expect(other.runs[0]?.origin).toEqual(paused.runs[0]?.origin);

    await paused.clock.advance(LEASE_MS);
    expect(paused.clock.sleepers()).toBe(0); // it has seen that it lost the claim
    paused.runs[0]?.end(json({ id: 'of the paused' }, 201));
    expect(await first).toEqual(json({ id: 'of the paused' }, 201));
    expect(await paused.ask()).toMatchObject(IN_FLIGHT);
    other.runs[0]?.end(json({ id: 'of the other' }, 201));
    await second;
    expect(await paused.ask()).toMatchObject({ answer: { body: JSON.stringify({ id: 'of the other' }) } });
  });

  it('is not released by a paused process that fails after it lost the claim', async () => {
    const store = memoryIdempotencyStore();
    const [paused, other] = [processOn(store), processOn(store)];
    const first = paused.ask();
    await paused.clock.advance(0);
    await other.clock.advance(LEASE_MS);
    void other.ask();
    await other.clock.advance(0);
    paused.runs[0]?.end(new ServiceError('turn_in_flight'));
    expect(await first).toMatchObject({ code: 'turn_in_flight' });
    expect(await other.ask()).toMatchObject(IN_FLIGHT);
  });

  it.each([
    ['another key', { key: 'another-key' }],
    ['another operation', { operation: 'recordConsent /v1/other' }],
    [
      'another candidate',
      { scope: scopeFor({ tenantId: 'ten_1' as TenantId, subject: { kind: 'candidate', id: 'b' } }) },
    ],
  ])('has an origin of its own for %s', async (_name, other) => {
    const { ask, runs, clock } = processOn(memoryIdempotencyStore());
    void ask();
    void ask(other);
    await clock.advance(0);
    expect(runs).toHaveLength(2);
    expect(runs[0]?.origin.id).toMatch(/^con_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(runs[1]?.origin.id).not.toBe(runs[0]?.origin.id);
    expect(runs[1]?.origin.secret).not.toEqual(runs[0]?.origin.secret);
  });

  it('has another origin when the key is used again after a day', async () => {
    const { ask, runs, clock } = processOn(memoryIdempotencyStore());
    const first = ask();
    await clock.advance(0);
    runs[0]?.end(json({}));
    await first;
    await clock.advance(DAY_MS + 1);
    void ask();
    await clock.advance(0);
    expect(runs[1]?.origin.id).not.toBe(runs[0]?.origin.id);
  });
});
