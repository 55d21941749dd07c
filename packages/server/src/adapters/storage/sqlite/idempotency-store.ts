import type { IdempotencyStore } from '../../../core/idempotency/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { ownerOf } from '../owner.ts';
import type { SqliteDatabase } from './database.ts';
import type { ClaimKey } from './idempotency-commands.ts';

const KEPT_MS = 86_400_000;

/** Used keys and their answers in SQLite. */
export function sqliteIdempotencyStore(
  database: SqliteDatabase,
  { staleAfterMs = 60_000 }: { staleAfterMs?: number } = {},
): IdempotencyStore {
  const keyOf = (scope: Scope, { operation, key }: { operation: string; key: string }): ClaimKey => ({
    ...ownerOf(scope),
    operation,
    key,
  });
  return {
    claim: (scope, { bodyHash, now, ...request }) =>
      database.write('idempotency.claim', {
        key: keyOf(scope, request),
        bodyHash,
        now,
        staleAt: now - staleAfterMs,
        keptSince: now - KEPT_MS,
      }),
    answer: (scope, request, answer) => database.write('idempotency.answer', { key: keyOf(scope, request), answer }),
    release: (scope, request) => database.write('idempotency.release', keyOf(scope, request)),
  };
}
