import type { HttpServices } from '../options.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { EMPTY, json } from '../answer.ts';
import { pageOf, principalOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';

type Names =
  | 'openEmbedSession'
  | 'getEmbedConfig'
  | 'createClientToken'
  | 'revokeClientToken'
  | 'createKey'
  | 'listKeys'
  | 'updateKey'
  | 'rotateKey'
  | 'revokeKey'
  | 'getUsage';

/** What tenants and their widgets do: embed sessions, client tokens, keys, the bill. */
export function identityOperations({ identity, usage }: HttpServices): Pick<Handlers, Names> {
  return {
    openEmbedSession: async (call) =>
      json(
        await identity.openEmbedSession(principalOf(call), call.body, defined({ origin: call.headers.origin })),
        201,
      ),
    getEmbedConfig: async (call) => json(await identity.embedConfig(scopeOf(call))),
    createClientToken: async (call) =>
      json(await identity.mintClientToken(scopeOf(call), call.body, call.origin('tok')), 201),
    revokeClientToken: async (call) => {
      await identity.revokeClientToken(scopeOf(call), call.path.tokenId);
      return EMPTY;
    },
    createKey: async (call) => json(await identity.createKey(scopeOf(call), call.body, call.origin('key')), 201),
    listKeys: async (call) => json(await identity.listKeys(scopeOf(call), pageOf(call.query))),
    updateKey: async (call) => json(await identity.updateKey(scopeOf(call), call.path.keyId, call.body)),
    rotateKey: async (call) =>
      json(
        await identity.rotateKey(scopeOf(call), call.path.keyId, {
          overlapSeconds: call.body.overlapSeconds ?? 86_400,
          origin: call.origin('key'),
        }),
        201,
      ),
    revokeKey: async (call) => {
      const { keyId } = principalOf(call);
      await identity.revokeKey(scopeOf(call), call.path.keyId, defined({ actingKeyId: keyId }));
      return EMPTY;
    },
    getUsage: async (call) =>
      json(await usage.report(scopeOf(call), defined({ from: call.query.from, to: call.query.to }))),
  };
}
