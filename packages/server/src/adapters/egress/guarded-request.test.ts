import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { defined } from '../../core/kernel/defined.ts';
import { EgressRefusal } from './egress-refusal.ts';
import type { Resolver } from './guarded-agent.ts';
import { guardedRequests, type GuardedRequestOptions, type GuardedRequests } from './guarded-request.ts';

const servers: Server[] = [];
const ways: GuardedRequests[] = [];
afterEach(async () => {
  servers.splice(0).forEach((server) => {
    server.closeAllConnections();
    server.close();
  });
  await Promise.all(ways.splice(0).map((way) => way.close()));
});

async function serverThat(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP, so that this is never a pipe's name
  return { port, url: `http://127.0.0.1:${port}/mcp`, connections: () => connections };
}

function requests(options: GuardedRequestOptions = {}): GuardedRequests {
  const way = guardedRequests(options);
  ways.push(way);
  return way;
}

const order = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } };

/** Sends, and reads the whole answer. */
async function outcomeOf(
  url: string,
  options: GuardedRequestOptions = { allowLoopback: true },
  init: RequestInit = order,
): Promise<string> {
  try {
    const response = await requests(options).fetch(url, init);
    return `${response.status} ${await response.text()}`;
  } catch (failure) {
    return failure instanceof EgressRefusal ? failure.reason : String(failure);
  }
}

const leadingTo =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const outside = leadingTo('93.184.216.34');

