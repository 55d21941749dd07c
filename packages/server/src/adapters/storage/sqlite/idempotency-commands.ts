import type { Claim, KeptAnswer } from '../../../core/idempotency/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Sql } from './sql.ts';

export type ClaimKey = OwnerColumns & { readonly operation: string; readonly key: string };
type EarlierRow = {
  body_hash: string;
  claimed_at: number;
  status: number | null;
  content_type: string | null;
  body: string | null;
};

const MINE = 'tenant_id = ? AND subject_kind = ? AND subject_id = ? AND operation = ? AND key = ?';

/** What is written of used keys and their answers. */
export const idempotencyCommands = {
  /**
   * Forgets what is older than `keptSince`, then takes the key, unless it is taken; a claim from `staleAt` or before may
   * be taken again.
   */
  'idempotency.claim': (
    sql: Sql,
    request: { key: ClaimKey; bodyHash: string; now: number; staleAt: number; keptSince: number },
  ): Claim => {
    const { key, bodyHash, now, staleAt, keptSince } = request;
    sql.run('DELETE FROM ip_idempotency WHERE claimed_at < ?', [keptSince]);
    const earlier = sql.get<EarlierRow>(
      `SELECT body_hash, claimed_at, status, content_type, body FROM ip_idempotency WHERE ${MINE}`,
      paramsOf(key),
    );
    if (earlier !== undefined && (earlier.status !== null || earlier.claimed_at > staleAt))
      return answered(earlier, bodyHash);
    sql.run(
      `INSERT INTO ip_idempotency (tenant_id, subject_kind, subject_id, operation, key, body_hash, claimed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET body_hash = excluded.body_hash, claimed_at = excluded.claimed_at`,
      [...paramsOf(key), bodyHash, now],
    );
    return { name: 'first' };
  },
  'idempotency.answer': (sql: Sql, { key, answer }: { key: ClaimKey; answer: KeptAnswer }): void => {
    sql.run(`UPDATE ip_idempotency SET status = ?, content_type = ?, body = ? WHERE ${MINE}`, [
      answer.status,
      answer.contentType,
      answer.body,
      ...paramsOf(key),
    ]);
  },
  'idempotency.release': (sql: Sql, key: ClaimKey): void => {
    sql.run(`DELETE FROM ip_idempotency WHERE ${MINE} AND status IS NULL`, paramsOf(key));
  },
};

function answered({ body_hash, status, content_type, body }: EarlierRow, bodyHash: string): Claim {
  if (body_hash !== bodyHash) return { name: 'other_body' };
  if (status === null) return { name: 'in_flight' };
  return { name: 'answered', answer: { status, contentType: content_type ?? '', body: body ?? '' } };
}

function paramsOf({ tenant_id, subject_kind, subject_id, operation, key }: ClaimKey): string[] {
  return [tenant_id, subject_kind, subject_id, operation, key];
}
