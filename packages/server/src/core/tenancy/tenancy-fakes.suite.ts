import { ServiceError } from '../kernel/service-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KeyRecord, Tenant, TenancyStore } from './ports.ts';
import { serviceClaimsSchema, tokenClaimsSchema, type TokenSigner } from '../identity/token-claims.ts';

/** A clock that stands still until it is set. */
export function steppedClock(start = Date.parse('2026-11-21T09:00:00.000Z')): Clock & { advance(ms: number): void } {
  let now = start;
  return { now: () => now, sleep: async () => {}, advance: (ms) => void (now += ms) };
}

/** Claims in plain sight. Good enough where signatures are not what is tested. */
export const plainSigner: TokenSigner = {
  sign: async (claims) => `ict_${Buffer.from(JSON.stringify(claims)).toString('base64url')}`,
  verify: async (token) => {
    try {
      return tokenClaimsSchema.parse(JSON.parse(Buffer.from(token.slice(4), 'base64url').toString()));
    } catch {
      throw new ServiceError('unauthenticated');
    }
  },
  signService: async (claims) => `ist_${Buffer.from(JSON.stringify(claims)).toString('base64url')}`,
  verifyService: async (token) => {
    try {
      return serviceClaimsSchema.parse(JSON.parse(Buffer.from(token.slice(4), 'base64url').toString()));
    } catch {
      throw new ServiceError('unauthenticated');
    }
  },
};

/** Tenancy in maps; counts what it is asked and notes what was written. */
export function countingTenancy() {
  const [tenants, keys, secrets] = [new Map<string, Tenant>(), new Map<string, KeyRecord>(), new Map<string, string>()];
  const external = new Map<string, string>();
  const continuities = new Map<string, { candidateId: string; tenantId: string; origin: string; expiresAt: number }>();
  const tokens = new Map<string, { tenantId: string; candidateId: string; revoked: boolean }>();
  const asked = { keyByHash: 0, isTokenRevoked: 0, updateKey: 0 };
  let candidates = 0;
  const newCandidate = () => `cand_${(candidates += 1)}`;
  const own = (tenantId: string, id: string) => {
    const key = keys.get(id);
    return key?.tenantId === tenantId ? key : undefined;
  };
  const store: TenancyStore = {
    createTenant: async (tenant) => void tenants.set(tenant.id, tenant),
    tenant: async (id) => tenants.get(id),
    countTenants: async () => tenants.size,
    createKey: async (key) => void keys.set(key.id, key),
    keyByHash: async (hash) => {
      asked.keyByHash += 1;
      return [...keys.values()].find((key) => key.hash === hash);
    },
    key: async (tenantId, id) => own(tenantId, id),
    listKeys: async (tenantId, { limit }) => ({
      keys: [...keys.values()].filter((key) => key.tenantId === tenantId).slice(0, limit),
      nextCursor: null,
    }),
    updateKey: async (tenantId, id, change) => {
      asked.updateKey += 1;
      const key = own(tenantId, id);
      if (key === undefined) return undefined;
      const changed = { ...key, ...change };
      keys.set(id, changed);
      return changed;
    },
    candidateByExternalId: async (tenantId, externalId) => {
      const name = `${tenantId}/${externalId}`;
      if (!external.has(name)) external.set(name, newCandidate());
      return external.get(name) ?? '';
    },
    createAnonymousCandidate: async (tenantId, { hash, origin, expiresAt }) => {
      const candidateId = newCandidate();
      continuities.set(hash, { candidateId, tenantId, origin, expiresAt });
      return candidateId;
    },
    candidateByContinuity: async (tenantId, { hash, origin, now, expiresAt }) => {
      const known = continuities.get(hash);
      if (known === undefined || known.tenantId !== tenantId || known.origin !== origin || known.expiresAt <= now)
        return undefined;
      known.expiresAt = expiresAt;
      return known.candidateId;
    },
    recordToken: async ({ id, tenantId, candidateId }) =>
      void tokens.set(id, { tenantId, candidateId, revoked: false }),
    revokeToken: async (tenantId, id) => {
      const token = tokens.get(id);
      if (token?.tenantId !== tenantId) return false;
      token.revoked = true;
      return true;
    },
    isTokenRevoked: async (id) => {
      asked.isTokenRevoked += 1;
      return tokens.get(id)?.revoked ?? false;
    },
    installationSecret: async (name, make) => {
      const made = secrets.get(name) ?? (await make());
      secrets.set(name, secrets.get(name) ?? made);
      return secrets.get(name) ?? made;
    },
  };
  return { store, asked, keys, external, continuities, tokens };
}
