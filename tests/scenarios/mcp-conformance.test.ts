import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { conformanceChecks, serverScenarios, SUITE_VERSION } from '../conformance/conformance.ts';
import { fixtureTools } from '../conformance/fixture-tools.ts';
import { clientToken, startTestServer, type TestServer } from '../contract/test-server.ts';

/** What we claim: tools, stateless, over Streamable HTTP. */
const CLAIMED = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-simple-text',
  'tools-call-error',
  'tools-call-with-progress',
  'json-schema-2020-12',
  'dns-rebinding-protection',
];

/** Everything else the suite has for servers, and why it is not ours. */
const NOT_CLAIMED: Readonly<Record<string, string>> = {
  'logging-set-level': 'no logging',
  'completion-complete': 'no completion',
  'tools-call-image': 'text only',
  'tools-call-audio': 'text only',
  'tools-call-embedded-resource': 'text only',
  'tools-call-mixed-content': 'text only',
  'tools-call-with-logging': 'no logging',
  'tools-call-sampling': 'asks nothing back',
  'tools-call-elicitation': 'asks nothing back',
  'elicitation-sep1034-defaults': 'asks nothing back',
  'elicitation-sep1330-enums': 'asks nothing back',
  'server-sse-polling': 'no sessions',
  'server-sse-multiple-streams': 'no sessions',
  'resources-list': 'no resources',
  'resources-read-text': 'no resources',
  'resources-read-binary': 'no resources',
  'resources-templates-read': 'no resources',
  'resources-subscribe': 'no resources',
  'resources-unsubscribe': 'no resources',
  'prompts-list': 'no prompts',
  'prompts-get-simple': 'no prompts',
  'prompts-get-with-args': 'no prompts',
  'prompts-get-embedded-resource': 'no prompts',
  'prompts-get-with-image': 'no prompts',
};

let server: TestServer;
let url: URL;
beforeAll(async () => {
  const port = await freePort();
  // The server's own address has to be the one that the suite calls: it is what a page's origin is compared with.
  server = await startTestServer({
    services: { tools: fixtureTools(systemClock) },
    options: { publicUrl: `http://127.0.0.1:${port}` },
  });
  const token = await clientToken(server, server.tenant);
  // The suite cannot send a credential; only that is added to what it sends.
  server.app.server.prependListener('request', (request) => {
    if (request.url === '/mcp') request.headers.authorization = `Bearer ${token}`;
  });
  await server.app.listen({ port, host: '127.0.0.1' });
  url = new URL(`http://127.0.0.1:${port}/mcp`);
});
afterAll(() => server.close());

describe('the official MCP conformance suite', () => {
  it.each(CLAIMED)('[S0-1] passes %s', async (scenario) => {
    const checks = (await conformanceChecks(url, scenario)).filter(({ status }) => status !== 'INFO');
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ status }) => status !== 'SUCCESS')).toEqual([]);
  });

  it('has no scenario that is neither claimed nor explained, here and in the documentation', async () => {
    const all = await serverScenarios();
    expect([...CLAIMED, ...Object.keys(NOT_CLAIMED)].toSorted()).toEqual([...all].toSorted());
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/mcp.md'), 'utf8');
    expect(page).toContain(`\`@modelcontextprotocol/conformance\` ${SUITE_VERSION}`);
    for (const scenario of all) expect(page).toContain(`\`${scenario}\``);
  });
});

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo; // listens on TCP, so that this is never a pipe's name
      probe.close(() => found(port));
    });
  });
}
