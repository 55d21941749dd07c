import { oweCompaction } from './owed.ts';
import type { Param, Sql } from './sql.ts';
import { disownUsage } from './usage-commands.ts';

export type CandidateKey = { readonly tenantId: string; readonly candidateId: string };

const CANDIDATE = `tenant_id = ? AND subject_kind = 'candidate' AND subject_id = ?`;
const OF_CANDIDATE = 'tenant_id = ? AND candidate_id = ?';

/** When each candidate was last touched. Owners without a candidate are leftovers: they have not been touched ever since. */
const TOUCHED = `SELECT tenant_id, id AS subject_id, seen_at AS touched_at FROM ip_candidates
  UNION ALL SELECT tenant_id, subject_id, touched_at FROM ip_records WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, touched_at FROM ip_sessions WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, 0 FROM ip_workflow_runs WHERE subject_kind = 'candidate'
  UNION ALL SELECT tenant_id, subject_id, 0 FROM ip_usage WHERE subject_kind = 'candidate' AND subject_id <> ''`;
const LAST_TOUCH = `SELECT max(touched_at) AS at FROM (
  SELECT seen_at AS touched_at FROM ip_candidates WHERE tenant_id = ?1 AND id = ?2
  UNION ALL SELECT touched_at FROM ip_records WHERE tenant_id = ?1 AND subject_kind = 'candidate' AND subject_id = ?2
  UNION ALL SELECT touched_at FROM ip_sessions WHERE tenant_id = ?1 AND subject_kind = 'candidate' AND subject_id = ?2)`;

/** Erasure of whole candidates. */
export const erasureCommands = {
  'erasure.erase': (
    sql: Sql,
    { tenantId, candidateId, now, idleSince }: CandidateKey & { now: number; idleSince: number | null },
  ): boolean => {
    const theirs = [tenantId, candidateId];
    if (idleSince !== null && (sql.get<{ at: number | null }>(LAST_TOUCH, theirs)?.at ?? 0) >= idleSince) return false;
    sql.run(
      `INSERT INTO ip_erased (tenant_id, subject_id, erased_at, files_due_at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET files_due_at = excluded.files_due_at`,
      [...theirs, now, now],
    );
    // The facts and texts of the sessions go with them.
    for (const table of ['ip_records', 'ip_sessions', 'ip_idempotency', 'ip_workflow_runs'])
      sql.run(`DELETE FROM ${table} WHERE ${CANDIDATE}`, theirs);
    sql.run(`DELETE FROM ip_continuities WHERE ${OF_CANDIDATE}`, theirs);
    // The tokens must stay refused until they run out, but need not say whose they were.
    sql.run(`UPDATE ip_tokens SET revoked_at = coalesce(revoked_at, ?), candidate_id = '' WHERE ${OF_CANDIDATE}`, [
      now,
      ...theirs,
    ]);
    sql.run('DELETE FROM ip_candidates WHERE tenant_id = ? AND id = ?', theirs);
    disownUsage(sql, { tenant_id: tenantId, subject_kind: 'candidate', subject_id: candidateId });
    oweCompaction(sql);
    return true;
  },
  /** In the writer's thread, because it reads every owner there is. */
  'erasure.idle': (sql: Sql, { before, limit }: { before: number; limit: number }): CandidateKey[] =>
    sql
      .all<{ tenant_id: string; subject_id: string }>(
        `SELECT tenant_id, subject_id FROM (${TOUCHED}) GROUP BY tenant_id, subject_id HAVING max(touched_at) < ?
          ORDER BY tenant_id, subject_id LIMIT ?`,
        [before, limit],
      )
      .map(({ tenant_id, subject_id }) => ({ tenantId: tenant_id, candidateId: subject_id })),
  'erasure.filesRemoved': (
    sql: Sql,
    { tenantId, candidateId, dueAt }: CandidateKey & { dueAt: number | null },
  ): void => {
    const params: Param[] = [dueAt, tenantId, candidateId];
    sql.run('UPDATE ip_erased SET files_due_at = ? WHERE tenant_id = ? AND subject_id = ?', params);
  },
  'erasure.dropTombstones': (sql: Sql, before: number): void => {
    sql.run('DELETE FROM ip_erased WHERE erased_at < ? AND files_due_at IS NULL', [before]);
  },
};
