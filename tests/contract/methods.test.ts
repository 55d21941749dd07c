import { request } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations, expectSchema } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let port: number;

beforeAll(async () => {
  server = await startTestServer();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.app.server.address() as AddressInfo); // listens on TCP, so that this is never a pipe's name
});
afterAll(() => server.close());

const ask = (method: string, path: string, headers = {}) =>
  new Promise<{ status: number | undefined; allow: string | undefined; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      let body = '';
      answer
        .on('data', (chunk) => (body += chunk))
        .on('end', () => resolve({ status: answer.statusCode, allow: answer.headers.allow, body }));
    });
    sent.on('error', reject).end();
  });

const taken = new Map<string, string[]>();
for (const { method, path } of operations) taken.set(path, [...(taken.get(path) ?? []), method]);
const ADDRESSES = [
  ...[...taken].map(([path, methods]) => ({ path: path.replaceAll(/\{\w+\}/g, 'some-thing.of_anybody'), methods })),
  { path: '/mcp', methods: ['POST'] },
  { path: '/a2a', methods: ['POST'] },
  { path: '/.well-known/agent-card.json', methods: ['GET'] },
  { path: '/docs', methods: ['GET'] },
  { path: '/openapi.json', methods: ['GET'] },
  { path: '/embed/v1/frame', methods: ['GET'] },
];
const OTHERS = ['TRACE', 'PROPFIND', 'PURGE', 'LOCK', 'REPORT', 'SEARCH', 'QUERY'];

describe.each(ADDRESSES)('$path', ({ path, methods }) => {
  const allowed = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
    methods.includes(method === 'HEAD' ? 'GET' : method),
  );

  it('answers every method that it does not take with 405 and those it takes, whoever asks', async () => {
    const others = [...OTHERS, 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !allowed.includes(method));
    const token = bearer(await clientToken(server, server.tenant));
    for (const method of others) {
      for (const headers of [{}, token, { 'content-type': 'nonsense', 'x-request-id': '\t' }]) {
        const { status, allow, body } = await ask(method, `${path}?a=1`, headers);
        expect([method, status, allow], body).toEqual([method, 405, allowed.join(', ')]);
        expectSchema('Problem', JSON.parse(body));
        expect(JSON.parse(body).code).toBe('method_not_allowed');
      }
    }
    if (!allowed.includes('HEAD')) expect((await ask('HEAD', path)).status).toBe(405);
  });

  it('is there for HEAD where it is for GET', async () => {
    if (!allowed.includes('GET')) return;
    const [get, head] = [await ask('GET', path), await ask('HEAD', path)];
    expect([head.status, head.body]).toEqual([get.status, '']);
  });
});

describe('methods', () => {
  it('leave preflights as they were', async () => {
    for (const path of ['/v1/chats', '/v1/postings/pst_1', '/mcp'])
      expect((await ask('OPTIONS', path)).status).toBe(204);
  });

  it('make no address that there is not', async () => {
    const paths = ['/v1/nothing', '/', '/v1/chats/a/b/c/d', '/v1/postings//', '/v1/chatsx'];
    for (const method of ['TRACE', 'GET', 'POST', 'PROPFIND', 'HEAD'])
      for (const path of paths) expect([method, path, (await ask(method, path)).status]).toEqual([method, path, 404]);
    expect((await ask('GET', `/v1/chats/${'x'.repeat(1_500)}`)).status).toBe(404);
  });

  it('that no parser knows are answered or cut, and nothing is logged as a failure', async () => {
    for (const method of ['FOO', 'get', 'CONNECT', '']) {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(`${method} /v1/chats HTTP/1.1\r\nHost: a\r\n\r\n`),
        );
        socket
          .on('data', (chunk) => (text += chunk))
          .on('close', () => resolve(text))
          .on('error', () => resolve(text));
      });
      expect(answer === '' || answer.startsWith('HTTP/1.1 4'), answer).toBe(true);
    }
    expect(JSON.stringify(server.lines)).not.toContain('internal');
  });
});
