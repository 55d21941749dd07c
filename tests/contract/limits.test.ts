import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpOptions } from '../../packages/server/src/entrypoints/http/options.ts';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
afterEach(() => server.close());

const start = async (options: Partial<HttpOptions>) => (server = await startTestServer({ options }));
const me = (credential: string, remoteAddress = '203.0.113.1') =>
  server.app.inject({ url: '/v1/me', headers: bearer(credential), remoteAddress });

describe('too many requests', () => {
  it('of one candidate are refused with the time to wait, and another one is not', async () => {
    await start({ limits: { credential: 3 } });
    const one = await clientToken(server, server.tenant);
    const other = await clientToken(server, server.tenant, { externalId: 'user-2' });
    const first = await me(one);
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"credential";q=3;w=60',
      ratelimit: '"credential";r=2;t=60',
    });
    await me(one);
    await me(await clientToken(server, server.tenant));
    const refused = await me(one);
    expectContract(refused);
    expect([refused.statusCode, refused.json().code, refused.json().retryable]).toEqual([429, 'rate_limited', true]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await me(other)).statusCode).toBe(200);
  });

  it('are counted for turns on their own', async () => {
    await start({ limits: { turns: 1 } });
    const headers = bearer(await clientToken(server, server.tenant));
    const { id } = (await server.app.inject({ method: 'POST', url: '/v1/chats', headers, payload: {} })).json();
    const turn = () =>
      server.app.inject({ method: 'POST', url: `/v1/chats/${id}/turns`, headers, payload: { text: 'hello' } });
    expect([(await turn()).statusCode, (await turn()).statusCode]).toEqual([200, 429]);
    expect((await me(headers.authorization.slice(7))).statusCode).toBe(200);
  });

  it.each([
    { limit: 'resumes', url: '/v1/resume', contentType: 'text/plain' },
    { limit: 'calendars', url: '/v1/calendar', contentType: 'text/calendar' },
  ])('are counted for uploads on their own, for each candidate: $limit', async ({ limit, url, contentType }) => {
    await start({ limits: { [limit]: 1 } });
    const one = await clientToken(server, server.tenant);
    const other = await clientToken(server, server.tenant, { externalId: 'user-2' });
    const upload = (credential: string) =>
      server.app.inject({
        method: 'PUT',
        url,
        headers: { ...bearer(credential), 'content-type': contentType },
        payload: 'Nurse since 2019',
      });
    expect((await upload(one)).statusCode).not.toBe(429);
    const refused = await upload(one);
    expectContract(refused);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited']);
    expect(refused.headers['ratelimit-policy']).toContain(`"${limit}";q=1;w=60`);
    expect((await upload(other)).statusCode).not.toBe(429);
    expect((await me(one)).statusCode).toBe(200);
  });

  it('with a bad credential are counted by address, and do not lock out a good one', async () => {
    await start({ limits: { anonymous: 2 } });
    expect([
      (await me('isk_bad')).statusCode,
      (await me('isk_worse')).statusCode,
      (await me('isk_worst')).statusCode,
    ]).toEqual([401, 401, 429]);
    expect((await me('isk_bad', '203.0.113.2')).statusCode).toBe(401);
    expect((await me(server.tenant.secretKey)).statusCode).toBe(200);
  });

  it('from behind a proxy are counted by the address that the proxy saw, whatever the client invents', async () => {
    await start({ limits: { anonymous: 2 }, trustProxy: 1 });
    const through = (forwarded: string) =>
      server.app.inject({
        url: '/v1/me',
        headers: { ...bearer('isk_bad'), 'x-forwarded-for': forwarded },
        remoteAddress: '10.0.0.1',
      });
    const statuses = [];
    for (const invented of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
      statuses.push((await through(`${invented}, 203.0.113.1`)).statusCode);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await through('203.0.113.2')).statusCode).toBe(401);
  });

  it('from behind two proxies in known networks are counted by the address before both', async () => {
    await start({ limits: { anonymous: 1 }, trustProxy: ['10.0.0.0/8'] });
    const through = (forwarded: string) =>
      server.app.inject({
        url: '/v1/me',
        headers: { ...bearer('isk_bad'), 'x-forwarded-for': forwarded },
        remoteAddress: '10.0.0.1',
      });
    expect((await through('198.51.100.1, 203.0.113.1, 10.0.0.2')).statusCode).toBe(401);
    expect((await through('198.51.100.2, 203.0.113.1, 10.0.0.2')).statusCode).toBe(429);
    expect((await through('203.0.113.2, 10.0.0.2')).statusCode).toBe(401);
  });

  it('of embed sessions are counted by address, where one IPv6 network is one', async () => {
    await start({ limits: { embedSessions: 1 } });
    const open = (remoteAddress: string) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/embed/sessions',
        headers: { ...bearer(server.tenant.publishableKey), origin: server.tenant.origin },
        payload: {},
        remoteAddress,
      });
    expect([
      (await open('2001:db8::1')).statusCode,
      (await open('2001:db8::2')).statusCode,
      (await open('2001:db8:0:1::1')).statusCode,
    ]).toEqual([201, 429, 201]);
  });

  it('are not counted by an address that a stranger made up', async () => {
    await start({ limits: { anonymous: 1 } });
    const ask = (forged: string) => server.app.inject({ url: '/v1/me', headers: { 'x-forwarded-for': forged } });
    expect([(await ask('1.1.1.1')).statusCode, (await ask('2.2.2.2')).statusCode]).toEqual([401, 429]);
  });

  it('never make the server look dead', async () => {
    await start({ limits: { anonymous: 1 } });
    for (const url of ['/livez', '/readyz', '/livez', '/readyz']) {
      const response = await server.app.inject({ url });
      expectContract(response);
      expect(response.statusCode).toBe(200);
    }
  });
});

describe('health', () => {
  it('says that it cannot be used, and that it lives', async () => {
    server = await startTestServer({
      services: { ready: async () => Promise.reject(new Error('no database at db.internal')) },
    });
    const ready = await server.app.inject({ url: '/readyz' });
    expectContract(ready);
    expect([ready.statusCode, ready.json().code, ready.headers['retry-after']]).toEqual([
      503,
      'storage_unavailable',
      '5',
    ]);
    expect(ready.body).not.toContain('db.internal');
    expect((await server.app.inject({ url: '/livez' })).statusCode).toBe(200);
  });
});

/** What a server answers to bytes that may be no request. */
async function answerTo(bytes: string): Promise<string> {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

describe('a connection', () => {
  it('that sends no HTTP is told so', async () => {
    await start({});
    const answer = await answerTo('hello\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/content-type: application\/problem\+json/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'malformed_request', status: 400 });
  });

  it('with headers beyond all measure is told so', async () => {
    await start({});
    const answer = await answerTo(`GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'headers_too_large', status: 431 });
  });

  it.each([
    ['headers', 'GET /livez HTTP/1.1\r\nhost: x\r\n'],
    [
      'a body',
      'POST /v1/chats HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\nauthorization: Bearer KEY\r\n\r\n{',
    ],
  ])('that never finishes its %s is ended', async (_name, bytes) => {
    await start({ requestTimeoutMs: 300, clock: systemClock });
    const token = await clientToken(server, server.tenant);
    const answer = await answerTo(bytes.replace('KEY', token));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('request_timeout');
  });
});