describe('guarded requests', () => {
  it('send what was given, and nothing else about us', async () => {
    const received: unknown[] = [];
    const server = await serverThat(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      received.push([request.method, request.headers, Buffer.concat(chunks).toString()]);
      response.setHeader('set-cookie', 'a=1').setHeader('content-type', 'application/json').end('{"b":2}');
    });
    const way = requests({ allowLoopback: true });
    for (let round = 0; round < 2; round += 1)
      expect(
        await (
          await way.fetch(server.url, {
            ...order,
            headers: new Headers({ ...order.headers, authorization: 'Bearer t' }),
          })
        ).json(),
      ).toEqual({ b: 2 });
    const headers = {
      host: `127.0.0.1:${server.port}`,
      connection: expect.any(String),
      'content-type': 'application/json',
      authorization: 'Bearer t',
      'user-agent': expect.stringMatching(/^InterviewPrep\/1 /u),
      'accept-encoding': 'gzip, identity',
      accept: '*/*',
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
      'content-length': '7',
    };
    expect(received).toEqual(Array(2).fill(['POST', headers, '{"a":1}']));
  });

  it('stream an answer as it comes', async () => {
    let more: () => void = () => {};
    const server = await serverThat((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      more = () => response.end('data: 2\n\n');
    });
    const reader = (await requests({ allowLoopback: true }).fetch(server.url, order)).body!.getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toBe('data: 1\n\n');
    more();
    expect(await next()).toBe('data: 2\n\n');
  });

  it.each([
    'http://example.com/',
    'http://93.184.216.34/',
    'https://10.0.0.1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'https://2130706433/',
    'https://168.63.129.16/',
    'https://intranet/',
    'https://metadata.google.internal/',
    'https://example.com:8443/',
    'https://example.com:80/',
    'https://a:b@example.com/',
    'ftp://example.com/',
    'data:text/plain,x',
    '',
    'mcp',
  ])('never call %j', async (url) => {
    expect(await requests({ resolver: outside }).check(url)).toBe('refused');
    expect(await outcomeOf(url, { resolver: async () => [{ address: '127.0.0.1', family: 4 }] })).toBe('address');
  });

  it('may call public addresses with TLS, and this machine only where that is allowed', async () => {
    const here = 'http://127.0.0.1:1234/mcp';
    expect([
      await requests({ resolver: outside }).check('https://tools.example.com/mcp'),
      await requests().check(here),
      await requests({ allowLoopback: true }).check(here),
      await requests({ allowLoopback: true, resolver: outside }).check('http://tools.example.com/mcp'),
    ]).toEqual(['callable', 'refused', 'callable', 'refused']);
  });

  it.each([
    ['127.0.0.1'],
    ['10.0.0.7'],
    ['169.254.169.254'],
    ['::1'],
    ['fd00::7'],
    ['::ffff:10.0.0.7'],
    ['64:ff9b::a00:7'],
    ['0.0.0.0'],
    ['100.64.0.1'],
    ['93.184.216.34', '192.168.0.1'],
  ])('may not call a name that leads inside: %s %s', async (...addresses) => {
    expect(await requests({ resolver: leadingTo(...addresses) }).check('https://tools.example.com/mcp')).toBe(
      'refused',
    );
  });

  it('say of a name that it cannot be resolved, also where that takes too long', async () => {
    const check = (resolver: Resolver) => requests({ resolver, resolveMs: 20 }).check('https://tools.example.com/mcp');
    expect(await check(async () => Promise.reject(new Error('ENOTFOUND')))).toBe('unresolved');
    expect(await check(() => new Promise(() => {}))).toBe('unresolved');
  });

  it('make no connection to a name that leads inside, whatever it said before', async () => {
    const canary = await serverThat((_request, response) => response.end('inner secret'));
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::ffff:127.0.0.1'], []]) {
      const resolver = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      expect(await outcomeOf(`https://rebound.example:${canary.port}/`, { resolver, ports: [canary.port] })).toBe(
        'address',
      );
    }
    expect(canary.connections()).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('refuse a redirect (%i), wherever it leads', async (status) => {
    const server = await serverThat((_request, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end('x'),
    );
    expect(await outcomeOf(server.url)).toBe('redirects');
  });

  it('stop reading after the limit, also when a small answer swells or never ends', async () => {
    const server = await serverThat((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/zip')
        return void response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000)));
      const drip = () => void (response.write('x'.repeat(10_000)), setImmediate(() => response.writable && drip()));
      drip();
    });
    const limits = { allowLoopback: true, maxBytes: 100_000 };
    expect(await outcomeOf(server.url, limits)).toBe('too_large');
    expect(await outcomeOf(server.url.replace('/mcp', '/zip'), limits)).toBe('too_large');
  });

  it('give up at the deadline, also in the middle of a body', async () => {
    const server = await serverThat(
      (request, response) =>
        void (
          request.url === '/mcp' && response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': x\n\n')
        ),
    );
    expect(await outcomeOf(server.url, { allowLoopback: true, deadlineMs: 50 })).toBe('timed_out');
    expect(await outcomeOf(server.url.replace('/mcp', '/silent'), { allowLoopback: true, deadlineMs: 50 })).toBe(
      'timed_out',
    );
  });

  it("reject with the caller's reason when the caller aborts", async () => {
    const server = await serverThat(() => {});
    const controller = new AbortController();
    const fetching = requests({ allowLoopback: true }).fetch(server.url, { ...order, signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(fetching).rejects.toThrow('gone');
  });

  it.each(['text/html', 'image/png', 'application/octet-stream'])('refuse an answer of the type %s', async (type) => {
    const server = await serverThat((_request, response) => response.setHeader('content-type', type).end('x'));
    expect(await outcomeOf(server.url)).toBe('content_type');
  });

  it('pass on a failure, and an answer without a body', async () => {
    const server = await serverThat(
      (request, response) =>
        void (request.url === '/mcp'
          ? response.writeHead(500, { 'content-type': 'text/html' }).end('x')
          : response.writeHead(202).end()),
    );
    expect([await outcomeOf(server.url), await outcomeOf(server.url.replace('/mcp', '/done'))]).toEqual([
      '500 x',
      '202 ',
    ]);
  });

  it('ask for nothing: what is neither POST nor DELETE stays here', async () => {
    const server = await serverThat((_request, response) => response.end('x'));
    for (const method of ['GET', 'PUT', undefined])
      expect(await outcomeOf(server.url, { allowLoopback: true }, defined({ method }))).toBe('405 ');
    expect(server.connections()).toBe(0);
  });
});
