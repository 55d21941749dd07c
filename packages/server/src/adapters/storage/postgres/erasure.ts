import { type Kysely, sql } from 'kysely';
import type { Erasure } from '../../../core/tenancy/erasure.ts';
import { type Scope, scopeFor, type TenantId } from '../../../core/tenancy/scope.ts';
import type { Database } from './database.ts';
import { announcements, SESSIONS_CHANNEL } from './session-announcements.ts';
import { isSerializationFailure } from './storage-failure.ts';
import type { Tables } from './tables.ts';
import { disownUsage } from './usage-erasure.ts';

const ATTEMPTS = 5;
const OWNED = ['ip_records', 'ip_idempotency', 'ip_workflow_runs'] as const;

type Candidate = { tenant_id: string; subject_id: string };
type Request = { readonly now: number; readonly idleSince?: number };

/** When each candidate was last touched. Owners without a candidate are leftovers: they have not been touched ever since. */
const TOUCHED = sql`SELECT tenant_id COLLATE "C" AS tenant_id, id COLLATE "C" AS subject_id, seen_at AS touched_at FROM ip_candidates
  UNION ALL SELECT tenant_id, subject_id, touched_at FROM ip_records WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, touched_at FROM ip_sessions WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, 0 FROM ip_workflow_runs WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, 0 FROM ip_usage WHERE subject_kind = 'candidate'`;

/** Erasure in Postgres. Other processes learn at once which sessions are gone. */
export function postgresErasure({ db }: Database, processId: string): Erasure {
  return {
    erase: (scope, request) => erased(db, scope, { ...request, processId }),
    isErased: async ({ tenantId, subject }) => {
      if (subject.kind !== 'candidate') return false;
      const row = await db
        .selectFrom('ip_erased')
        .select('erased_at')
        .where((tombstone) => tombstone.and({ tenant_id: tenantId, subject_id: subject.id }))
        .executeTakeFirst();
      return row !== undefined;
    },
    idle: async (before, limit) => {
      const { rows } = await sql<Candidate>`
        SELECT tenant_id, subject_id FROM (${TOUCHED}) AS touched GROUP BY tenant_id, subject_id
        HAVING max(touched_at) < ${before} ORDER BY tenant_id, subject_id LIMIT ${limit}`.execute(db);
      return rows.map(scopeOf);
    },
    filesDue: async (now, limit) => {
      const rows = await db
        .selectFrom('ip_erased')
        .select(['tenant_id', 'subject_id', 'erased_at'])
        .where('files_due_at', '<=', now)
        .orderBy('files_due_at')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ scope: scopeOf(row), erasedAt: row.erased_at }));
    },
    filesRemoved: async ({ tenantId, subject }, dueAt) => {
      await db
        .updateTable('ip_erased')
        .set({ files_due_at: dueAt ?? null })
        .where((tombstone) => tombstone.and({ tenant_id: tenantId, subject_id: subject.id }))
        .execute();
    },
    dropTombstones: async (before) => {
      await db.deleteFrom('ip_erased').where('erased_at', '<', before).where('files_due_at', 'is', null).execute();
    },
  };
}

async function erased(db: Kysely<Tables>, scope: Scope, request: Request & { processId: string }): Promise<boolean> {
  const candidate = { tenant_id: scope.tenantId, subject_id: scope.subject.id };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (transaction) => {
        // Inserts for the candidate that have begun are waited for, and deleted below; later ones see the tombstone.
        await sql`SELECT pg_advisory_xact_lock(ip_candidate_lock(${scope.tenantId}, ${scope.subject.id}))`.execute(
          transaction,
        );
        const { now, idleSince, processId } = request;
        if (idleSince !== undefined && (await lastTouch(transaction, candidate)) >= idleSince) return false;
        await transaction
          .insertInto('ip_erased')
          .values({ ...candidate, erased_at: now, files_due_at: now })
          .onConflict((there) => there.columns(['tenant_id', 'subject_id']).doUpdateSet({ files_due_at: now }))
          .execute();
        await deleteAll(transaction, candidate, { now, processId });
        return true;
      });
    } catch (thrown) {
      // A flush of many sessions and this may meet crosswise. The transaction is all or nothing, so it may be run again.
      if (!isSerializationFailure(thrown) || attempt === ATTEMPTS) throw thrown;
    }
  }
}

/** Its rows stay locked, so that nobody touches them between this look and the removal. */
async function lastTouch(db: Kysely<Tables>, { tenant_id, subject_id }: Candidate): Promise<number> {
  const owner = sql`tenant_id = ${tenant_id} AND subject_kind = 'candidate' AND subject_id = ${subject_id}`;
  const { rows } = await sql<{ at: number | null }>`
    WITH seen AS MATERIALIZED
      (SELECT seen_at AS at FROM ip_candidates WHERE tenant_id = ${tenant_id} AND id = ${subject_id} FOR UPDATE),
    records AS MATERIALIZED (SELECT touched_at AS at FROM ip_records WHERE ${owner} FOR UPDATE),
    sessions AS MATERIALIZED (SELECT touched_at AS at FROM ip_sessions WHERE ${owner} FOR UPDATE)
    SELECT max(at) AS at FROM (SELECT at FROM seen UNION ALL SELECT at FROM records UNION ALL SELECT at FROM sessions) AS touched`.execute(
    db,
  );
  return rows[0]?.at ?? 0;
}

async function deleteAll(
  db: Kysely<Tables>,
  { tenant_id, subject_id }: Candidate,
  { now, processId }: { now: number; processId: string },
): Promise<void> {
  const owner = { tenant_id, subject_kind: 'candidate', subject_id };
  for (const table of OWNED)
    await db
      .deleteFrom(table)
      .where((row) => row.and(owner))
      .execute();
  // Their facts go with them: the cascade also takes facts that a write in flight adds meanwhile.
  const sessions = await db
    .deleteFrom('ip_sessions')
    .where((row) => row.and(owner))
    .returning('id')
    .execute();
  await db
    .deleteFrom('ip_continuities')
    .where((row) => row.and({ tenant_id, candidate_id: subject_id }))
    .execute();
  // The tokens must stay refused until they run out, but need not say whose they were.
  await sql`UPDATE ip_tokens SET revoked_at = coalesce(revoked_at, ${now}), candidate_id = ''
    WHERE tenant_id = ${tenant_id} AND candidate_id = ${subject_id}`.execute(db);
  await db
    .deleteFrom('ip_candidates')
    .where((row) => row.and({ tenant_id, id: subject_id }))
    .execute();
  await disownUsage(db, owner);
  if (sessions.length === 0) return;
  for (const message of announcements(
    processId,
    sessions.map(({ id }) => id),
  ))
    await sql`SELECT pg_notify(${SESSIONS_CHANNEL}, ${message})`.execute(db);
}

function scopeOf({ tenant_id, subject_id }: Candidate): Scope {
  // The columns came from a scope, so they are one.
  return scopeFor({ tenantId: tenant_id as TenantId, subject: { kind: 'candidate', id: subject_id } });
}
