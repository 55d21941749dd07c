import { describe, expect, it } from 'vitest';
import { memoryIdempotencyStore } from '../../adapters/storage/memory/idempotency-store.ts';
import type { IdempotencyStore } from '../../core/idempotency/ports.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { scopeFor, type TenantId } from '../../core/tenancy/scope.ts';
import { answerOnce } from './idempotency.ts';
import { json } from './answer.ts';

const scope = scopeFor({ tenantId: 'ten_1' as TenantId, subject: { kind: 'candidate', id: 'cand_1' } });
const request = {
  scope,
  key: 'a-key-of-a-request',
  operation: 'recordConsent /v1/consents',
  body: { kind: 'practice' },
};
const clock = { now: () => 1_000, sleep: async () => {} };
const problemOf = (error: ServiceError) => ({
  type: 'about:blank',
  title: error.message,
  status: error.status,
  code: error.code,
  requestId: 'req_1',
  retryable: error.retryable,
});

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
  return { claim: store.claim, answer: refusing(store.answer), release: refusing(store.release) };
}

describe('a request with an idempotency key', () => {
  it.each([
    { failures: 1, again: { kind: 'kept', answer: { status: 201 } } },
    { failures: 9, again: { code: 'idempotency_in_flight' } },
  ])('is not done twice when how it ended could not be noted $failures times', async ({ failures, again }) => {
    const store = breathless(failures);
    let made = 0;
    const create = async () => json({ id: `con_${(made += 1)}` }, 201);
    expect(await answerOnce(request, create, { store, clock, problemOf })).toEqual(json({ id: 'con_1' }, 201));
    expect(
      await answerOnce(request, create, { store, clock, problemOf }).catch((refusal: unknown) => refusal),
    ).toMatchObject(again);
    expect(made).toBe(1);
  });

  it('fails with what went wrong, and may be tried again when that may pass', async () => {
    const store = breathless(1);
    const failing = () => Promise.reject(new ServiceError('storage_unavailable', { detail: 'the first failure' }));
    await expect(answerOnce(request, failing, { store, clock, problemOf })).rejects.toMatchObject({
      detail: 'the first failure',
    });
    expect(await answerOnce(request, async () => json({}), { store, clock, problemOf })).toEqual(json({}));
  });
});
