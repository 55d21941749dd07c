import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { KeyRecord, TenancyStore, Tenant } from '../../../core/tenancy/ports.ts';
import { isSameOwner, type Scope, scopeFor, type TenantId } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import type { ErasedCandidates } from './erasure.ts';
import { byNewest, kept, ownerKey } from './keyed.ts';

/** The store, and what erasure needs of it. */
export type MemoryTenancy = {
  readonly store: TenancyStore;
  erase(scope: Scope): void;
  touched(): Iterable<{ scope: Scope; touchedAt: number }>;
};

/** Tenants, keys, candidates and tokens in this process's memory. */
export function memoryTenancy(clock: Clock, erased: ErasedCandidates): MemoryTenancy {
  const { store, ...erasable } = memoryCandidates(clock, erased);
  return { store: { ...memoryTenants(), ...memoryKeys(), ...store, ...memorySecrets() }, ...erasable };
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

type Continuity = { candidate: Scope; origin: string; expiresAt: number };
type Token = { candidate: Scope; revoked: boolean };
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

function memoryCandidates(
  clock: Clock,
  erased: ErasedCandidates,
): Omit<MemoryTenancy, 'store'> & { store: Candidates } {
  const byExternalId = new Map<string, Scope>();
  const seen = new Map<string, { scope: Scope; touchedAt: number }>();
  const continuities = new Map<string, Continuity>();
  const tokens = new Map<string, Token>();
  const see = (scope: Scope): string => {
    seen.set(ownerKey(scope), { scope, touchedAt: clock.now() });
    return scope.subject.id;
  };
  const store: Candidates = {
    candidateByExternalId: async (tenantId, externalId) => {
      const key = JSON.stringify([tenantId, externalId]);
      const candidate = byExternalId.get(key) ?? candidateOf(tenantId, newId('cand'));
      byExternalId.set(key, candidate);
      return see(candidate);
    },
    createAnonymousCandidate: async (tenantId, { hash, origin, expiresAt }) => {
      if (continuities.has(hash)) throw new ServiceError('conflict');
      const candidate = candidateOf(tenantId, newId('cand'));
      continuities.set(hash, { candidate, origin, expiresAt });
      return see(candidate);
    },
    candidateByContinuity: async (tenantId, { hash, origin, now, expiresAt }) => {
      const continuity = continuities.get(hash);
      if (continuity?.candidate.tenantId !== tenantId || continuity.origin !== origin || continuity.expiresAt <= now)
        return undefined;
      continuity.expiresAt = expiresAt;
      return see(continuity.candidate);
    },
    recordToken: async ({ id, tenantId, candidateId }) => {
      const candidate = candidateOf(tenantId, candidateId);
      erased.refuse(candidate);
      if (tokens.has(id)) throw new ServiceError('conflict');
      tokens.set(id, { candidate, revoked: false });
    },
    revokeToken: async (tenantId, tokenId) => {
      const token = tokens.get(tokenId);
      if (token?.candidate.tenantId !== tenantId) return false;
      token.revoked = true;
      return true;
    },
    isTokenRevoked: async (tokenId) => tokens.get(tokenId)?.revoked ?? false,
  };
  return {
    store,
    erase: (scope) => {
      for (const [hash, { candidate }] of continuities) if (isSameOwner(candidate, scope)) continuities.delete(hash);
      for (const token of tokens.values()) if (isSameOwner(token.candidate, scope)) token.revoked = true;
      for (const [key, candidate] of byExternalId) if (isSameOwner(candidate, scope)) byExternalId.delete(key);
      seen.delete(ownerKey(scope));
    },
    touched: () => seen.values(),
  };
}

function candidateOf(tenantId: string, id: string): Scope {
  // Whoever asks has the id from a scope or from a tenant.
  return scopeFor({ tenantId: tenantId as TenantId, subject: { kind: 'candidate', id } });
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
