import type { UsageEntry } from '../../../core/usage/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Param, Sql } from './sql.ts';

const KEY = 'tenant_id, day, subject_kind, subject_id, session_id, model';
const COUNTS = ['turns', 'requests', 'input_tokens', 'output_tokens', 'cached_input_tokens'];
const COLUMNS = `${KEY}, ${COUNTS.join(', ')}`;
const ADD_UP = `ON CONFLICT (${KEY}) DO UPDATE SET ${COUNTS.map((count) => `${count} = ${count} + excluded.${count}`).join(', ')}`;

/** What is written of the ledger. */
export const usageCommands = {
  'usage.add': (sql: Sql, { owner, entry }: { owner: OwnerColumns; entry: UsageEntry }): void => {
    const { day, sessionId, model, turns, requests, inputTokens, outputTokens, cachedInputTokens } = entry;
    const { tenant_id, subject_kind, subject_id } = owner;
    sql.run(`INSERT INTO ip_usage (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ${ADD_UP}`, [
      tenant_id,
      day,
      subject_kind,
      subject_id,
      sessionId,
      model,
      turns,
      requests,
      inputTokens,
      outputTokens,
      cachedInputTokens,
    ]);
  },
};

/** Makes what a subject has used the tenant's, of nobody and no session: the bill stays the same. */
export function disownUsage(sql: Sql, { tenant_id, subject_kind, subject_id }: OwnerColumns): void {
  disown(sql, `tenant_id = ? AND subject_kind = ? AND subject_id = ? AND subject_id <> ''`, [
    tenant_id,
    subject_kind,
    subject_id,
  ]);
}

/** The same for entries from before that moment's day whose session is gone, as of a turn that was still running at an erasure. */
export function disownLostUsage(sql: Sql, before: number): void {
  const day = new Date(before).toISOString().slice(0, 10);
  disown(
    sql,
    `subject_id <> '' AND day < ? AND NOT EXISTS (SELECT 1 FROM ip_sessions WHERE ip_sessions.id = ip_usage.session_id)`,
    [day],
  );
}

function disown(sql: Sql, meant: string, params: readonly Param[]): void {
  sql.run(
    `INSERT INTO ip_usage (${COLUMNS})
      SELECT tenant_id, day, '', '', '', model, ${COUNTS.map((count) => `sum(${count})`).join(', ')}
      FROM ip_usage WHERE ${meant} GROUP BY tenant_id, day, model ${ADD_UP}`,
    params,
  );
  sql.run(`DELETE FROM ip_usage WHERE ${meant}`, params);
}
