import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport, type CallToolResult } from '@modelcontextprotocol/client';
import type { FastifyInstance } from 'fastify';

/** Which version of the protocol the client uses: with a handshake, or with everything in each request. */
export const ERAS = ['2025', '2026'] as const;
export type Era = (typeof ERAS)[number];

/** Starts listening on a free port. Returns the address of the tools. */
export async function listening(app: FastifyInstance): Promise<URL> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  // It listens on TCP, so that the address is never a pipe's name.
  return new URL(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/mcp`);
}

/** The official client, connected with these headers. */
export async function mcpClient(url: URL, headers: Record<string, string>, era: Era = '2026'): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: era === '2025' ? 'legacy' : { pin: '2026-07-28' } } },
  );
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

/** What a call answered with as text. */
export function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('');
}

/** One message as a client of 2025 sends it. */
export function rawMessage(method: string, params: object = {}, id: number | string = 1) {
  return { jsonrpc: '2.0', id, method, params };
}

export const RAW_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** The messages of an answer, whether it came as one object or as a stream. */
export function messagesOf(
  body: string,
): { id?: unknown; method?: string; result?: CallToolResult; error?: { code: number; message: string } }[] {
  return body.startsWith('{')
    ? [JSON.parse(body)]
    : body.split('\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6))] : []));
}
