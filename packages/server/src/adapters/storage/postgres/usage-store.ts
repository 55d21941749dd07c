import { sql } from 'kysely';
import type { Scope } from '../../../core/tenancy/scope.ts';
import type { DayTally, UsageEntry, UsageStore } from '../../../core/usage/ports.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';

/** The ledger in Postgres. */
export function postgresUsageStore(database: Database): UsageStore {
  return {
    add: (scope, entry) => add(database, scope, entry),
    tokenTotals: async (scope, { sessionId, day }) => {
      const [sessionTokens, tenantDayTokens] = await tokensOf(database, scope, { sessionId, day });
      return { sessionTokens, tenantDayTokens };
    },
    byDay: (scope, range) => byDay(database, scope, range),
  };
}

async function add({ db }: Database, scope: Scope, entry: UsageEntry): Promise<void> {
  const { tenant_id, subject_kind, subject_id } = ownerOf(scope);
  const { day, sessionId, model, turns, requests, inputTokens, outputTokens, cachedInputTokens } = entry;
  await sql`
    INSERT INTO ip_usage AS booked (tenant_id, day, subject_kind, subject_id, session_id, model,
      turns, requests, input_tokens, output_tokens, cached_input_tokens)
    VALUES (${tenant_id}, ${day}, ${subject_kind}, ${subject_id}, ${sessionId}, ${model},
      ${turns}, ${requests}, ${inputTokens}, ${outputTokens}, ${cachedInputTokens})
    ON CONFLICT (tenant_id, day, subject_kind, subject_id, session_id, model) DO UPDATE SET
      turns = booked.turns + excluded.turns,
      requests = booked.requests + excluded.requests,
      input_tokens = booked.input_tokens + excluded.input_tokens,
      output_tokens = booked.output_tokens + excluded.output_tokens,
      cached_input_tokens = booked.cached_input_tokens + excluded.cached_input_tokens`.execute(db);
}

async function tokensOf(
  { db }: Database,
  scope: Scope,
  { sessionId, day }: { sessionId: string; day: string | undefined },
): Promise<[number, number]> {
  const { tenant_id, subject_kind, subject_id } = ownerOf(scope);
  // `subject_id <> ''` is what the index of owned entries asks for; a sum of bigint is a numeric, which drivers give as text.
  const { rows } = await sql<{ session: number; day: number }>`
    SELECT
      (SELECT coalesce(sum(input_tokens + output_tokens), 0)::bigint FROM ip_usage
        WHERE tenant_id = ${tenant_id} AND subject_kind = ${subject_kind} AND subject_id = ${subject_id} AND subject_id <> ''
          AND session_id = ${sessionId}) AS session,
      (SELECT coalesce(sum(input_tokens + output_tokens), 0)::bigint FROM ip_usage
        WHERE tenant_id = ${tenant_id} AND day = ${day ?? ''}) AS day`.execute(db);
  return [rows[0]?.session ?? 0, rows[0]?.day ?? 0];
}

async function byDay(
  { db }: Database,
  { tenantId }: Scope,
  { from, to }: { from: string; to: string },
): Promise<readonly DayTally[]> {
  const { rows } = await sql<DayTally>`
    SELECT day, model, sum(turns)::bigint AS turns, sum(requests)::bigint AS requests, sum(input_tokens)::bigint AS "inputTokens",
      sum(output_tokens)::bigint AS "outputTokens", sum(cached_input_tokens)::bigint AS "cachedInputTokens"
    FROM ip_usage WHERE tenant_id = ${tenantId} AND day BETWEEN ${from} AND ${to}
    GROUP BY day, model ORDER BY day DESC, model`.execute(db);
  return rows;
}
