import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ClientToken } from './ports.ts';
import type { TenancyStore, TokenScope } from '../tenancy/ports.ts';
import { revocableTokens } from './revocable-tokens.ts';
import type { Scope, TenantId } from '../tenancy/scope.ts';
import { TOKEN_SCOPES, type TokenClaims, type TokenSigner } from './token-claims.ts';

/** How long a token lasts, in seconds. */
export const TOKEN_TTL = { usual: 600, least: 60, most: 3_600 } as const;

export type TokenOrder = {
  /** Of a token that may have been issued before; otherwise it gets a new one. */
  readonly id?: string;
  readonly candidateId: string;
  readonly purpose: Scope['purpose'];
  readonly ttlSeconds?: number;
  readonly scopes?: readonly TokenScope[];
  readonly origin?: string;
  readonly postingId?: string;
};

type TokenStore = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'isTokenRevoked'>;

export interface ClientTokens {
  /** Throws `unauthenticated` for a candidate who was erased. */
  issue(tenantId: TenantId, order: TokenOrder): Promise<ClientToken>;
  /** The claims of a token that works now. Throws `unauthenticated` or `token_expired`. */
  verify(token: string): Promise<TokenClaims>;
  /** Throws `not_found`. */
  revoke(tenantId: TenantId, tokenId: string): Promise<void>;
  /** For the time after several were revoked at once. */
  forgetAll(): void;
}

/** Issues and checks client tokens. */
export function clientTokens({
  store,
  signer,
  clock,
}: {
  store: TokenStore;
  signer: TokenSigner;
  clock: Clock;
}): ClientTokens {
  const { verify, revoke, forgetAll } = revocableTokens({
    store,
    clock,
    read: (token, now) => signer.verify(token, now),
  });
  return {
    async issue(tenantId, order) {
      const tokenId = (await usableId(store, order.id)) ?? newId('tok');
      const claims = { ...claimsFor(tenantId, order, clock.now()), tokenId };
      const { tokenId: id, candidateId, expiresAt } = claims;
      await recordOnce(store, order.id, { id, tenantId, candidateId, expiresAt: expiresAt * 1_000 });
      return { id, token: await signer.sign(claims), expiresAt: isoTime(expiresAt * 1_000), candidateId };
    },
    verify,
    revoke,
    forgetAll,
  };
}

/** A candidate can be erased between the look at them and their token: the second look finds a new one. */
export async function forPresentCandidate<Issued>(lookAndIssue: () => Promise<Issued>): Promise<Issued> {
  try {
    return await lookAndIssue();
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'unauthenticated') return lookAndIssue();
    throw thrown;
  }
}

function claimsFor(tenantId: TenantId, order: TokenOrder, now: number): Omit<TokenClaims, 'tokenId'> {
  const { candidateId, purpose, scopes = TOKEN_SCOPES, origin, postingId } = order;
  const ttlSeconds = checkedTtlSeconds(order.ttlSeconds);
  const issuedAt = Math.floor(now / 1_000);
  return {
    tenantId,
    candidateId,
    scopes: [...scopes],
    purpose,
    issuedAt,
    expiresAt: issuedAt + ttlSeconds,
    ...defined({ origin, postingId }),
  };
}

/** The id that an order names, unless the token that had it was revoked meanwhile, with its candidate for one. */
export async function usableId(
  store: Pick<TenancyStore, 'isTokenRevoked'>,
  givenId: string | undefined,
): Promise<string | undefined> {
  return givenId !== undefined && (await store.isTokenRevoked(givenId)) ? undefined : givenId;
}

/** Records a token, unless the one `givenId` names is recorded: it was issued before, and is revoked by the same id. */
export async function recordOnce(
  store: Pick<TenancyStore, 'recordToken'>,
  givenId: string | undefined,
  token: Parameters<TenancyStore['recordToken']>[0],
): Promise<void> {
  try {
    await store.recordToken(token);
  } catch (thrown) {
    const known = givenId !== undefined && thrown instanceof ServiceError && thrown.code === 'conflict';
    if (!known) throw thrown;
  }
}

/** How long a token of any kind is to last. Throws `validation_failed` for what is outside the limits. */
export function checkedTtlSeconds(ttlSeconds: number = TOKEN_TTL.usual): number {
  if (Number.isInteger(ttlSeconds) && ttlSeconds >= TOKEN_TTL.least && ttlSeconds <= TOKEN_TTL.most) return ttlSeconds;
  const message = `must be a whole number from ${TOKEN_TTL.least} to ${TOKEN_TTL.most}`;
  throw new ServiceError('validation_failed', { fields: [{ in: 'body', path: '/ttlSeconds', message }] });
}
