import type { Claim, KeptAnswer, OwnClaim, RequestName } from '../../../core/idempotency/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Sql } from './sql.ts';

type Owned<Request> = OwnerColumns & Request;
type EarlierRow = {
  body_hash: string;
  seed: string;
  lease_until: number;
  status: number | null;
  content_type: string | null;
  body: string | null;
};
type ClaimRequest = OwnClaim & { bodyHash: string; seed: string; now: number; until: number; keptSince: number };

const THIS = 'tenant_id = ? AND subject_kind = ? AND subject_id = ? AND operation = ? AND key = ?';
const MINE = `${THIS} AND owner = ? AND status IS NULL`;

/** What is written of used keys and their answers. */
export const idempotencyCommands = {
  /** Forgets what is older than `keptSince`, then takes the key, unless somebody holds it. */
  'idempotency.claim': (sql: Sql, request: Owned<ClaimRequest>): Claim => {
    const { owner, bodyHash, seed, now, until, keptSince } = request;
    sql.run('DELETE FROM ip_idempotency WHERE claimed_at < ?', [keptSince]);
    const earlier = sql.get<EarlierRow>(
      `SELECT body_hash, seed, lease_until, status, content_type, body FROM ip_idempotency WHERE ${THIS}`,
      paramsOf(request),
    );
    if (earlier === undefined) {
      sql.run(
        `INSERT INTO ip_idempotency
          (tenant_id, subject_kind, subject_id, operation, key, owner, body_hash, seed, claimed_at, lease_until)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...paramsOf(request), owner, bodyHash, seed, now, until],
      );
      return { name: 'mine', seed };
    }
    const { status, content_type, body } = earlier;
    if (earlier.body_hash !== bodyHash) return { name: 'other_body' };
    if (status !== null)
      return { name: 'answered', answer: { status, contentType: content_type ?? '', body: body ?? '' } };
    if (earlier.lease_until > now) return { name: 'in_flight' };
    sql.run(`UPDATE ip_idempotency SET owner = ?, lease_until = ? WHERE ${THIS}`, [owner, until, ...paramsOf(request)]);
    return { name: 'mine', seed: earlier.seed };
  },
  /** Whether it was still the owner's. */
  'idempotency.renew': (sql: Sql, claim: Owned<OwnClaim & { until: number }>): boolean =>
    sql.run(`UPDATE ip_idempotency SET lease_until = ? WHERE ${MINE}`, [claim.until, ...paramsOf(claim), claim.owner]) >
    0,
  'idempotency.answer': (sql: Sql, { answer, ...claim }: Owned<OwnClaim & { answer: KeptAnswer }>): void => {
    sql.run(`UPDATE ip_idempotency SET status = ?, content_type = ?, body = ? WHERE ${MINE}`, [
      answer.status,
      answer.contentType,
      answer.body,
      ...paramsOf(claim),
      claim.owner,
    ]);
  },
  'idempotency.releaseAll': (sql: Sql, _nothing: null): void => {
    sql.run('UPDATE ip_idempotency SET lease_until = 0 WHERE status IS NULL', []);
  },
};

function paramsOf({ tenant_id, subject_kind, subject_id, operation, key }: Owned<RequestName>): string[] {
  return [tenant_id, subject_kind, subject_id, operation, key];
}
