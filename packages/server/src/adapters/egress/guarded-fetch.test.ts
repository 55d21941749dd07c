import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { EgressRefusal } from './egress-refusal.ts';
import { guardedAgent } from './guarded-agent.ts';
import { guardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { pageFetcher } from './page-fetcher.ts';
import { isPublicAddress } from './public-address.ts';

type Answer = Parameters<typeof createServer>[1];

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function serverThat(answer: NonNullable<Answer>) {
  const server = createServer(answer);
  servers.push(server);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP, so that this is never a pipe's name
  return { port, url: `http://127.0.0.1:${port}`, connections: () => connections };
}

async function reasonOf(url: string, options: GuardedFetchOptions = {}) {
  const guarded = guardedFetch(options);
  try {
    await guarded.fetch(url);
    return 'fetched';
  } catch (failure) {
    return failure instanceof EgressRefusal ? failure.reason : String(failure);
  } finally {
    await guarded.close();
  }
}

const inner = [
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '012.0.0.1',
  '0xa000001',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '0xa83f8110',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:10.0.0.1]',
  '[::ffff:0:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[64:ff9b::10.0.0.1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2001::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[5f00::1]',
  '[3fff::1]',
  '[4000::1]',
  '[2001:20::1]',
  '[::ffff:168.63.129.16]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'metadata',
  'metadata.google.internal',
  'metadata.google.internal.',
  'printer.local',
  'router.lan',
  'intranet',
  'wiki.corp',
  '1.0.0.127.in-addr.arpa',
  'nas.home',
].map((host) => `http://${host}`);

const odd = [
  'file:///etc/passwd',
  'ftp://example.com/',
  'gopher://127.0.0.1:6379/_x',
  'data:text/html,x',
  'javascript:1',
  'jar:http://x!/',
  'blob:https://example.com/1',
  'ws://example.com/',
  'http://user:pw@example.com/',
  'http://user@example.com/',
  'http://example.com:22/',
  'https://example.com:6379/',
  'http://example.com:8080/',
  '',
  'http://',
  '//example.com/',
  'example.com',
  'http://169.254.169.254%2f@example.com/',
  String.raw`http://127.0.0.1\@example.com/`,
  'http://[::1',
  'http://256.256.256.256/',
  'http://a b/',
];

