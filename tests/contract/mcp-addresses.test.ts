import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rawMessage } from './mcp-client.ts';
import { bearer } from './test-server.ts';
import { candidate, send, server } from './mcp-clients.ts';

const [first = '', accept = '', , body = ''] = readFileSync(
  new URL('../cases/mcp/mcp-trailing-slash.http', import.meta.url),
  'utf8',
).split(/\r?\n/u);
const [method, address] = first.split(' ');

const post = (url: string, headers: Record<string, string>, payload: object | string) =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { host: '127.0.0.1:3000', 'content-type': 'application/json', ...headers },
    payload,
  });
const toolsIn = (text: string): unknown => {
  const json = text.startsWith('{') ? text : (/^data: ?(\{.*"result".*)$/mu.exec(text)?.[1] ?? '{}');
  return (JSON.parse(json) as { result?: { tools?: unknown[] } }).result?.tools?.length;
};

describe('the address of the tools', () => {
  it('[N-15] is the same with a slash at its end, behind the same access rules', async () => {
    expect([method, address]).toEqual(['POST', '/mcp/']);
    const headers = { ...(await candidate('slash')), accept: accept.replace(/^Accept: /u, '') };
    const answer = await post('/mcp/', headers, body);
    expect(answer.statusCode).toBe(200);
    expect(toolsIn(answer.body)).toBeGreaterThan(3);
    expect((await post('/mcp/', { accept: headers.accept }, body)).statusCode).toBe(401);
    expect((await post('/mcp/', { ...headers, ...bearer(server.tenant.secretKey) }, body)).statusCode).toBe(403);
    expect((await post('/mcp/', { ...headers, origin: 'https://elsewhere.example' }, body)).statusCode).toBe(403);
    const preflight = await server.app.inject({
      method: 'OPTIONS',
      url: '/mcp/',
      headers: { origin: 'https://a.example' },
    });
    expect(preflight.statusCode).toBe(204);
  });

  it.each(['GET', 'DELETE', 'PUT'] as const)(
    'takes no %s with a slash either, and says what it takes',
    async (other) => {
      for (const url of ['/mcp', '/mcp/']) {
        const answer = await server.app.inject({ method: other, url });
        expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST']);
      }
    },
  );

  it.each([
    ['application/json', 'application/json'],
    ['application/json;charset=utf-8', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['text/html, */*;q=0.8', 'application/json'],
    [undefined, 'application/json'],
    ['application/json, text/event-stream;q=0.1', 'application/json'],
    ['text/event-stream', 'text/event-stream'],
    ['TEXT/EVENT-STREAM', 'text/event-stream'],
    ['text/event-stream, application/json', 'text/event-stream'],
    ['application/json, text/event-stream', 'text/event-stream'],
  ])('[N-15] answers a client that accepts %s with %s', async (accepts, type) => {
    const headers = { ...(await candidate('accepts')), ...(accepts === undefined ? {} : { accept: accepts }) };
    for (const message of [rawMessage('tools/list'), { jsonrpc: '2.0', id: 'a', method: 'tools/list' }]) {
      const answer = await post('/mcp', headers, message);
      expect([answer.statusCode, String(answer.headers['content-type']).split(';')[0]]).toEqual([200, type]);
      expect(toolsIn(answer.body)).toBeGreaterThan(3);
      expect(answer.headers['cache-control']).toContain('no-store');
    }
  });

  it('answers a call, an error and a notification as JSON too', async () => {
    const headers = { ...(await candidate('json')), accept: 'application/json' };
    const call = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'list_preps', arguments: {} } };
    expect((await post('/mcp', headers, call)).json()).toMatchObject({
      id: 7,
      result: { structuredContent: { preps: [] } },
    });
    expect((await post('/mcp', headers, { ...call, method: 'nothing' })).json()).toMatchObject({ id: 7, error: {} });
    const note = await post('/mcp', headers, { jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([note.statusCode, note.body]).toEqual([202, '']);
  });
});

describe('any other address', () => {
  it('is the same with a slash: for agents, the contract and the API', async () => {
    const own = await candidate('other');
    const rpc = { jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id: 'none' } };
    for (const url of ['/a2a', '/a2a/']) {
      expect((await post(url, { ...own, 'a2a-version': '1.0' }, rpc)).statusCode).toBe(200);
      expect((await post(url, {}, rpc)).statusCode).toBe(401);
      expect((await server.app.inject({ method: 'GET', url })).statusCode).toBe(405);
    }
    for (const path of ['/v1/chats', '/livez', '/openapi.json', '/docs', '/.well-known/agent-card.json']) {
      const [plain, slashed] = await Promise.all(
        [path, `${path}/`].map((url) => server.app.inject({ method: 'GET', url, headers: own })),
      );
      expect([slashed?.statusCode, slashed?.body], path).toEqual([plain?.statusCode, plain?.body]);
      expect(slashed?.statusCode, path).toBe(200);
    }
    expect((await server.app.inject({ method: 'GET', url: '/v1/chats/' })).statusCode).toBe(401);
    expect((await server.app.inject({ method: 'GET', url: '/v1/nothing/', headers: own })).statusCode).toBe(404);
    expect((await send(own, rawMessage('tools/list'))).statusCode).toBe(200);
  });
});
