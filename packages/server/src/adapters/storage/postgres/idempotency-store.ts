import { sql } from 'kysely';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Claim, IdempotencyStore } from '../../../core/idempotency/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';

type ClaimRequest = Parameters<IdempotencyStore['claim']>[1];

/** How long answers are kept. */
export const KEPT_MS = 86_400_000;
const ATTEMPTS = 3;

/** Used keys and their answers in Postgres. */
export function postgresIdempotencyStore(
  database: Database,
  { staleAfterMs = 60_000 }: { staleAfterMs?: number } = {},
): IdempotencyStore {
  const { db } = database;
  return {
    claim: async (scope, request) => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        if (await take(database, scope, { ...request, staleAfterMs })) return { name: 'first' };
        const earlier = await earlierClaim(database, scope, request);
        if (earlier !== undefined) return earlier;
        // It was released between the two statements, so it is free again.
      }
      throw new ServiceError('idempotency_in_flight');
    },
    answer: async (scope, request, { status, contentType, body }) => {
      await db
        .updateTable('ip_idempotency')
        .set({ status, content_type: contentType, body })
        .where((row) => row.and(rowOf(scope, request)))
        .execute();
    },
    release: async (scope, request) => {
      await db
        .deleteFrom('ip_idempotency')
        .where((row) => row.and(rowOf(scope, request)))
        .where('status', 'is', null)
        .execute();
    },
  };
}

function rowOf(scope: Scope, { key, operation }: { key: string; operation: string }) {
  return { ...ownerOf(scope), operation, key };
}

async function take(
  { db }: Database,
  scope: Scope,
  { key, operation, bodyHash, now, staleAfterMs }: ClaimRequest & { staleAfterMs: number },
): Promise<boolean> {
  await db
    .deleteFrom('ip_idempotency')
    .where('claimed_at', '<', now - KEPT_MS)
    .execute();
  const { tenant_id, subject_kind, subject_id } = ownerOf(scope);
  const { rows } = await sql`
    INSERT INTO ip_idempotency AS mine (tenant_id, subject_kind, subject_id, operation, key, body_hash, claimed_at)
    VALUES (${tenant_id}, ${subject_kind}, ${subject_id}, ${operation}, ${key}, ${bodyHash}, ${now})
    ON CONFLICT (tenant_id, subject_kind, subject_id, operation, key) DO UPDATE
      SET body_hash = excluded.body_hash, claimed_at = excluded.claimed_at
      WHERE mine.status IS NULL AND mine.claimed_at <= ${now - staleAfterMs}
    RETURNING key`.execute(db);
  return rows.length > 0;
}

async function earlierClaim(
  { db }: Database,
  scope: Scope,
  { key, operation, bodyHash }: ClaimRequest,
): Promise<Claim | undefined> {
  const row = await db
    .selectFrom('ip_idempotency')
    .select(['body_hash', 'status', 'content_type', 'body'])
    .where((claim) => claim.and({ ...ownerOf(scope), operation, key }))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.body_hash !== bodyHash) return { name: 'other_body' };
  if (row.status === null) return { name: 'in_flight' };
  return {
    name: 'answered',
    answer: { status: row.status, contentType: row.content_type ?? '', body: row.body ?? '' },
  };
}
