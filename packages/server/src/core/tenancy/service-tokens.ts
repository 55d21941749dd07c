import { isoTime, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ServiceToken, ServiceTokenCreate } from './access-ports.ts';
import { checkedTtlSeconds } from './client-tokens.ts';
import type { TenancyStore } from './ports.ts';
import { recently } from './recently.ts';
import type { TenantId } from './scope.ts';
import type { ServiceClaims, TokenSigner } from './token-signer.ts';

// Stands where a client token has its candidate; no candidate is called so.
const NO_CANDIDATE = 'service';

type TokenStore = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'isTokenRevoked'>;

export interface ServiceTokens {
  issue(tenantId: TenantId, order: ServiceTokenCreate): Promise<ServiceToken>;
  /** The claims of a token that works now. Throws `unauthenticated` or `token_expired`. */
  verify(token: string): Promise<ServiceClaims>;
  /** Throws `not_found`. */
  revoke(tenantId: TenantId, tokenId: string): Promise<void>;
}

/** Issues and checks service tokens. A revoked one stops here at once, in other processes within five seconds. */
export function serviceTokens({ store, signer, clock }: { store: TokenStore; signer: TokenSigner; clock: Clock }): ServiceTokens {
  const revoked = recently<boolean>(clock);
  return {
    async issue(tenantId, { actFor, ttlSeconds }) {
      const issuedAt = Math.floor(clock.now() / 1_000);
      const claims: ServiceClaims = { tokenId: newId('svt'), tenantId, actFor, issuedAt, expiresAt: issuedAt + checkedTtlSeconds(ttlSeconds) };
      const expiresAt = claims.expiresAt * 1_000;
      await store.recordToken({ id: claims.tokenId, tenantId, candidateId: NO_CANDIDATE, expiresAt });
      return { id: claims.tokenId, token: await signer.signService(claims), expiresAt: isoTime(expiresAt) };
    },
    async verify(token) {
      const now = clock.now();
      const claims = await signer.verifyService(token, now);
      if (now >= claims.expiresAt * 1_000) throw new ServiceError('token_expired');
      if (await revoked.get(claims.tokenId, () => store.isTokenRevoked(claims.tokenId))) throw new ServiceError('unauthenticated');
      return claims;
    },
    async revoke(tenantId, tokenId) {
      const known = await store.revokeToken(tenantId, tokenId, clock.now());
      revoked.forget(tokenId);
      if (!known) throw new ServiceError('not_found');
    },
  };
}
