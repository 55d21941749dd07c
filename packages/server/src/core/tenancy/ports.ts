import type { TenantId } from './scope.ts';

export type KeyKind = 'secret' | 'publishable';

export type KeyRecord = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly kind: KeyKind;
  readonly name?: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  readonly hint: string;
  readonly origins: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt?: number;
  /** After this moment it no longer works; set by rotation and revocation. */
  readonly expiresAt?: number;
};

export type Tenant = {
  readonly id: TenantId;
  readonly name: string;
  readonly accent?: string;
  readonly adjustments: { readonly text: string; readonly email?: string };
};

export type TokenScope = 'postings' | 'resume' | 'chats' | 'preps' | 'me';

/** Tenants, keys, candidates and tokens. The one store that is asked before there is a scope. Passes `tenancy-store.suite.ts`. */
export interface TenancyStore {
  createTenant(tenant: Tenant): Promise<void>;
  tenant(id: TenantId): Promise<Tenant | undefined>;
  /** How many tenants there are; none means a first start. */
  countTenants(): Promise<number>;
  createKey(key: KeyRecord): Promise<void>;
  keyByHash(hash: string): Promise<KeyRecord | undefined>;
  key(tenantId: TenantId, id: string): Promise<KeyRecord | undefined>;
  listKeys(
    tenantId: TenantId,
    page: { limit: number; cursor?: string },
  ): Promise<{ keys: readonly KeyRecord[]; nextCursor: string | null }>;
  /** Replaces the changeable fields. Returns `undefined` when there is no such key. */
  updateKey(
    tenantId: TenantId,
    id: string,
    change: { name?: string; origins?: readonly string[]; expiresAt?: number; lastUsedAt?: number },
  ): Promise<KeyRecord | undefined>;
  /** The candidate for a platform's own id; created on first use. The same id is the same candidate. */
  candidateByExternalId(tenantId: TenantId, externalId: string): Promise<string>;
  /** A candidate that nobody named: an embed session without an account. */
  createAnonymousCandidate(
    tenantId: TenantId,
    continuity: { hash: string; keyId: string; origin: string; expiresAt: number },
  ): Promise<string>;
  /** The candidate an embed session may go on as, and pushes its expiry out. */
  candidateByContinuity(
    tenantId: TenantId,
    continuity: { hash: string; origin: string; now: number; expiresAt: number },
  ): Promise<string | undefined>;
  recordToken(token: { id: string; tenantId: TenantId; candidateId: string; expiresAt: number }): Promise<void>;
  /** Whether there was such a token. */
  revokeToken(tenantId: TenantId, tokenId: string, now: number): Promise<boolean>;
  isTokenRevoked(tokenId: string): Promise<boolean>;
  /** A named secret of this installation (signing keys); the first caller's `make()` is kept, everybody gets the same. */
  installationSecret(name: string, make: () => Promise<string>): Promise<string>;
}
