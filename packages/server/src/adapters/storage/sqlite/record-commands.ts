import type { CollectionName } from '../../../core/records/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import { oweCompaction } from './owed.ts';
import type { Sql } from './sql.ts';

export type RecordKey = OwnerColumns & { readonly collection: string; readonly id: string };
/** A document as it is kept: `value` is JSON. */
export type StoredRow = { id: string; value: string; version: number; created_at: number };

/** Of these a person takes back what was there before when they replace it. */
const REPLACED_WORDS: ReadonlySet<string> = new Set<CollectionName>(['resume', 'calendar', 'figures', 'response']);

const MINE = 'tenant_id = ? AND subject_kind = ? AND subject_id = ?';
const COLUMNS = 'id, value, version, created_at';

/** What is written of documents. */
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
    if (row !== undefined) {
      if (REPLACED_WORDS.has(key.collection)) oweCompaction(sql);
      return row;
    }
    const current = sql.get(`SELECT 1 FROM ip_records WHERE ${MINE} AND collection = ? AND id = ?`, keyParams(key));
    return current === undefined ? 'not_found' : 'conflict';
  },
  'records.remove': (sql: Sql, key: RecordKey): boolean => {
    const removed = sql.run(`DELETE FROM ip_records WHERE ${MINE} AND collection = ? AND id = ?`, keyParams(key));
    if (removed > 0) oweCompaction(sql);
    return removed > 0;
  },
};

function keyParams({ tenant_id, subject_kind, subject_id, collection, id }: RecordKey): string[] {
  return [tenant_id, subject_kind, subject_id, collection, id];
}
