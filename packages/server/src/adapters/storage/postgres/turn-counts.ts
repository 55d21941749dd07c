import { sql } from 'kysely';
import { sha256 } from '../../../core/kernel/digests.ts';
import type { TurnCounts } from '../../../core/usage/ports.ts';
import type { Database } from './database.ts';

/** Counts in Postgres. A row says not whose it is, and goes soon after its window: each count takes some old ones along. */
export function postgresTurnCounts({ db }: Database): TurnCounts {
  return {
    count: async (holder, { now, windowMs }) => {
      const key = sha256(holder);
      const { rows } = await sql<{ count: number; ends_at: number }>`
        WITH ended AS (
          DELETE FROM ip_turn_counts WHERE key IN (
            SELECT key FROM ip_turn_counts WHERE ends_at < ${now} AND key <> ${key} ORDER BY ends_at LIMIT 5 FOR UPDATE SKIP LOCKED)
        )
        INSERT INTO ip_turn_counts AS counted (key, ends_at, count) VALUES (${key}, ${now + windowMs}, 1)
        ON CONFLICT (key) DO UPDATE SET
          count = CASE WHEN counted.ends_at <= ${now} THEN 1 ELSE counted.count + 1 END,
          ends_at = CASE WHEN counted.ends_at <= ${now} THEN excluded.ends_at ELSE counted.ends_at END
        RETURNING count, ends_at`.execute(db);
      const [row] = rows;
      return { count: row?.count ?? 1, endsAt: row?.ends_at ?? now + windowMs };
    },
  };
}
