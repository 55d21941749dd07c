import { memoryIdempotencyStore } from '../../../packages/server/src/adapters/storage/memory/idempotency-store.ts';
import type { IdempotencyStore } from '../../../packages/server/src/core/idempotency/ports.ts';

/** Claims in memory, and everything that the store was ever given to keep. */
export type WatchedIdempotency = IdempotencyStore & { readonly given: readonly unknown[] };

export function watchedIdempotency(): WatchedIdempotency {
  const store = memoryIdempotencyStore();
  const given: unknown[] = [];
  return {
    ...store,
    given,
    claim: (scope, request) => {
      given.push(request);
      return store.claim(scope, request);
    },
    answer: (scope, claim, answer) => {
      given.push(claim, answer);
      return store.answer(scope, claim, answer);
    },
  };
}
