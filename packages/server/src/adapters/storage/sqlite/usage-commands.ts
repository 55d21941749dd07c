import type { UsageEntry } from '../../../core/usage/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Sql } from './sql.ts';

const KEY = 'tenant_id, day, subject_kind, subject_id, session_id, model';
const COUNTS = ['turns', 'requests', 'input_tokens', 'output_tokens', 'cached_input_tokens'];
const COLUMNS = `${KEY}, ${COUNTS.join(', ')}`;
const ADD_UP = `ON CONFLICT (${KEY}) DO UPDATE SET ${COUNTS.map((count) => `${count} = ${count} + excluded.${count}`).join(', ')}`;
const IS_ERASED = 'SELECT 1 FROM ip_erased WHERE tenant_id = ? AND subject_id = ?';

/** What is written of the ledger. What is used for somebody who was erased is of nobody from the start. */
export const usageCommands = {
  'usage.add': (sql: Sql, { owner, entry }: { owner: OwnerColumns; entry: UsageEntry }): void => {
    const { day, sessionId, model, turns, requests, inputTokens, outputTokens, cachedInputTokens } = entry;
    const { tenant_id, subject_kind, subject_id } = owner;
    const isErased = subject_kind === 'candidate' && sql.get(IS_ERASED, [tenant_id, subject_id]) !== undefined;
    sql.run(`INSERT INTO ip_usage (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ${ADD_UP}`, [
      tenant_id,
      day,
      ...(isErased ? ['', '', ''] : [subject_kind, subject_id, sessionId]),
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
  const meant = `tenant_id = ? AND subject_kind = ? AND subject_id = ? AND subject_id <> ''`;
  const params = [tenant_id, subject_kind, subject_id];
  sql.run(
    `INSERT INTO ip_usage (${COLUMNS})
      SELECT tenant_id, day, '', '', '', model, ${COUNTS.map((count) => `sum(${count})`).join(', ')}
      FROM ip_usage WHERE ${meant} GROUP BY tenant_id, day, model ${ADD_UP}`,
    params,
  );
  sql.run(`DELETE FROM ip_usage WHERE ${meant}`, params);
}
