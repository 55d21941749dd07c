import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import { afterEach } from 'vitest';
import { scopeFor } from '../../core/tenancy/scope.ts';
import type { ToolServerAddress } from '../../core/tools/ports.ts';
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { guardedRequests, type GuardedRequests } from '../egress/guarded-request.ts';
import { mcpTools } from './mcp-tools.ts';
import { type RunningServer } from './test-tool-server.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_secret' } });
export const search: Tool = {
  name: 'search',
  description: 'Searches the handbook.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
};
export const saying = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

const running: RunningServer[] = [];
const ways: GuardedRequests[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  await Promise.all(ways.splice(0).map((way) => way.close()));
});

export async function kept(server: Promise<RunningServer>): Promise<RunningServer> {
  const started = await server;
  running.push(started);
  return started;
}

type Options = {
  clock?: ManualClock;
  address?: Partial<ToolServerAddress>;
  requests?: Parameters<typeof guardedRequests>[0];
};

export function sourceFor(
  urls: readonly string[],
  { clock = manualClock(), address = {}, requests = {} }: Options = {},
) {
  const way = guardedRequests({ allowLoopback: true, ...requests });
  ways.push(way);
  const addresses = urls.map((url, index): ToolServerAddress => ({
    id: `tsv_${index}`,
    name: index === 0 ? 'handbook' : `server_${index}`,
    url,
    tools: ['search'],
    ...address,
  }));
  const source = mcpTools({ servers: { addresses: async () => addresses }, fetch: way.fetch, clock });
  return { clock, tools: (signal = new AbortController().signal) => source.tools(scope, signal) };
}

export async function onlyTool(url: string, options: Options = {}) {
  const { tools, clock } = sourceFor([url], options);
  const [tool] = await tools();
  if (tool === undefined) throw new Error('no tool');
  return { tool, clock, use: (args: unknown, signal = new AbortController().signal) => tool.run(args, signal) };
}
