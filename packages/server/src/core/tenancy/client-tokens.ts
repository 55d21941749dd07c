import { isoTime, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ClientToken } from './access-ports.ts';
import type { TenancyStore, TokenScope } from './ports.ts';
import { recently } from './recently.ts';
import type { Scope, TenantId } from './scope.ts';
import { TOKEN_SCOPES, type TokenClaims, type TokenSigner } from './token-signer.ts';

/** How long a token lasts, in seconds. */
export const TOKEN_TTL = { usual: 600, least: 60, most: 3_600 } as const;

export type TokenOrder = {
  readonly candidateId: string;
  readonly purpose: Scope['purpose'];
  readonly ttlSeconds?: number;
  readonly scopes?: readonly TokenScope[];
  readonly origin?: string;
  readonly postingId?: string;
};

type TokenStore = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'revokeTokensOf' | 'isTokenRevoked'>;

export interface ClientTokens {
  issue(tenantId: TenantId, order: TokenOrder): Promise<ClientToken>;
  /** The claims of a token that works now. Throws `unauthenticated` or `token_expired`. */
  verify(token: string): Promise<TokenClaims>;
  /** Throws `not_found`. */
  revoke(tenantId: TenantId, tokenId: string): Promise<void>;
  revokeAllOf(tenantId: TenantId, candidateId: string): Promise<void>;
}

/** Issues and checks client tokens. A revoked one stops here at once, in other processes within five seconds. */
export function clientTokens({ store, signer, clock }: { store: TokenStore; signer: TokenSigner; clock: Clock }): ClientTokens {
  const revoked = recently<boolean>(clock);
  return {
    async issue(tenantId, order) {
      const claims = claimsFor(tenantId, order, clock.now());
      const { tokenId: id, candidateId, expiresAt } = claims;
      await store.recordToken({ id, tenantId, candidateId, expiresAt: expiresAt * 1_000 });
      return { id, token: await signer.sign(claims), expiresAt: isoTime(expiresAt * 1_000), candidateId };
    },
    async verify(token) {
      const now = clock.now();
      const claims = await signer.verify(token, now);
      if (now >= claims.expiresAt * 1_000) throw new ServiceError('token_expired');
      if (await revoked.get(claims.tokenId, () => store.isTokenRevoked(claims.tokenId))) throw new ServiceError('unauthenticated');
      return claims;
    },
    async revoke(tenantId, tokenId) {
      const known = await store.revokeToken(tenantId, tokenId, clock.now());
      revoked.forget(tokenId);
      if (!known) throw new ServiceError('not_found');
    },
    async revokeAllOf(tenantId, candidateId) {
      await store.revokeTokensOf(tenantId, candidateId, clock.now());
      revoked.forgetAll();
    },
  };
}

function claimsFor(tenantId: TenantId, order: TokenOrder, now: number): TokenClaims {
  const { candidateId, purpose, scopes = TOKEN_SCOPES, origin, postingId } = order;
  const ttlSeconds = checkedTtlSeconds(order.ttlSeconds);
  const issuedAt = Math.floor(now / 1_000);
  return {
    tokenId: newId('tok'),
    tenantId,
    candidateId,
    scopes: [...scopes],
    purpose,
    issuedAt,
    expiresAt: issuedAt + ttlSeconds,
    ...(origin === undefined ? {} : { origin }),
    ...(postingId === undefined ? {} : { postingId }),
  };
}

/** How long a token of any kind is to last. Throws `validation_failed` for what is outside the limits. */
export function checkedTtlSeconds(ttlSeconds: number = TOKEN_TTL.usual): number {
  if (Number.isInteger(ttlSeconds) && ttlSeconds >= TOKEN_TTL.least && ttlSeconds <= TOKEN_TTL.most) return ttlSeconds;
  const message = `must be a whole number from ${TOKEN_TTL.least} to ${TOKEN_TTL.most}`;
  throw new ServiceError('validation_failed', { fields: [{ in: 'body', path: '/ttlSeconds', message }] });
}
