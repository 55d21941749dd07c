import type { OwnerColumns } from '../owner.ts';
import { oweCompaction } from './owed.ts';
import type { Sql } from './sql.ts';
import { disownLostUsage, disownUsage } from './usage-commands.ts';

export type RecordKey = OwnerColumns & { readonly collection: string; readonly id: string };
/** A document as it is kept: `value` is JSON. */
export type StoredRow = { id: string; value: string; version: number; created_at: number };

const MINE = 'tenant_id = ? AND subject_kind = ? AND subject_id = ?';
const COLUMNS = 'id, value, version, created_at';

/** What is written of documents, and the erasure of whole subjects. */
export const recordCommands = {
  'records.insert': (sql: Sql, { key, value, now }: { key: RecordKey; value: string; now: number }): void => {
    sql.run(
      `INSERT INTO ip_records (tenant_id, subject_kind, subject_id, collection, id, value, created_at, touched_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [...keyParams(key), value, now, now],
    );
  },
  'records.replace': (
    sql: Sql,
    { key, value, version, now }: { key: RecordKey; value: string; version: number; now: number },
  ): StoredRow | 'not_found' | 'conflict' => {
    const row = sql.get<StoredRow>(
      `UPDATE ip_records SET value = ?, version = version + 1, touched_at = ?
        WHERE ${MINE} AND collection = ? AND id = ? AND version = ? RETURNING ${COLUMNS}`,
      [value, now, ...keyParams(key), version],
    );
    if (row !== undefined) return row;
    const current = sql.get(`SELECT 1 FROM ip_records WHERE ${MINE} AND collection = ? AND id = ?`, keyParams(key));
    return current === undefined ? 'not_found' : 'conflict';
  },
  'records.remove': (sql: Sql, key: RecordKey): boolean => {
    const removed = sql.run(`DELETE FROM ip_records WHERE ${MINE} AND collection = ? AND id = ?`, keyParams(key));
    if (removed > 0) oweCompaction(sql);
    return removed > 0;
  },
  'records.eraseSubject': (sql: Sql, owner: OwnerColumns): void => eraseOwner(sql, owner),
  /** Erases the candidates of whom nothing was written since `before`, and says who they were. */
  'records.eraseIdle': (sql: Sql, before: number): OwnerColumns[] => {
    const idle = sql.all<OwnerColumns>(
      `SELECT tenant_id, subject_kind, subject_id FROM (
        SELECT tenant_id, subject_kind, subject_id, touched_at FROM ip_records
        UNION ALL SELECT tenant_id, subject_kind, subject_id, touched_at FROM ip_sessions)
      WHERE subject_kind = 'candidate'
      GROUP BY tenant_id, subject_id HAVING max(touched_at) < ? ORDER BY tenant_id, subject_id`,
      [before],
    );
    for (const owner of idle) eraseOwner(sql, owner);
    disownLostUsage(sql, before);
    return idle;
  },
};

/**
 * Removes all that is kept of one subject: documents, session logs, kept answers and ended workflow runs. Runs that are
 * still going on stay, since the erasure may itself be one. What was used stays as the tenant's, of nobody.
 */
function eraseOwner(sql: Sql, owner: OwnerColumns): void {
  const mine = [owner.tenant_id, owner.subject_kind, owner.subject_id];
  // The facts and texts of the sessions go with them.
  for (const table of ['ip_records', 'ip_sessions', 'ip_idempotency'])
    sql.run(`DELETE FROM ${table} WHERE ${MINE}`, mine);
  sql.run(`DELETE FROM ip_workflow_runs WHERE ${MINE} AND state <> 'running'`, mine);
  disownUsage(sql, owner);
  oweCompaction(sql);
}

function keyParams({ tenant_id, subject_kind, subject_id, collection, id }: RecordKey): string[] {
  return [tenant_id, subject_kind, subject_id, collection, id];
}
