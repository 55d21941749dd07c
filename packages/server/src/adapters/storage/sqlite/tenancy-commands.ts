import type { Sql } from './sql.ts';

/** A key as it is kept: `origins` is JSON. */
export type KeyRow = {
  id: string;
  tenant_id: string;
  kind: string;
  name: string | null;
  hash: string;
  hint: string;
  origins: string;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
};
/** `null`: as it is. */
export type KeyChange = Pick<KeyRow, 'tenant_id' | 'id' | 'name' | 'last_used_at' | 'expires_at'> & {
  readonly origins: string | null;
};
export type TenantRow = { id: string; name: string; accent: string | null; adjustments: string };
type Candidate = { readonly tenantId: string; readonly candidateId: string };

// A token that ran out is refused for that alone. A day is kept for clocks that differ.
const KEPT_AFTER_EXPIRY_MS = 86_400_000;
/** Seen again sooner, a candidate costs no write. */
const SEEN_EVERY_MS = 3_600_000;

const tenantCommands = {
  'tenancy.createTenant': (sql: Sql, { id, name, accent, adjustments }: TenantRow): void => {
    sql.run('INSERT INTO ip_tenants (id, name, accent, adjustments) VALUES (?, ?, ?, ?)', [
      id,
      name,
      accent,
      adjustments,
    ]);
  },
  'tenancy.createKey': (sql: Sql, key: KeyRow): void => {
    sql.run(
      `INSERT INTO ip_keys (id, tenant_id, kind, name, hash, hint, origins, created_at, last_used_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        key.id,
        key.tenant_id,
        key.kind,
        key.name,
        key.hash,
        key.hint,
        key.origins,
        key.created_at,
        key.last_used_at,
        key.expires_at,
      ],
    );
  },
  'tenancy.updateKey': (sql: Sql, change: KeyChange): KeyRow | undefined =>
    sql.get<KeyRow>(
      `UPDATE ip_keys SET name = coalesce(?, name), origins = coalesce(?, origins), expires_at = coalesce(?, expires_at),
          last_used_at = coalesce(?, last_used_at)
        WHERE tenant_id = ? AND id = ? RETURNING *`,
      [change.name, change.origins, change.expires_at, change.last_used_at, change.tenant_id, change.id],
    ),
  /** The secret that is kept under the name: this one, unless there was one. */
  'tenancy.keepSecret': (sql: Sql, { name, value }: { name: string; value: string }): string => {
    sql.run('INSERT INTO ip_installation_secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING', [name, value]);
    return (
      sql.get<{ value: string }>('SELECT value FROM ip_installation_secrets WHERE name = ?', [name])?.value ?? value
    );
  },
};

const candidateCommands = {
  /** The candidate of that external id; `candidateId` becomes it when there is none. */
  'tenancy.candidate': (
    sql: Sql,
    { tenantId, externalId, candidateId, now }: Candidate & { externalId: string; now: number },
  ): string => {
    sql.run(
      `INSERT INTO ip_candidates (id, tenant_id, external_id, seen_at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at WHERE seen_at < excluded.seen_at - ?`,
      [candidateId, tenantId, externalId, now, SEEN_EVERY_MS],
    );
    const row = sql.get<{ id: string }>('SELECT id FROM ip_candidates WHERE tenant_id = ? AND external_id = ?', [
      tenantId,
      externalId,
    ]);
    return row?.id ?? candidateId;
  },
  'tenancy.anonymousCandidate': (
    sql: Sql,
    request: Candidate & { hash: string; keyId: string; origin: string; expiresAt: number; now: number },
  ): void => {
    const { tenantId, candidateId, hash, keyId, origin, expiresAt, now } = request;
    sql.run('INSERT INTO ip_candidates (id, tenant_id, external_id, seen_at) VALUES (?, ?, NULL, ?)', [
      candidateId,
      tenantId,
      now,
    ]);
    sql.run(
      'INSERT INTO ip_continuities (hash, tenant_id, candidate_id, key_id, origin, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
      [hash, tenantId, candidateId, keyId, origin, expiresAt],
    );
  },
  'tenancy.continue': (
    sql: Sql,
    request: { tenantId: string; hash: string; origin: string; now: number; expiresAt: number },
  ): string | undefined => {
    const { tenantId, hash, origin, now, expiresAt } = request;
    sql.run('DELETE FROM ip_continuities WHERE expires_at <= ?', [now]);
    const known = sql.get<{ candidate_id: string }>(
      `UPDATE ip_continuities SET expires_at = ? WHERE hash = ? AND tenant_id = ? AND origin = ? RETURNING candidate_id`,
      [expiresAt, hash, tenantId, origin],
    );
    if (known === undefined) return undefined;
    sql.run('UPDATE ip_candidates SET seen_at = ? WHERE id = ?', [now, known.candidate_id]);
    return known.candidate_id;
  },
};

const tokenCommands = {
  /** Forgets those long expired as well. */
  'tenancy.recordToken': (
    sql: Sql,
    { id, tenantId, candidateId, expiresAt, now }: Candidate & { id: string; expiresAt: number; now: number },
  ): void => {
    sql.run('DELETE FROM ip_tokens WHERE expires_at < ?', [now - KEPT_AFTER_EXPIRY_MS]);
    sql.run('INSERT INTO ip_tokens (id, tenant_id, candidate_id, expires_at) VALUES (?, ?, ?, ?)', [
      id,
      tenantId,
      candidateId,
      expiresAt,
    ]);
  },
  'tenancy.revokeToken': (sql: Sql, { tenantId, id, now }: { tenantId: string; id: string; now: number }): boolean =>
    sql.run('UPDATE ip_tokens SET revoked_at = ? WHERE tenant_id = ? AND id = ?', [now, tenantId, id]) > 0,
};

/** What is written of tenants, keys, candidates and tokens. */
export const tenancyCommands = { ...tenantCommands, ...candidateCommands, ...tokenCommands };
