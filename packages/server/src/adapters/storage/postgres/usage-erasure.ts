import { type Kysely, sql } from 'kysely';
import type { OwnerColumns } from '../owner.ts';
import type { Tables } from './tables.ts';

/** Makes what a subject has used the tenant's, of nobody and no session: the bill stays the same. */
export async function disownUsage(
  db: Kysely<Tables>,
  { tenant_id, subject_kind, subject_id }: OwnerColumns,
): Promise<void> {
  // One order for all, so that two of them never wait for each other.
  await sql`
    WITH disowned AS (DELETE FROM ip_usage WHERE tenant_id = ${tenant_id} AND subject_kind = ${subject_kind}
      AND subject_id = ${subject_id} AND subject_id <> '' RETURNING *)
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
