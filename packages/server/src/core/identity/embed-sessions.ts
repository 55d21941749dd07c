import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { EmbedConfig, EmbedSession, Identity, Principal } from './ports.ts';
import { type ClientTokens, forPresentCandidate } from './client-tokens.ts';
import { randomSecret, sha256 } from '../kernel/digests.ts';
import { originOf } from './origins.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

const CONTINUITY_MS = 30 * 24 * 60 * 60 * 1_000;

/** What a widget gets to know about this server. `label` describes the engine in words. */
export type EmbedFacts = {
  readonly engine: { readonly kind: 'rehearsal' | 'model'; readonly label: string };
  /** Shown before the first message. */
  readonly disclosure: EmbedConfig['disclosure'];
  readonly retentionDays: number;
  readonly limits: { readonly resumeBytes: number; readonly messageCharacters: number };
  readonly features: readonly string[];
};

type Dependencies = {
  store: TenancyStore;
  tokens: ClientTokens;
  clock: Clock;
  publicOrigin: string;
  facts: EmbedFacts;
};

/** Embed sessions: candidates without an account, who stay the same person in the same browser on the same site. */
export function embedSessions(dependencies: Dependencies): Pick<Identity, 'openEmbedSession' | 'embedConfig'> {
  const { store, tokens, clock, publicOrigin, facts } = dependencies;
  const frameOrigin = originOf(publicOrigin);

  async function embedConfig({ tenantId, postingId }: Scope): Promise<EmbedConfig> {
    const tenant = await store.tenant(tenantId);
    if (tenant === undefined) throw new ServiceError('not_found');
    return {
      tenantName: tenant.name,
      engine: facts.engine,
      disclosure: facts.disclosure,
      retentionDays: facts.retentionDays,
      features: [...facts.features],
      theme: { mode: 'auto', ...defined({ accent: tenant.accent }) },
      adjustments: tenant.adjustments,
      limits: facts.limits,
      ...defined({ postingId }),
    };
  }

  async function candidateFor(
    { scope: { tenantId }, keyId }: Principal,
    { origin, continuity }: { origin: string; continuity: string | undefined },
  ) {
    const now = clock.now();
    const expiresAt = now + CONTINUITY_MS;
    if (continuity !== undefined) {
      const known = await store.candidateByContinuity(tenantId, { hash: sha256(continuity), origin, now, expiresAt });
      if (known !== undefined) return { candidateId: known, continuity };
    }
    if (keyId === undefined) throw new ServiceError('forbidden');
    const secret = randomSecret();
    const started = { hash: sha256(secret), keyId, origin, expiresAt };
    return { candidateId: await store.createAnonymousCandidate(tenantId, started), continuity: secret };
  }

  async function openEmbedSession(
    ...[principal, input, request]: Parameters<Identity['openEmbedSession']>
  ): Promise<EmbedSession> {
    if (principal.credential !== 'publishable_key') throw new ServiceError('forbidden');
    const { hostOrigin, continuity } = input;
    const sender = request.origin === undefined ? undefined : originOf(request.origin);
    const host = hostOf(sender, { hostOrigin, frameOrigin, allowed: principal.origins ?? [] });
    const { tenantId, purpose } = principal.scope;
    const { candidate, token } = await forPresentCandidate(async () => {
      const found = await candidateFor(principal, { origin: host.page, continuity });
      const order = { candidateId: found.candidateId, purpose, origin: host.sender };
      return { candidate: found, token: await tokens.issue(tenantId, order) };
    });
    return {
      clientToken: token.token,
      expiresAt: token.expiresAt,
      ...candidate,
      config: await embedConfig(principal.scope),
    };
  }

  return { embedConfig, openEmbedSession };
}

type Claimed = { hostOrigin: string | undefined; frameOrigin: string | undefined; allowed: readonly string[] };

/** The page a widget stands in: the sender itself, or what our own frame says is around it. Anybody else's word is not taken. */
function hostOf(
  sender: string | undefined,
  { hostOrigin, frameOrigin, allowed }: Claimed,
): { sender: string; page: string } {
  const page = sender === frameOrigin && hostOrigin !== undefined ? originOf(hostOrigin) : sender;
  if (sender !== undefined && page !== undefined && allowed.includes(page)) return { sender, page };
  throw new ServiceError(
    'origin_not_allowed',
    page === undefined ? {} : { detail: `Add ${page} to the origins of this publishable key.` },
  );
}
