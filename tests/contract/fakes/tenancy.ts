import { isoTime, type Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { defined } from '../../../packages/server/src/core/kernel/defined.ts';
import { newId, randomText } from '../../../packages/server/src/core/kernel/ids.ts';
import { ServiceError } from '../../../packages/server/src/core/kernel/service-error.ts';
import type {
  Access,
  EmbedConfig,
  Identity,
  Key,
  KeyCreate,
  KeyWithSecret,
  Principal,
} from '../../../packages/server/src/core/identity/ports.ts';
import type { TokenScope } from '../../../packages/server/src/core/tenancy/ports.ts';
import { scopeFor, type Scope, type TenantId } from '../../../packages/server/src/core/tenancy/scope.ts';

type HeldKey = { tenantId: TenantId; key: Key; secret: string };
type HeldToken = {
  id: string;
  tenantId: TenantId;
  candidateId: string;
  scopes: readonly TokenScope[];
  origin?: string;
  expiresAt: number;
};

const ALL_SCOPES: readonly TokenScope[] = ['postings', 'resume', 'chats', 'preps', 'me'];

const CONFIG: EmbedConfig = {
  tenantName: 'Northfield',
  engine: { kind: 'rehearsal', label: 'Rehearsal mode, no language model connected' },
  disclosure: { version: '2026-11-21', text: 'You are talking to software.' },
  retentionDays: 30,
  features: ['chat', 'resume', 'preps'],
  theme: { mode: 'auto' },
  adjustments: { text: 'Write to us and a person will answer.' },
  limits: { resumeBytes: 5_242_880, messageCharacters: 8000 },
};

/** Tenants, keys and tokens in memory, with the rules of the ports and no cryptography. */
export class MemoryTenancy implements Access, Identity {
  readonly #keys = new Map<string, HeldKey>();
  readonly #tokens = new Map<string, HeldToken>();
  readonly #candidates = new Map<string, string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  tenant(origin: string): { secretKey: string; publishableKey: string; origin: string } {
    const scope = tenantScope(newId('ten'));
    const secretKey = this.#addKey(scope, { kind: 'secret' }).secret;
    const publishableKey = this.#addKey(scope, { kind: 'publishable', origins: [origin] }).secret;
    return { secretKey, publishableKey, origin };
  }

  async authenticate(credential: string, { origin }: { origin?: string }): Promise<Principal> {
    if (credential.startsWith('ist_')) return this.#service(credential);
    return credential.startsWith('ict_') ? this.#candidate(credential, origin) : this.#holder(credential, origin);
  }

  async actFor(principal: Principal, email: string): Promise<Principal> {
    if (principal.credential !== 'service_token') throw new ServiceError('forbidden');
    const { tenantId, subject: actor } = principal.scope;
    return {
      ...principal,
      scope: scopeFor({
        tenantId,
        subject: { kind: 'candidate', id: this.#candidateOf(tenantId, email.toLowerCase()) },
        actor,
      }),
    };
  }

  #service(credential: string): Principal {
    const token = this.#tokens.get(credential);
    if (token === undefined) throw new ServiceError('unauthenticated');
    if (this.#clock.now() >= token.expiresAt) throw new ServiceError('token_expired');
    return {
      credential: 'service_token',
      scope: scopeFor({ tenantId: token.tenantId, subject: { kind: 'service', id: token.id } }),
      tokenId: token.id,
      expiresAt: token.expiresAt,
    };
  }

  #candidate(credential: string, origin: string | undefined): Principal {
    const token = this.#tokens.get(credential);
    if (token === undefined) throw new ServiceError('unauthenticated');
    if (this.#clock.now() >= token.expiresAt) throw new ServiceError('token_expired');
    if (token.origin !== undefined && origin !== token.origin) throw new ServiceError('origin_not_allowed');
    const scope = scopeFor({ tenantId: token.tenantId, subject: { kind: 'candidate', id: token.candidateId } });
    return {
      credential: 'client_token',
      scope,
      tokenId: token.id,
      tokenScopes: token.scopes,
      expiresAt: token.expiresAt,
      ...(token.origin === undefined ? {} : { origins: [token.origin] }),
    };
  }

  #holder(credential: string, origin: string | undefined): Principal {
    const held = this.#keys.get(credential);
    if (held === undefined || (held.key.expiresAt !== undefined && Date.parse(held.key.expiresAt) <= this.#clock.now()))
      throw new ServiceError('unauthenticated');
    const scope = tenantScope(held.tenantId);
    if (held.key.kind === 'secret') {
      if (origin !== undefined) throw new ServiceError('secret_key_in_browser');
      return { credential: 'secret_key', scope, keyId: held.key.id };
    }
    if (origin === undefined || !held.key.origins.includes(origin)) throw new ServiceError('origin_not_allowed');
    return { credential: 'publishable_key', scope, keyId: held.key.id, origins: held.key.origins };
  }

  async openEmbedSession({ scope }: Principal, _input: object, { origin }: { origin?: string }) {
    const minted = this.#mint(scope.tenantId, newId('cand'), { origin, ttlSeconds: 600, scopes: ALL_SCOPES });
    return {
      clientToken: minted.token,
      expiresAt: minted.expiresAt,
      candidateId: minted.candidateId,
      continuity: randomText(20),
      config: CONFIG,
    };
  }

  async embedConfig(): Promise<EmbedConfig> {
    return CONFIG;
  }

  async mintClientToken({ tenantId }: Scope, input: Parameters<Identity['mintClientToken']>[1]) {
    return this.#mint(tenantId, this.#candidateOf(tenantId, input.candidate.externalId), {
      origin: input.origin,
      ttlSeconds: input.ttlSeconds ?? 600,
      scopes: input.scopes ?? ALL_SCOPES,
    });
  }

  async mintServiceToken({ tenantId }: Scope, { ttlSeconds = 600 }: { ttlSeconds?: number }) {
    const [id, token, expiresAt] = [newId('svt'), `ist_${randomText(30)}`, this.#clock.now() + ttlSeconds * 1000];
    this.#tokens.set(token, { id, tenantId, candidateId: 'service', scopes: [], expiresAt });
    return { id, token, expiresAt: isoTime(expiresAt) };
  }

  revokeServiceToken(scope: Scope, tokenId: string): Promise<void> {
    return this.revokeClientToken(scope, tokenId);
  }

  #candidateOf(tenantId: TenantId, externalId: string): string {
    const name = `${tenantId} ${externalId}`;
    const candidateId = this.#candidates.get(name) ?? newId('cand');
    this.#candidates.set(name, candidateId);
    return candidateId;
  }

  #mint(
    tenantId: TenantId,
    candidateId: string,
    { origin, ttlSeconds, scopes }: { origin: string | undefined; ttlSeconds: number; scopes: readonly TokenScope[] },
  ) {
    const token = `ict_${randomText(30)}`;
    const expiresAt = this.#clock.now() + ttlSeconds * 1000;
    const id = newId('tok');
    this.#tokens.set(token, { id, tenantId, candidateId, scopes, expiresAt, ...defined({ origin }) });
    return { id, token, expiresAt: isoTime(expiresAt), candidateId };
  }

  async revokeClientToken({ tenantId }: Scope, tokenId: string): Promise<void> {
    const found = [...this.#tokens].find(([, token]) => token.id === tokenId && token.tenantId === tenantId);
    if (found === undefined) throw new ServiceError('not_found');
    this.#tokens.delete(found[0]);
  }

  async createKey(scope: Scope, input: KeyCreate): Promise<KeyWithSecret> {
    return this.#addKey(scope, input);
  }

  #addKey({ tenantId }: Scope, { kind, name, origins = [] }: KeyCreate): KeyWithSecret {
    const secret = `${kind === 'secret' ? 'isk' : 'ipk'}_${randomText(30)}`;
    const key: Key = {
      id: newId('key'),
      kind,
      hint: `${secret.slice(0, 6)}…`,
      origins: [...origins],
      createdAt: isoTime(this.#clock.now()),
      ...defined({ name }),
    };
    this.#keys.set(secret, { tenantId, key, secret });
    return { ...key, secret };
  }

  async listKeys({ tenantId }: Scope) {
    return {
      data: [...this.#keys.values()].filter((held) => held.tenantId === tenantId).map(({ key }) => key),
      nextCursor: null,
    };
  }

  async updateKey(scope: Scope, keyId: string, change: { name?: string; origins?: string[] }): Promise<Key> {
    return Object.assign(this.#key(scope, keyId).key, change);
  }

  async rotateKey(scope: Scope, keyId: string, { overlapSeconds }: { overlapSeconds: number }): Promise<KeyWithSecret> {
    const { key } = this.#key(scope, keyId);
    key.expiresAt = isoTime(this.#clock.now() + overlapSeconds * 1000);
    return this.#addKey(scope, { kind: key.kind, origins: key.origins });
  }

  async revokeKey(scope: Scope, keyId: string, { actingKeyId }: { actingKeyId?: string }): Promise<void> {
    const held = this.#key(scope, keyId);
    if (keyId === actingKeyId) throw new ServiceError('conflict', { detail: 'A key cannot revoke itself.' });
    this.#keys.delete(held.secret);
  }

  #key({ tenantId }: Scope, keyId: string): HeldKey {
    const held = [...this.#keys.values()].find(({ key }) => key.id === keyId);
    if (held === undefined || held.tenantId !== tenantId) throw new ServiceError('not_found');
    return held;
  }

  async me({ credential, scope, tokenScopes, expiresAt }: Principal) {
    const { tenantId, subject } = scope;
    if (credential !== 'client_token') return { kind: 'tenant' as const, id: tenantId, tenantId };
    return {
      kind: 'candidate' as const,
      id: subject.id,
      tenantId,
      scopes: [...(tokenScopes ?? [])],
      ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
    };
  }

  async frameAncestors(publishableKey: string): Promise<readonly string[]> {
    const held = this.#keys.get(publishableKey);
    return held?.key.kind === 'publishable' ? held.key.origins : [];
  }

  forget(candidateId: string): void {
    for (const [token, held] of this.#tokens) if (held.candidateId === candidateId) this.#tokens.delete(token);
  }
}

function tenantScope(tenantId: TenantId): Scope {
  return scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
}
