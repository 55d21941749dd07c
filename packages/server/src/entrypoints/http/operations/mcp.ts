import type { HttpServices } from '../options.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { EMPTY, json } from '../answer.ts';
import { pageOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';

type Names = 'createServiceToken' | 'revokeServiceToken' | 'createToolServer' | 'listToolServers' | 'deleteToolServer';

/** What a tenant's backend sets up around tools: who may call ours for its candidates, and which of its own the coach may use. */
export function mcpOperations({ identity, toolServers }: HttpServices): Pick<Handlers, Names> {
  return {
    createServiceToken: async (call) =>
      json(await identity.mintServiceToken(scopeOf(call), call.body, call.origin('svt')), 201),
    revokeServiceToken: async (call) => {
      await identity.revokeServiceToken(scopeOf(call), call.path.serviceTokenId);
      return EMPTY;
    },
    createToolServer: async (call) =>
      json(await toolServers.create(scopeOf(call), defined(call.body), call.origin('tsv')), 201),
    listToolServers: async (call) => json(await toolServers.list(scopeOf(call), pageOf(call.query))),
    deleteToolServer: async (call) => {
      await toolServers.remove(scopeOf(call), call.path.toolServerId);
      return EMPTY;
    },
  };
}
