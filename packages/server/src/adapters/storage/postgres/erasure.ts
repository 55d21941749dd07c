import { type Kysely, sql } from 'kysely';
import { scopeFor, type Scope, type TenantId } from '../../../core/tenancy/scope.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Tables } from './tables.ts';
import { disownLostUsage, disownUsage } from './usage-erasure.ts';

/**
 * Removes all that is kept of one subject: documents, session logs, kept answers and ended workflow runs. Runs that are
 * still going on stay, since the erasure may itself be one. What was used stays as the tenant's, of nobody.
 */
export async function eraseOwner(db: Kysely<Tables>, owner: OwnerColumns): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('ip_records')
      .where((row) => row.and(owner))
      .execute();
    // Their facts go with them: the cascade also takes facts that a write in flight adds meanwhile.
    await transaction
      .deleteFrom('ip_sessions')
      .where((row) => row.and(owner))
      .execute();
    await transaction
      .deleteFrom('ip_idempotency')
      .where((row) => row.and(owner))
      .execute();
    await transaction
      .deleteFrom('ip_workflow_runs')
      .where((row) => row.and(owner))
      .where('state', '<>', 'running')
      .execute();
    await disownUsage(transaction, owner);
  });
}

/** Erases the candidates of whom neither a document nor a session was written since `before`. Returns them. */
export async function eraseIdleCandidates(db: Kysely<Tables>, before: number): Promise<readonly Scope[]> {
  const { rows } = await sql<{ tenant_id: TenantId; subject_id: string }>`
    SELECT tenant_id, subject_id FROM (
      SELECT tenant_id, subject_kind, subject_id, touched_at FROM ip_records
      UNION ALL SELECT tenant_id, subject_kind, subject_id, touched_at FROM ip_sessions
    ) AS touched
    WHERE subject_kind = 'candidate'
    GROUP BY tenant_id, subject_id HAVING max(touched_at) < ${before}
    ORDER BY tenant_id, subject_id`.execute(db);
  for (const { tenant_id, subject_id } of rows)
    await eraseOwner(db, { tenant_id, subject_kind: 'candidate', subject_id });
  await disownLostUsage(db, before);
  return rows.map(({ tenant_id, subject_id }) =>
    scopeFor({ tenantId: tenant_id, subject: { kind: 'candidate', id: subject_id } }),
  );
}
