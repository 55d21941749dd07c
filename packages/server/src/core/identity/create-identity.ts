import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Access, Identity, Principal } from './ports.ts';
import { access } from './access.ts';
import { clientTokens, forPresentCandidate } from './client-tokens.ts';
import { embedSessions, type EmbedFacts } from './embed-sessions.ts';
import { keyAdministration } from './key-administration.ts';
import { knownKeys } from './known-keys.ts';
import { allowedOrigin } from './origins.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { serviceTokens } from './service-tokens.ts';
import type { TokenSigner } from './token-claims.ts';

export type IdentityDependencies = {
  readonly store: TenancyStore;
  readonly signer: TokenSigner;
  readonly clock: Clock;
  /** Where this server is reached, e.g. `https://practice.example.com`. */
  readonly publicOrigin: string;
  readonly facts: EmbedFacts;
};

/** Access and identity over one store; they share what they remember, so that a revocation works here at once. */
export function identityOf(dependencies: IdentityDependencies): {
  access: Access;
  identity: Identity;
  /** After tokens were revoked by others than `identity`: from now on they are refused here. */
  forgetTokens: () => void;
} {
  const { store, signer, clock, publicOrigin, facts } = dependencies;
  const keys = knownKeys(store, clock);
  const tokens = clientTokens({ store, signer, clock });
  const services = serviceTokens({ store, signer, clock });
  const identity: Identity = {
    ...keyAdministration({ store, keys, clock }),
    ...embedSessions({ store, tokens, clock, publicOrigin, facts }),

    async mintClientToken({ tenantId, purpose }, { candidate, origin, postingId, scopes, ttlSeconds }, { id } = {}) {
      const bound = origin === undefined ? {} : { origin: allowedOrigin(origin, '/origin') };
      return forPresentCandidate(async () => {
        const candidateId = await store.candidateByExternalId(tenantId, candidate.externalId);
        return tokens.issue(tenantId, {
          candidateId,
          purpose,
          ...bound,
          ...defined({ id, ttlSeconds, scopes, postingId }),
        });
      });
    },

    revokeClientToken: ({ tenantId }, tokenId) => tokens.revoke(tenantId, tokenId),

    mintServiceToken: ({ tenantId }, order, { id } = {}) => services.issue(tenantId, { ...order, ...defined({ id }) }),

    revokeServiceToken: ({ tenantId }, tokenId) => services.revoke(tenantId, tokenId),

    me: async (principal) => holderOf(principal),

    async frameAncestors(publishableKey) {
      const key = await keys.find(publishableKey);
      return key?.kind === 'publishable' ? key.origins : [];
    },
  };
  return {
    access: access({ keys, tokens, serviceTokens: services, store, publicOrigin }),
    identity,
    forgetTokens: tokens.forgetAll,
  };
}

function holderOf({ scope, tokenScopes, expiresAt }: Principal) {
  return {
    kind: scope.subject.kind === 'candidate' ? ('candidate' as const) : ('tenant' as const),
    id: scope.subject.id,
    tenantId: scope.tenantId,
    ...defined({ postingId: scope.postingId }),
    ...(tokenScopes === undefined ? {} : { scopes: [...tokenScopes] }),
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
  };
}
