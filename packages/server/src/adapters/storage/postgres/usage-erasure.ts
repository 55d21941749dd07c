import { type Kysely, sql } from 'kysely';
import type { OwnerColumns } from '../owner.ts';
import type { Tables } from './tables.ts';

/** Makes what a subject has used the tenant's, of nobody and no session: the bill stays the same. */
export async function disownUsage(
  db: Kysely<Tables>,
  { tenant_id, subject_kind, subject_id }: OwnerColumns,
): Promise<void> {
  await disown(
    db,
    sql`tenant_id = ${tenant_id} AND subject_kind = ${subject_kind} AND subject_id = ${subject_id} AND subject_id <> ''`,
  );
}

/** The same for entries from before that moment's day whose session is gone, as of a turn that was still running at an erasure. */
export async function disownLostUsage(db: Kysely<Tables>, before: number): Promise<void> {
  const day = new Date(before).toISOString().slice(0, 10);
  await disown(
    db,
    sql`subject_id <> '' AND day < ${day} AND NOT EXISTS (SELECT 1 FROM ip_sessions WHERE ip_sessions.id = ip_usage.session_id)`,
  );
}

// One order for all, so that two of them never wait for each other.
async function disown(db: Kysely<Tables>, meant: ReturnType<typeof sql>): Promise<void> {
  await sql`
    WITH disowned AS (DELETE FROM ip_usage WHERE ${meant} RETURNING *)
    INSERT INTO ip_usage AS booked (tenant_id, day, subject_kind, subject_id, session_id, model,
      turns, requests, input_tokens, output_tokens, cached_input_tokens)
    SELECT tenant_id, day, '', '', '', model, sum(turns), sum(requests), sum(input_tokens), sum(output_tokens), sum(cached_input_tokens)
    FROM disowned GROUP BY tenant_id, day, model ORDER BY tenant_id, day, model
    ON CONFLICT (tenant_id, day, subject_kind, subject_id, session_id, model) DO UPDATE SET
      turns = booked.turns + excluded.turns,
      requests = booked.requests + excluded.requests,
      input_tokens = booked.input_tokens + excluded.input_tokens,
      output_tokens = booked.output_tokens + excluded.output_tokens,
      cached_input_tokens = booked.cached_input_tokens + excluded.cached_input_tokens`.execute(db);
}
