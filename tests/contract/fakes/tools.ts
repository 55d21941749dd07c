import { isoTime, type Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { newId } from '../../../packages/server/src/core/kernel/ids.ts';
import { ServiceError } from '../../../packages/server/src/core/kernel/service-error.ts';
import type { Scope } from '../../../packages/server/src/core/tenancy/scope.ts';
import type { ToolServer, ToolServerCreate, ToolServers } from '../../../packages/server/src/core/tools/ports.ts';

/** Tool servers in memory; none is ever called. */
export function memoryToolServers(clock: Clock): ToolServers {
  const kept = new Map<string, ToolServer[]>();
  const of = ({ tenantId }: Scope) => kept.get(tenantId) ?? [];
  return {
    async create(scope, { bearerToken, ...input }: ToolServerCreate) {
      const server: ToolServer = {
        ...input,
        id: newId('tsv'),
        hasBearerToken: bearerToken !== undefined,
        createdAt: isoTime(clock.now()),
      };
      kept.set(scope.tenantId, [server, ...of(scope)]);
      return server;
    },
    list: async (scope, { limit }) => ({ data: of(scope).slice(0, limit), nextCursor: null }),
    async remove(scope, id) {
      if (!of(scope).some((server) => server.id === id)) throw new ServiceError('not_found');
      kept.set(
        scope.tenantId,
        of(scope).filter((server) => server.id !== id),
      );
    },
    addresses: async (scope) => of(scope),
  };
}
