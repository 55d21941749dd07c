import { isoTime, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { ServiceToken, ServiceTokenCreate } from './ports.ts';
import { checkedTtlSeconds, recordOnce, usableId } from './client-tokens.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { revocableTokens } from './revocable-tokens.ts';
import type { TenantId } from '../tenancy/scope.ts';
import type { ServiceClaims, TokenSigner } from './token-claims.ts';

// Stands where a client token has its candidate; no candidate is called so.
const NO_CANDIDATE = 'service';

type TokenStore = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'isTokenRevoked'>;

export interface ServiceTokens {
  /** `id` as in `TokenOrder`. */
  issue(tenantId: TenantId, order: ServiceTokenCreate & { id?: string }): Promise<ServiceToken>;
  /** The claims of a token that works now. Throws `unauthenticated` or `token_expired`. */
  verify(token: string): Promise<ServiceClaims>;
  /** Throws `not_found`. */
  revoke(tenantId: TenantId, tokenId: string): Promise<void>;
}

/** Issues and checks service tokens. */
export function serviceTokens({
  store,
  signer,
  clock,
}: {
  store: TokenStore;
  signer: TokenSigner;
  clock: Clock;
}): ServiceTokens {
  const { verify, revoke } = revocableTokens({ store, clock, read: (token, now) => signer.verifyService(token, now) });
  return {
    async issue(tenantId, { id, actFor, ttlSeconds }) {
      const issuedAt = Math.floor(clock.now() / 1_000);
      const claims: ServiceClaims = {
        tokenId: (await usableId(store, id)) ?? newId('svt'),
        tenantId,
        actFor,
        issuedAt,
        expiresAt: issuedAt + checkedTtlSeconds(ttlSeconds),
      };
      const expiresAt = claims.expiresAt * 1_000;
      await recordOnce(store, id, { id: claims.tokenId, tenantId, candidateId: NO_CANDIDATE, expiresAt });
      return { id: claims.tokenId, token: await signer.signService(claims), expiresAt: isoTime(expiresAt) };
    },
    verify,
    revoke,
  };
}
