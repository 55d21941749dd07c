import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { ttlCache } from '../kernel/ttl-cache.ts';
import type { TenantId } from '../tenancy/scope.ts';

type TokenDependencies<Claims> = {
  readonly store: Pick<TenancyStore, 'revokeToken' | 'isTokenRevoked'>;
  readonly clock: Clock;
  /** The claims of a token that we signed. Throws `unauthenticated`. */
  readonly read: (token: string, now: number) => Promise<Claims>;
};

export interface RevocableTokens<Claims> {
  /** The claims of a token that works now. Throws `unauthenticated` or `token_expired`. */
  verify(token: string): Promise<Claims>;
  /** Throws `not_found`. */
  revoke(tenantId: TenantId, tokenId: string): Promise<void>;
  /** For the time after several were revoked at once. */
  forgetAll(): void;
}

// Somebody who was erased here must be refused by another process within a second.
const FRESH_MS = 900;

/** Tokens that end by time or by word, of whatever kind. A revoked one stops here at once, in other processes within a second. */
export function revocableTokens<Claims extends { readonly tokenId: string; readonly expiresAt: number }>({
  store,
  clock,
  read,
}: TokenDependencies<Claims>): RevocableTokens<Claims> {
  const revoked = ttlCache<boolean>(clock, { freshMs: FRESH_MS });
  return {
    async verify(token) {
      const now = clock.now();
      const claims = await read(token, now);
      if (now >= claims.expiresAt * 1_000) throw new ServiceError('token_expired');
      if (await revoked.get(claims.tokenId, () => store.isTokenRevoked(claims.tokenId)))
        throw new ServiceError('unauthenticated');
      return claims;
    },
    async revoke(tenantId, tokenId) {
      const known = await store.revokeToken(tenantId, tokenId, clock.now());
      revoked.forget(tokenId);
      if (!known) throw new ServiceError('not_found');
    },
    forgetAll: () => revoked.forgetAll(),
  };
}
