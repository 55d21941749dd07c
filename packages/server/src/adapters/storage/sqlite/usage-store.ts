import type { DayTally, UsageStore } from '../../../core/usage/ports.ts';
import { ownerOf } from '../owner.ts';
import type { SqliteDatabase } from './database.ts';

// `subject_id <> ''` is what the index of owned entries asks for.
const TOTALS = `SELECT
  (SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM ip_usage
    WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? AND subject_id <> '' AND session_id = ?) AS sessionTokens,
  (SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM ip_usage WHERE tenant_id = ? AND day = ?) AS tenantDayTokens`;
const BY_DAY = `SELECT day, model, sum(turns) AS turns, sum(requests) AS requests, sum(input_tokens) AS inputTokens,
    sum(output_tokens) AS outputTokens, sum(cached_input_tokens) AS cachedInputTokens
  FROM ip_usage WHERE tenant_id = ? AND day BETWEEN ? AND ? GROUP BY day, model ORDER BY day DESC, model`;

/** The ledger in SQLite. */
export function sqliteUsageStore(database: SqliteDatabase): UsageStore {
  return {
    add: (scope, entry) => database.write('usage.add', { owner: ownerOf(scope), entry }),
    tokenTotals: async ({ tenantId, subject }, { sessionId, day }) => {
      const params = [tenantId, subject.kind, subject.id, sessionId, tenantId, day ?? ''];
      const row = database.get<{ sessionTokens: number; tenantDayTokens: number }>(TOTALS, params);
      return { sessionTokens: row?.sessionTokens ?? 0, tenantDayTokens: row?.tenantDayTokens ?? 0 };
    },
    byDay: async ({ tenantId }, { from, to }) =>
      database.all<DayTally>(BY_DAY, [tenantId, from, to]).map((tally) => ({ ...tally })),
  };
}
