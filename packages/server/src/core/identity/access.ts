import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Access, Principal } from './ports.ts';
import { actingFor } from './acting-for.ts';
import type { ClientTokens } from './client-tokens.ts';
import { keyKindOf } from './key-text.ts';
import type { KnownKeys } from './known-keys.ts';
import { originOf } from './origins.ts';
import type { KeyRecord, TenancyStore } from '../tenancy/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { ServiceTokens } from './service-tokens.ts';

type Request = { readonly origin?: string };

export type AccessDependencies = {
  readonly keys: KnownKeys;
  readonly tokens: ClientTokens;
  readonly serviceTokens: ServiceTokens;
  readonly store: Pick<TenancyStore, 'candidateByExternalId'>;
  readonly publicOrigin: string;
};

/** Turns credentials into principals. `publicOrigin` is where this server's isolated frame lives. */
export function access(dependencies: AccessDependencies): Access {
  const { keys, tokens, serviceTokens, store, publicOrigin } = dependencies;
  const frameOrigin = originOf(publicOrigin);

  async function tokenPrincipal(token: string, request: Request): Promise<Principal> {
    const claims = await tokens.verify(token);
    // Browsers leave `Origin` out of same-origin GETs, so that its absence says nothing.
    if (claims.origin !== undefined && request.origin !== undefined && originOf(request.origin) !== claims.origin) {
      throw new ServiceError('origin_not_allowed');
    }
    const { candidateId, purpose, postingId } = claims;
    const subject = { kind: 'candidate', id: candidateId } as const;
    return {
      credential: 'client_token',
      scope: scopeFor({ tenantId: claims.tenantId, subject, ...defined({ purpose, postingId }) }),
      tokenId: claims.tokenId,
      tokenScopes: claims.scopes,
      expiresAt: claims.expiresAt * 1_000,
      ...(claims.origin === undefined ? {} : { origins: [claims.origin] }),
    };
  }

  async function keyPrincipal(text: string, request: Request): Promise<Principal> {
    const kind = keyKindOf(text);
    // Before the look-up: whoever left a secret key in a page has to learn of it, whether or not the key still works.
    if (kind === 'secret' && request.origin !== undefined) throw new ServiceError('secret_key_in_browser');
    const key = await keys.find(text);
    if (key === undefined || key.kind !== kind) throw new ServiceError('unauthenticated');
    if (key.kind === 'publishable') ensureOrigin(key, request, frameOrigin);
    await keys.recordUse(key);
    const scope = scopeFor({ tenantId: key.tenantId, subject: { kind: 'tenant', id: key.tenantId } });
    return key.kind === 'secret'
      ? { credential: 'secret_key', scope, keyId: key.id }
      : { credential: 'publishable_key', scope, keyId: key.id, origins: key.origins };
  }

  return {
    async authenticate(credential, request) {
      if (credential.startsWith('ict_')) return tokenPrincipal(credential, request);
      return credential.startsWith('ist_')
        ? servicePrincipal(serviceTokens, credential, request)
        : keyPrincipal(credential, request);
    },
    actFor: (principal, email) => actingFor(principal, email, store),
  };
}

async function servicePrincipal(tokens: ServiceTokens, token: string, request: Request): Promise<Principal> {
  // As with a secret key: before the look-up, so that whoever left it in a page learns of it.
  if (request.origin !== undefined)
    throw new ServiceError('forbidden', {
      detail: 'A service token was sent from a browser. It belongs on a backend: revoke it.',
    });
  const { tokenId, tenantId, expiresAt } = await tokens.verify(token);
  return {
    credential: 'service_token',
    scope: scopeFor({ tenantId, subject: { kind: 'service', id: tokenId } }),
    tokenId,
    expiresAt: expiresAt * 1_000,
  };
}

function ensureOrigin(key: KeyRecord, request: Request, frameOrigin: string | undefined): void {
  const origin = request.origin === undefined ? undefined : originOf(request.origin);
  if (origin === undefined)
    throw new ServiceError('origin_not_allowed', {
      detail: 'A publishable key works only in a browser, on an allowed site.',
    });
  if (origin !== frameOrigin && !key.origins.includes(origin)) {
    throw new ServiceError('origin_not_allowed', { detail: `Add ${origin} to the origins of this publishable key.` });
  }
}
