import { newId } from '../../../core/kernel/ids.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { KeyRecord, TenancyStore, Tenant } from '../../../core/tenancy/ports.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { byNewest, kept } from './keyed.ts';

/** Tenants, keys, candidates and tokens in this process's memory. */
export function memoryTenancyStore(): TenancyStore {
  return { ...memoryTenants(), ...memoryKeys(), ...memoryCandidates(), ...memorySecrets() };
}

function memoryTenants(): Pick<TenancyStore, 'createTenant' | 'tenant' | 'countTenants'> {
  const tenants = new Map<string, Tenant>();
  return {
    createTenant: async (tenant) => {
      if (tenants.has(tenant.id)) throw new ServiceError('conflict');
      tenants.set(tenant.id, kept(tenant));
    },
    tenant: async (id) => tenants.get(id),
    countTenants: async () => tenants.size,
  };
}

function memoryKeys(): Pick<TenancyStore, 'createKey' | 'keyByHash' | 'key' | 'listKeys' | 'updateKey'> {
  const keys = new Map<string, KeyRecord>();
  const find = (tenantId: string, id: string): KeyRecord | undefined => {
    const key = keys.get(id);
    return key?.tenantId === tenantId ? key : undefined;
  };
  return {
    createKey: async (key) => {
      if (keys.has(key.id) || [...keys.values()].some(({ hash }) => hash === key.hash))
        throw new ServiceError('conflict');
      keys.set(key.id, kept(key));
    },
    keyByHash: async (hash) => [...keys.values()].find((key) => key.hash === hash),
    key: async (tenantId, id) => find(tenantId, id),
    listKeys: async (tenantId, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : parseListCursor(cursor);
      const listed = [...keys.values()]
        .filter((key) => key.tenantId === tenantId && (after === undefined || byNewest(after, key) < 0))
        .toSorted(byNewest);
      const page = pageOf(listed, limit);
      return { keys: page.rows, nextCursor: page.nextCursor };
    },
    updateKey: async (tenantId, id, change) => {
      const key = find(tenantId, id);
      if (key === undefined) return undefined;
      const next = { ...key, ...kept(change) };
      keys.set(id, next);
      return next;
    },
  };
}

type Continuity = { tenantId: string; candidateId: string; origin: string; expiresAt: number };
type Token = { tenantId: string; candidateId: string; revoked: boolean };
type Candidates = Omit<
  TenancyStore,
  | 'createTenant'
  | 'tenant'
  | 'countTenants'
  | 'createKey'
  | 'keyByHash'
  | 'key'
  | 'listKeys'
  | 'updateKey'
  | 'installationSecret'
>;

function memoryCandidates(): Candidates {
  const byExternalId = new Map<string, string>();
  const continuities = new Map<string, Continuity>();
  const tokens = new Map<string, Token>();
  const revokeWhere = (matches: (token: Token, id: string) => boolean): boolean => {
    const revoked = [...tokens].filter(([id, token]) => matches(token, id));
    for (const [, token] of revoked) token.revoked = true;
    return revoked.length > 0;
  };
  return {
    candidateByExternalId: async (tenantId, externalId) => {
      const key = JSON.stringify([tenantId, externalId]);
      const id = byExternalId.get(key) ?? newId('cand');
      byExternalId.set(key, id);
      return id;
    },
    createAnonymousCandidate: async (tenantId, { hash, origin, expiresAt }) => {
      if (continuities.has(hash)) throw new ServiceError('conflict');
      const candidateId = newId('cand');
      continuities.set(hash, { tenantId, candidateId, origin, expiresAt });
      return candidateId;
    },
    candidateByContinuity: async (tenantId, { hash, origin, now, expiresAt }) => {
      const continuity = continuities.get(hash);
      if (continuity?.tenantId !== tenantId || continuity.origin !== origin || continuity.expiresAt <= now)
        return undefined;
      continuity.expiresAt = expiresAt;
      return continuity.candidateId;
    },
    recordToken: async ({ id, tenantId, candidateId }) => {
      if (tokens.has(id)) throw new ServiceError('conflict');
      tokens.set(id, { tenantId, candidateId, revoked: false });
    },
    revokeToken: async (tenantId, tokenId) => revokeWhere((token, id) => token.tenantId === tenantId && id === tokenId),
    revokeTokensOf: async (tenantId, candidateId) => {
      revokeWhere((token) => token.tenantId === tenantId && token.candidateId === candidateId);
    },
    isTokenRevoked: async (tokenId) => tokens.get(tokenId)?.revoked ?? false,
    eraseCandidate: async (tenantId, candidateId) => {
      const isTheirs = (of: { tenantId: string; candidateId: string }): boolean =>
        of.tenantId === tenantId && of.candidateId === candidateId;
      for (const [hash, continuity] of continuities) if (isTheirs(continuity)) continuities.delete(hash);
      revokeWhere(isTheirs);
      for (const [key, id] of byExternalId)
        if (id === candidateId && key.startsWith(`[${JSON.stringify(tenantId)},`)) byExternalId.delete(key);
    },
  };
}

function memorySecrets(): Pick<TenancyStore, 'installationSecret'> {
  const secrets = new Map<string, Promise<string>>();
  return {
    installationSecret: (name, make) => {
      const secret = secrets.get(name) ?? make();
      secrets.set(name, secret);
      // A failed `make` must not be remembered as the secret.
      secret.catch(() => secrets.delete(name));
      return secret;
    },
  };
}
