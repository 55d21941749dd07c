import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type { TenancyStore, Tenant } from '../../../core/tenancy/ports.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import { adjustmentsSchema } from '../tenancy-rows.ts';
import type { SqliteDatabase } from './database.ts';
import { sqliteKeys } from './keys.ts';
import type { TenantRow } from './tenancy-commands.ts';

/** Tenants, keys, candidates and tokens in SQLite. */
export function sqliteTenancyStore(database: SqliteDatabase, clock: Clock): TenancyStore {
  return {
    ...tenants(database),
    ...sqliteKeys(database),
    ...candidates(database, clock),
    ...tokens(database, clock),
    installationSecret: async (name, make) => {
      const kept = database.get<{ value: string }>('SELECT value FROM ip_installation_secrets WHERE name = ?', [name]);
      return kept?.value ?? database.write('tenancy.keepSecret', { name, value: await make() });
    },
  };
}

function tenants(database: SqliteDatabase): Pick<TenancyStore, 'createTenant' | 'tenant' | 'countTenants'> {
  return {
    createTenant: ({ id, name, accent, adjustments }) =>
      database.write('tenancy.createTenant', {
        id,
        name,
        accent: accent ?? null,
        adjustments: storableJson(adjustments),
      }),
    tenant: async (id): Promise<Tenant | undefined> => {
      const row = database.get<TenantRow>('SELECT name, accent, adjustments FROM ip_tenants WHERE id = ?', [id]);
      if (row === undefined) return undefined;
      const { name, accent } = row;
      const adjustments = parsedRow(adjustmentsSchema, JSON.parse(row.adjustments), 'tenant');
      return { id, name, adjustments, ...(accent === null ? {} : { accent }) };
    },
    countTenants: async () => database.get<{ n: number }>('SELECT count(*) AS n FROM ip_tenants')?.n ?? 0,
  };
}

type Candidates = Pick<TenancyStore, 'candidateByExternalId' | 'createAnonymousCandidate' | 'candidateByContinuity'>;

function candidates(database: SqliteDatabase, clock: Clock): Candidates {
  return {
    candidateByExternalId: (tenantId, externalId) =>
      database.write('tenancy.candidate', { tenantId, externalId, candidateId: newId('cand'), now: clock.now() }),
    createAnonymousCandidate: async (tenantId, { hash, keyId, origin, expiresAt }) => {
      const candidateId = newId('cand');
      const now = clock.now();
      await database.write('tenancy.anonymousCandidate', {
        tenantId,
        candidateId,
        hash,
        keyId,
        origin,
        expiresAt,
        now,
      });
      return candidateId;
    },
    candidateByContinuity: (tenantId, { hash, origin, now, expiresAt }) =>
      database.write('tenancy.continue', { tenantId, hash, origin, now, expiresAt }),
  };
}

type Tokens = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'isTokenRevoked'>;

function tokens(database: SqliteDatabase, clock: Clock): Tokens {
  return {
    recordToken: ({ id, tenantId, candidateId, expiresAt }) =>
      database.write('tenancy.recordToken', { id, tenantId, candidateId, expiresAt, now: clock.now() }),
    revokeToken: (tenantId, id, now) => database.write('tenancy.revokeToken', { tenantId, id, now }),
    isTokenRevoked: async (id) =>
      database.get('SELECT 1 FROM ip_tokens WHERE id = ? AND revoked_at IS NOT NULL', [id]) !== undefined,
  };
}
