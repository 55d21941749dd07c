import { installationCipher } from '../core/identity/installation-cipher.ts';
import { candidateTools, type CandidateToolDependencies } from '../core/tools/candidate-tools.ts';
import { toolServers } from '../core/tools/tool-servers.ts';
import { toolbox } from '../core/tools/toolbox.ts';
import type { AppDependencies } from './dependencies.ts';

/** The coach's own tools, and those of the servers that tenants registered. */
export async function createToolServices(
  { storage, clock, tracer, toolServers: { check, source } }: AppDependencies,
  own: CandidateToolDependencies,
) {
  const { records, tenancy } = storage;
  const servers = toolServers({ records, cipher: await installationCipher(tenancy), clock, check });
  return { toolServers: servers, tools: toolbox(candidateTools(own), clock, { tracer, sources: [source(servers)] }) };
}
