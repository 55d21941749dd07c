import { sql } from 'kysely';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Claim, IdempotencyStore, OwnClaim, RequestName } from '../../../core/idempotency/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';

type ClaimRequest = Parameters<IdempotencyStore['claim']>[1];

/** How long answers are kept. */
export const KEPT_MS = 86_400_000;
const ATTEMPTS = 3;

/** Used keys and their answers in Postgres. */
export function postgresIdempotencyStore(database: Database): IdempotencyStore {
  const { db } = database;
  const renew = async (scope: Scope, { until, ...claim }: OwnClaim & { until: number }): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('ip_idempotency')
      .set({ lease_until: until })
      .where((row) => row.and(ownRow(scope, claim)))
      .where('status', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  };
  return {
    claim: async (scope, request) => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const seed = await take(database, scope, request);
        if (seed !== undefined) return { name: 'mine', seed };
        const earlier = await earlierClaim(database, scope, request);
        if (earlier !== undefined) return earlier;
        // It was erased or its lease ended between the two statements, so it is free.
      }
      throw new ServiceError('idempotency_in_flight');
    },
    renew,
    answer: async (scope, claim, { status, contentType, body }) => {
      await db
        .updateTable('ip_idempotency')
        .set({ status, content_type: contentType, body })
        .where((row) => row.and(ownRow(scope, claim)))
        .where('status', 'is', null)
        .execute();
    },
    release: async (scope, claim) => void (await renew(scope, { ...claim, until: 0 })),
    releaseAll: async () => {
      await db.updateTable('ip_idempotency').set({ lease_until: 0 }).where('status', 'is', null).execute();
    },
  };
}

function rowOf(scope: Scope, { key, operation }: RequestName) {
  return { ...ownerOf(scope), operation, key };
}

function ownRow(scope: Scope, claim: OwnClaim) {
  return { ...rowOf(scope, claim), owner: claim.owner };
}

/** The seed of the key's first claim, when the claim is ours now. */
async function take({ db }: Database, scope: Scope, request: ClaimRequest): Promise<string | undefined> {
  const { key, operation, owner, bodyHash, seed, now, until } = request;
  await db
    .deleteFrom('ip_idempotency')
    .where('claimed_at', '<', now - KEPT_MS)
    .execute();
  const { tenant_id, subject_kind, subject_id } = ownerOf(scope);
  const { rows } = await sql<{ seed: string }>`
    INSERT INTO ip_idempotency AS earlier
      (tenant_id, subject_kind, subject_id, operation, key, owner, body_hash, seed, claimed_at, lease_until)
    VALUES (${tenant_id}, ${subject_kind}, ${subject_id}, ${operation}, ${key}, ${owner}, ${bodyHash}, ${seed}, ${now}, ${until})
    ON CONFLICT (tenant_id, subject_kind, subject_id, operation, key) DO UPDATE
      SET owner = excluded.owner, lease_until = excluded.lease_until
      WHERE earlier.status IS NULL AND earlier.lease_until <= ${now} AND earlier.body_hash = excluded.body_hash
    RETURNING seed`.execute(db);
  return rows[0]?.seed;
}

async function earlierClaim({ db }: Database, scope: Scope, request: ClaimRequest): Promise<Claim | undefined> {
  const row = await db
    .selectFrom('ip_idempotency')
    .select(['body_hash', 'lease_until', 'status', 'content_type', 'body'])
    .where((claim) => claim.and(rowOf(scope, request)))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { status, content_type, body } = row;
  if (row.body_hash !== request.bodyHash) return { name: 'other_body' };
  if (status !== null)
    return { name: 'answered', answer: { status, contentType: content_type ?? '', body: body ?? '' } };
  return row.lease_until > request.now ? { name: 'in_flight' } : undefined;
}
