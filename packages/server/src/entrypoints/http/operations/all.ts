import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { HttpServices } from '../options.ts';
import { json } from '../answer.ts';
import type { Handlers } from '../handlers.ts';
import { candidateOperations } from './candidate.ts';
import { identityOperations } from './identity.ts';
import { interviewOperations } from './interviews.ts';
import { mcpOperations } from './mcp.ts';
import { chatOperations } from './chats.ts';
import { prepOperations } from './preps.ts';

/** Every operation of the contract, over the services that do the work. `leaving` says that the server is about to stop. */
export function allOperations(services: HttpServices, { leaving }: { leaving: () => boolean }): Handlers {
  return {
    ...identityOperations(services),
    ...candidateOperations(services),
    ...chatOperations(services),
    ...prepOperations(services),
    ...interviewOperations(services),
    ...mcpOperations(services),
    getLiveness: async () => json({ status: 'ok' }),
    getReadiness: async () => {
      if (leaving()) throw new ServiceError('shutting_down');
      try {
        return json({ status: 'ok', checks: await services.ready() });
      } catch (cause) {
        throw cause instanceof ServiceError ? cause : new ServiceError('storage_unavailable', { cause });
      }
    },
  };
}
