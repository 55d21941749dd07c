import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll } from 'vitest';
import { listening, mcpClient, RAW_HEADERS, type Era } from './mcp-client.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, serviceToken, type TestServer } from './test-server.ts';

export let server: TestServer;
let url: URL;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startRealServer();
  url = await listening(server.app);
});
afterAll(async () => {
  for (const opened of clients) await opened.close();
  await server.close();
});

export async function client(headers: Record<string, string>, era?: Era): Promise<Client> {
  const opened = await mcpClient(url, headers, era);
  clients.push(opened);
  return opened;
}

export const candidate = async (externalId: string, more: { scopes?: string[] } = {}) =>
  bearer(await clientToken(server, server.tenant, { externalId, ...more }));
export const acting = async (email: string, tenant = server.tenant) => ({
  ...bearer((await serviceToken(server, tenant)).token),
  'x-user-email': email,
});
export const send = (
  headers: Record<string, string>,
  body: object | string,
  method: 'POST' | 'GET' | 'DELETE' | 'OPTIONS' = 'POST',
) =>
  server.app.inject({
    method,
    url: '/mcp',
    headers: { host: '127.0.0.1:3000', ...(method === 'POST' ? RAW_HEADERS : {}), ...headers },
    ...(method === 'POST' ? { payload: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
