import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer({ options: { publicUrl: 'https://prep.example.com' } });
  headers = bearer(await clientToken(server, server.tenant));
});
afterAll(() => server.close());

const get = (url: string, more: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, headers: { ...headers, ...more } });

describe('every answer', () => {
  it.each(['/v1/me', '/livez', '/nothing', '/v1/chats/cht_0', '/docs', '/embed/v1/frame', '/v1/chats?limit=x'])(
    'from %s has an id of its request and says what a browser may do with it',
    async (url) => {
      const response = await get(url);
      expect(response.headers['x-request-id']).toMatch(/^req_/);
      expect(response.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      });
      expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  it.each([
    ['my-request-1', true],
    ['short', false],
    ['x'.repeat(65), false],
    ['has spaces in it', false],
    ['line\tbreak-1', false],
  ])('repeats the caller’s request id %j: %s', async (id, kept) => {
    const response = await get('/v1/me', { 'x-request-id': id });
    expect(response.headers['x-request-id'] === id).toBe(kept);
  });

  it('of /v1 says the version, and takes no other', async () => {
    const answered = await get('/v1/me', { 'interview-prep-version': '2026-11-21' });
    expect([
      answered.statusCode,
      answered.headers['interview-prep-version'],
      answered.headers['cache-control'],
    ]).toEqual([200, '2026-11-21', 'no-store']);
    const other = await get('/v1/me', { 'interview-prep-version': '2031-01-01' });
    expectContract(await get('/v1/chats', { 'interview-prep-version': '2031-01-01' }));
    expect([other.statusCode, other.json().errors]).toEqual([
      422,
      [{ in: 'header', path: '/interview-prep-version', message: 'must be 2026-11-21' }],
    ]);
  });

  it('of /v1 may be read by any page, failures as well', async () => {
    for (const url of ['/v1/me', '/v1/nothing', '/v1/chats/cht_0']) {
      const response = await get(url, { origin: 'https://jobs.example.com' });
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers['access-control-expose-headers']).toContain('retry-after');
      expect(response.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });
});

describe('a preflight', () => {
  it('is answered without a credential and kept for ten minutes', async () => {
    const response = await server.app.inject({
      method: 'OPTIONS',
      url: '/v1/chats/cht_1/turns',
      headers: { origin: 'https://jobs.example.com', 'access-control-request-method': 'POST' },
    });
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-max-age': '600' });
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'interview-prep-version'])
      expect(response.headers['access-control-allow-headers']).toContain(name);
  });
});

describe('a problem', () => {
  it('says what, where and whether to try again', async () => {
    const response = await get('/v1/chats/cht_0');
    expectContract(response);
    expect(response.json()).toEqual({
      type: 'https://prep.example.com/docs/errors#not_found',
      title: 'There is nothing here with that id.',
      status: 404,
      code: 'not_found',
      instance: '/v1/chats/cht_0',
      requestId: response.headers['x-request-id'],
      retryable: false,
    });
  });

  it('names the address where there is nothing, without its query', async () => {
    const response = await get('/v1/v1/embed/config?key=ipk_1');
    expect(response.json()).toMatchObject({ code: 'not_found', detail: 'There is nothing at /v1/v1/embed/config.' });
  });

  it('does not repeat a signed link', async () => {
    const response = await get('/v1/documents/prp_0.secret-signature');
    expect(response.statusCode).toBe(403);
    expect(response.body).not.toContain('secret-signature');
  });

  it('asks for a bearer credential', async () => {
    const response = await server.app.inject({ url: '/v1/me' });
    expectContract(response);
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it.each(['Basic abc', 'Bearer', 'Bearer two words', `Bearer ${'x'.repeat(5000)}`])(
    'refuses the credential %.20s',
    async (authorization) => {
      expect((await server.app.inject({ url: '/v1/me', headers: { authorization } })).json().code).toBe(
        'unauthenticated',
      );
    },
  );

  it('does not look for a credential in the address', async () => {
    const token = headers['authorization']?.slice(7) ?? '';
    expect((await server.app.inject({ url: `/v1/me?access_token=${token}&authorization=${token}` })).statusCode).toBe(
      401,
    );
  });
});
