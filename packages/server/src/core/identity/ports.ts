import type { components } from '../../contract/openapi.d.ts';
import type { Origin } from '../kernel/ids.ts';
import type { Page } from '../records/ports.ts';
import type { TokenScope } from '../tenancy/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type { SecretCipher } from './installation-cipher.ts';
export type { SignedLinks } from './signed-links.ts';

type Schemas = components['schemas'];

export type EmbedSession = Schemas['EmbedSession'];
export type EmbedConfig = Schemas['EmbedConfig'];
export type ClientToken = Schemas['ClientToken'];
/** Callers in the process may leave out what the contract gives a default. */
export type ClientTokenCreate = Omit<Schemas['ClientTokenCreate'], 'ttlSeconds'> & { ttlSeconds?: number };
export type ServiceToken = Schemas['ServiceToken'];
export type ServiceTokenCreate = Omit<Schemas['ServiceTokenCreate'], 'ttlSeconds'> & { ttlSeconds?: number };
export type Key = Schemas['Key'];
export type KeyWithSecret = Schemas['KeyWithSecret'];
export type KeyCreate = Schemas['KeyCreate'];
export type KeyUpdate = Schemas['KeyUpdate'];
export type Me = Schemas['Me'];

export type Credential = 'none' | 'publishable_key' | 'secret_key' | 'client_token' | 'service_token';

/** Who sent a request, after the credential was verified. `expiresAt` is in epoch milliseconds. */
export type Principal = {
  readonly credential: Exclude<Credential, 'none'>;
  readonly scope: Scope;
  readonly keyId?: string;
  readonly tokenId?: string;
  readonly tokenScopes?: readonly TokenScope[];
  readonly expiresAt?: number;
  /** Where a publishable key, or a client token that is bound to one origin, may be used. */
  readonly origins?: readonly string[];
};

/** The one place where a credential becomes a principal. */
export interface Access {
  /** Throws `unauthenticated`, `token_expired`, `secret_key_in_browser` or `origin_not_allowed`. */
  authenticate(credential: string, request: { origin?: string }): Promise<Principal>;
  /**
   * The candidate whose external id is `email` in lower case, with the service as the recorded actor. Throws `forbidden`
   * for any credential but a service token, and `validation_failed` for what is no e-mail address.
   */
  actFor(principal: Principal, email: string): Promise<Principal>;
}

/** Keys, tokens and embed sessions of tenants. */
export interface Identity {
  /** Throws `origin_not_allowed`. A continuity secret that is not good here starts a new candidate. */
  openEmbedSession(
    principal: Principal,
    input: { hostOrigin?: string; continuity?: string; locale?: string },
    request: { origin?: string },
  ): Promise<EmbedSession>;
  embedConfig(scope: Scope): Promise<EmbedConfig>;
  /** Of one origin every token has the same id, by which they are revoked together. */
  mintClientToken(scope: Scope, input: ClientTokenCreate, origin?: Origin): Promise<ClientToken>;
  /** Throws `not_found`. */
  revokeClientToken(scope: Scope, tokenId: string): Promise<void>;
  /** As `mintClientToken`. */
  mintServiceToken(scope: Scope, input: ServiceTokenCreate, origin?: Origin): Promise<ServiceToken>;
  /** Throws `not_found`. */
  revokeServiceToken(scope: Scope, tokenId: string): Promise<void>;
  /** The same origin is the same key, down to its secret. */
  createKey(scope: Scope, input: KeyCreate, origin?: Origin): Promise<KeyWithSecret>;
  listKeys(scope: Scope, page: Page): Promise<{ data: readonly Key[]; nextCursor: string | null }>;
  updateKey(scope: Scope, keyId: string, change: KeyUpdate): Promise<Key>;
  /**
   * The old key goes on for `overlapSeconds`. The same origin is the same new key. Throws `not_found`, or `conflict` when
   * the old key had stopped working.
   */
  rotateKey(scope: Scope, keyId: string, options: { overlapSeconds: number; origin?: Origin }): Promise<KeyWithSecret>;
  /** Throws `not_found`, or `conflict` when the key would revoke itself. */
  revokeKey(scope: Scope, keyId: string, by: { actingKeyId?: string }): Promise<void>;
  me(principal: Principal): Promise<Me>;
  /** The origins that may frame a widget with this key; none for a key that is not good. */
  frameAncestors(publishableKey: string): Promise<readonly string[]>;
}
