import type { IdempotencyStore } from '../../../core/idempotency/ports.ts';
import { ownerOf } from '../owner.ts';
import type { SqliteDatabase } from './database.ts';

const KEPT_MS = 86_400_000;

/** Used keys and their answers in SQLite. */
export function sqliteIdempotencyStore(database: SqliteDatabase): IdempotencyStore {
  return {
    claim: (scope, request) =>
      database.write('idempotency.claim', { ...request, ...ownerOf(scope), keptSince: request.now - KEPT_MS }),
    renew: (scope, claim) => database.write('idempotency.renew', { ...claim, ...ownerOf(scope) }),
    answer: (scope, claim, answer) => database.write('idempotency.answer', { ...claim, ...ownerOf(scope), answer }),
    release: async (scope, claim) => {
      await database.write('idempotency.renew', { ...claim, ...ownerOf(scope), until: 0 });
    },
    releaseAll: () => database.write('idempotency.releaseAll', null),
  };
}
