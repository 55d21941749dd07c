import { DISCLOSURE } from '../core/consents/disclosure.ts';
import type { Engine } from '../core/engine/ports.ts';
import { identityOf } from '../core/identity/create-identity.ts';
import { BODY_LIMITS } from '../limits.ts';
import type { AppDependencies, AppOptions } from './dependencies.ts';

/** Who a caller is and what they may do: access by credential, keys and tokens, candidates. */
export function createIdentityServices({ storage, signer, clock, engine }: AppDependencies, options: AppOptions) {
  return identityOf({
    store: storage.tenancy,
    signer,
    clock,
    publicOrigin: options.publicUrl,
    facts: embedFacts(engine, options),
  });
}

function embedFacts({ kind, label }: Engine, { retentionDays }: AppOptions) {
  return {
    engine: { kind, label },
    disclosure: DISCLOSURE,
    retentionDays,
    features: ['chat', 'resume', 'preps'],
    limits: BODY_LIMITS,
  };
}