describe('guarded egress', () => {
  it(`makes no connection for ${inner.length + odd.length} URLs that lead inside or nowhere`, async () => {
    const canary = await serverThat((_request, response) => response.end('inner secret'));
    const resolver = async () => [{ address: '127.0.0.1', family: 4 }];
    for (const url of [...inner, ...inner.map((address) => `${address}:${canary.port}/`), ...odd]) {
      expect(await reasonOf(url, { resolver, ports: [80, 443, canary.port] }), url).toBe('address');
    }
    expect(inner.length + odd.length).toBeGreaterThanOrEqual(80);
    expect(canary.connections()).toBe(0);
  });

  it.each([
    ['a private address', [['10.0.0.7']]],
    ['a public and a private address at once', [['93.184.216.34', '127.0.0.1']]],
    ['a mapped private address', [['::ffff:127.0.0.1']]],
    ['no address', [[]]],
  ])('refuses a name that resolves to %s', async (_what, answers) => {
    const canary = await serverThat((_request, response) => response.end('inner secret'));
    const resolver = async () =>
      (answers[0] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(await reasonOf(`http://evil.example:${canary.port}/`, { resolver, ports: [canary.port] })).toBe('address');
    expect(canary.connections()).toBe(0);
  });

  it('judges an address written into the URL where the connection is made, too', async () => {
    const canary = await serverThat((_request, response) => response.end('inner secret'));
    // A resolver that calls everything public must not be asked about what needs no resolving.
    const resolver = async () => [{ address: '93.184.216.34', family: 4 }];
    const agent = guardedAgent({ mayReach: isPublicAddress, ports: 'any' }, { resolver, connectTimeoutMs: 50 });
    for (const url of [canary.url, `http://[::1]:${canary.port}/`, `http://2130706433:${canary.port}/`]) {
      await expect(fetch(url, { dispatcher: agent })).rejects.toMatchObject({ cause: { reason: 'address' } });
    }
    expect(canary.connections()).toBe(0);
    await agent.destroy();
  });

  it('judges a rebinding name at each connection, not once before', async () => {
    const canary = await serverThat((_request, response) => response.end('inner secret'));
    const outside = await serverThat((_request, response) =>
      response.writeHead(302, { location: `http://evil.example:${canary.port}/` }).end(),
    );
    let asked = 0;
    const resolver = async () => [{ address: (asked += 1) === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    expect(await reasonOf(`http://evil.example:${outside.port}/`, { resolver, allowLoopback: true })).toBe('address');
    expect(asked).toBe(2);
    expect([outside.connections(), canary.connections()]).toEqual([1, 0]);
  });

  it.each([
    'http://10.0.0.1/',
    'http://[::ffff:169.254.169.254]/',
    'file:///etc/passwd',
    'http://metadata.google.internal/',
    'http://a:b@example.com/',
    'http://',
  ])('refuses a redirect to %s', async (location) => {
    const outside = await serverThat((_request, response) => response.writeHead(301, { location }).end());
    expect(await reasonOf(outside.url, { allowLoopback: true })).toBe('address');
  });

  it('follows three redirects and no fourth', async () => {
    const chain = await serverThat((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.setHeader('content-type', 'text/html').end('<p>Here</p>');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    const guarded = guardedFetch({ allowLoopback: true });
    expect(await guarded.fetch(`${chain.url}/3`)).toEqual({
      url: `${chain.url}/0`,
      contentType: 'text/html',
      body: '<p>Here</p>',
    });
    expect(await reasonOf(`${chain.url}/4`, { allowLoopback: true })).toBe('redirects');
  });

  it('stops reading after the limit, also when a small answer swells', async () => {
    const large = await serverThat((request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/zip') response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000)));
      else response.end('x'.repeat(100_001));
    });
    expect(await reasonOf(large.url, { allowLoopback: true, maxBytes: 100_000 })).toBe('too_large');
    expect(await reasonOf(`${large.url}/zip`, { allowLoopback: true, maxBytes: 100_000 })).toBe('too_large');
    expect(await reasonOf(large.url, { allowLoopback: true, maxBytes: 100_001 })).toBe('fetched');
  });

  it('gives up at the deadline, also in the middle of a body', async () => {
    const slow = await serverThat((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>'),
    );
    expect(await reasonOf(slow.url, { allowLoopback: true, deadlineMs: 50 })).toBe('timed_out');
  });

  it("rejects with the caller's reason when the caller aborts", async () => {
    const slow = await serverThat(() => {});
    const controller = new AbortController();
    const fetching = guardedFetch({ allowLoopback: true }).fetch(slow.url, controller.signal);
    controller.abort(new Error('gone'));
    await expect(fetching).rejects.toThrow('gone');
  });

  it.each(['application/pdf', 'image/png', 'application/octet-stream', ''])(
    'refuses the content type "%s"',
    async (type) => {
      const server = await serverThat((_request, response) => response.setHeader('content-type', type).end('x'));
      expect(await reasonOf(server.url, { allowLoopback: true })).toBe('content_type');
    },
  );

  it('sends no cookie that a page set, and a fixed user agent', async () => {
    const received: unknown[] = [];
    const server = await serverThat((request, response) => {
      received.push([request.headers.cookie, request.headers['user-agent'], request.headers.authorization]);
      const headers = {
        'set-cookie': 'a=1',
        'content-type': 'text/plain',
        ...(request.url === '/' ? { location: '/two' } : {}),
      };
      response.writeHead(request.url === '/' ? 302 : 200, headers).end('x');
    });
    await guardedFetch({ allowLoopback: true }).fetch(server.url);
    expect(received).toEqual(Array(2).fill([undefined, expect.stringMatching(/^InterviewPrep\/1 /u), undefined]));
  });

  it.each([
    ['text/html; charset=iso-8859-1', Buffer.from('<p>Köln</p>', 'latin1')],
    ['text/html', Buffer.from('<meta name="a"><meta charset="windows-1252"><p>Köln</p>', 'latin1')],
    ['text/html; charset=nonsense', Buffer.from('<p>Köln</p>')],
    ['text/html', Buffer.from('<p>Köln</p>')],
  ])('reads %s in its charset', async (type, bytes) => {
    const server = await serverThat((_request, response) => response.setHeader('content-type', type).end(bytes));
    expect((await guardedFetch({ allowLoopback: true }).fetch(server.url)).body).toContain('<p>Köln</p>');
  });

  it('tells a stranger the same of what may not and what cannot be reached', async () => {
    const nothing = await serverThat(() => {});
    servers.splice(0).forEach((server) => server.close());
    const detailOf = (url: string, options: GuardedFetchOptions) =>
      pageFetcher(guardedFetch(options))
        .fetch(url)
        .catch((failure: unknown) => (failure instanceof ServiceError ? [failure.code, failure.detail] : failure));
    const details = await Promise.all([
      detailOf('http://10.0.0.1/', {}),
      detailOf(nothing.url, { allowLoopback: true }),
    ]);
    expect(details[0]).toEqual(details[1]);
    expect(details[0]).toEqual(['posting_not_found_on_page', expect.any(String)]);
  });
});
