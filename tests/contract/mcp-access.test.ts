import { describe, expect, it } from 'vitest';
import { rawMessage, textOf } from './mcp-client.ts';
import { bearer, clientToken, serviceToken } from './test-server.ts';
import { server, send, candidate, acting, client } from './mcp-clients.ts';

const listed = rawMessage('tools/list');

describe('who may use the tools', () => {
  const tampered = (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;

  it.each([
    ['nothing', async () => ({})],
    ['a cookie', async () => ({ cookie: `session=${await clientToken(server, server.tenant)}` })],
    ['an address alone', async () => ({ 'x-user-email': 'amara@example.com' })],
    ['a token in another header', async () => ({ 'x-api-key': await clientToken(server, server.tenant) })],
    ['another scheme', async () => ({ authorization: `Basic ${await clientToken(server, server.tenant)}` })],
    ['garbage', async () => bearer('ict_garbage')],
    ['a service token that is none', async () => ({ ...bearer('ist_garbage'), 'x-user-email': 'amara@example.com' })],
    ['a changed token', async () => bearer(tampered(await clientToken(server, server.tenant)))],
    [
      'a client token that calls itself a service token',
      async () => ({
        ...bearer((await clientToken(server, server.tenant)).replace('ict_', 'ist_')),
        'x-user-email': 'amara@example.com',
      }),
    ],
    [
      'a service token that calls itself a client token',
      async () => bearer((await serviceToken(server, server.tenant)).token.replace('ist_', 'ict_')),
    ],
    ['a secret key that is none', async () => bearer('isk_garbage')],
  ])('is not told by %s: 401 that names the scheme', async (_what, headers) => {
    const response = await send(await headers(), listed);
    expect([response.statusCode, response.headers['www-authenticate'], response.headers['content-type']]).toEqual([
      401,
      'Bearer',
      'application/problem+json',
    ]);
  });

  it.each([
    ['a secret key', async () => bearer(server.tenant.secretKey), 'takes a client token or a service token'],
    [
      'a secret key that says for whom',
      async () => ({ ...bearer(server.tenant.secretKey), 'x-user-email': 'amara@example.com' }),
      'takes a client token or a service token',
    ],
    ['a publishable key', async () => bearer(server.tenant.publishableKey), 'takes a client token or a service token'],
    [
      'a publishable key in a page',
      async () => ({ ...bearer(server.tenant.publishableKey), origin: server.tenant.origin }),
      'takes a client token or a service token',
    ],
    [
      'a client token that says for whom',
      async () => ({ ...(await candidate('amara')), 'x-user-email': 'bela@example.com' }),
      'Only a service token',
    ],
    [
      'a service token in a browser',
      async () => ({ ...(await acting('amara@example.com')), origin: 'http://127.0.0.1:3000' }),
      'belongs on a backend',
    ],
  ])('does not include %s: 403 that says why', async (_what, headers, why) => {
    const response = await send(await headers(), listed);
    expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([
      403,
      expect.stringContaining(why),
    ]);
  });

  it.each([
    '',
    'amara',
    'amara@',
    '@example.com',
    'a@b@c.example',
    'amara@example.com, bela@example.com',
    'amara@example.com\tbela@example.com',
    "' OR 1=1 --",
    `${'a'.repeat(200)}@example.com`,
    '../../amara@example.com',
    'cand_1',
  ])('does not include a service for %j', async (email) => {
    const response = await send(await acting(email), listed);
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([422, 'validation_failed']);
  });

  it('does not include a service that does not say for whom', async () => {
    const response = await send(bearer((await serviceToken(server, server.tenant)).token), listed);
    expect([response.statusCode, response.json<{ errors: unknown[] }>().errors]).toEqual([
      422,
      [{ in: 'header', path: '/x-user-email', message: expect.any(String) }],
    ]);
  });

  it('is the same candidate for a service as for a token of the same external id, however the address is written', async () => {
    const own = await client(await candidate('fatima@example.com'));
    await own.callTool({ name: 'upload_resume', arguments: { content: 'Fatima drives a lorry.' } });
    const service = await client(await acting('Fatima@Example.COM'));
    expect(textOf(await service.callTool({ name: 'get_resume', arguments: {} }))).toContain('lorry');
    const elsewhere = await client(await acting('fatima@example.com', server.otherTenant));
    expect((await elsewhere.callTool({ name: 'get_resume', arguments: {} })).isError).toBe(true);
  });

  it('ends with the token: expired or revoked is 401', async () => {
    const statusOf = async (headers: Record<string, string>) => (await send(headers, listed)).statusCode;
    const { id, token } = await serviceToken(server, server.tenant);
    const service = { ...bearer(token), 'x-user-email': 'grace@example.com' };
    expect(await statusOf(service)).toBe(200);
    const foreign = await server.app.inject({
      method: 'DELETE',
      url: `/v1/service-tokens/${id}`,
      headers: bearer(server.otherTenant.secretKey),
    });
    expect([foreign.statusCode, await statusOf(service)]).toEqual([404, 200]);
    await server.app.inject({
      method: 'DELETE',
      url: `/v1/service-tokens/${id}`,
      headers: bearer(server.tenant.secretKey),
    });
    expect(await statusOf(service)).toBe(401);
    const short = {
      ...bearer((await serviceToken(server, server.tenant, 60)).token),
      'x-user-email': 'grace@example.com',
    };
    const client60 = bearer(await clientToken(server, server.tenant, { ttlSeconds: 60 }));
    expect([await statusOf(short), await statusOf(client60)]).toEqual([200, 200]);
    await server.clock.advance(60_000);
    expect([await statusOf(short), await statusOf(client60)]).toEqual([401, 401]);
  });

  it('is, in a browser, who holds a token made for that page, or who asks from our own origin', async () => {
    const statusOf = async (token: string, origin: string) => {
      const response = await send({ ...bearer(token), origin }, listed);
      return [response.statusCode, response.headers['access-control-allow-origin']];
    };
    const [bound, free] = [
      await clientToken(server, server.tenant, { origin: 'https://jobs.example.com' }),
      await clientToken(server, server.tenant),
    ];
    expect(await statusOf(bound, 'https://jobs.example.com')).toEqual([200, 'https://jobs.example.com']);
    expect(await statusOf(free, 'http://127.0.0.1:3000')).toEqual([200, 'http://127.0.0.1:3000']);
    for (const origin of ['https://jobs.example.com', 'https://evil.example', 'http://127.0.0.1:3001', 'null'])
      expect(await statusOf(free, origin), origin).toEqual([403, undefined]);
    for (const origin of ['https://evil.example', 'http://jobs.example.com', 'null'])
      expect(await statusOf(bound, origin), origin).toEqual([403, undefined]);
  });
});

describe('what is sent to the tools', () => {
  it.each([
    [
      'a prototype',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"upload_resume","arguments":{"__proto__":{"content":"x"}}}}',
      400,
      'malformed_request',
    ],
    [
      'a constructor with a prototype',
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"constructor":{"prototype":{"admin":true}}}}',
      400,
      'malformed_request',
    ],
    ['half a message', '{"jsonrpc":"2.0","id":1,', 400, 'malformed_request'],
    ['no message', '', 400, 'malformed_request'],
    ['a very deep one', `${'['.repeat(70)}${']'.repeat(70)}`, 400, 'malformed_request'],
    [
      'text no database can keep',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"upload_resume","arguments":{"content":"a\\u0000b"}}}',
      400,
      'malformed_request',
    ],
    [
      'many at once',
      JSON.stringify(Array.from({ length: 100 }, (_, id) => rawMessage('tools/list', {}, id))),
      400,
      'malformed_request',
    ],
    [
      'more than 1 MiB',
      JSON.stringify(
        rawMessage('tools/call', { name: 'upload_resume', arguments: { content: 'x'.repeat(1024 * 1024) } }),
      ),
      413,
      'payload_too_large',
    ],
  ])('is refused with %s', async (...[, body, status, code]) => {
    const response = await send(await candidate('hostile'), body);
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('is refused as anything but JSON, by any other method, and under another name than ours', async () => {
    const headers = await candidate('hostile');
    expect((await send({ ...headers, 'content-type': 'text/plain' }, listed)).statusCode).toBe(415);
    for (const method of ['GET', 'DELETE'] as const) {
      const response = await send(headers, '', method);
      expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST']);
    }
    for (const host of ['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example'])
      expect((await send({ ...headers, host }, listed)).statusCode, host).toBe(403);
    expect(
      (await send({ ...(await acting('amara@example.com')), host: 'interview-prep.internal:3000' }, listed)).statusCode,
    ).toBe(200);
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000'])
      expect((await send({ ...headers, host }, listed)).statusCode, host).toBe(200);
  });

  it('is answered with the headers of every answer', async () => {
    const { headers } = await send(await candidate('careful'), listed);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store, no-transform',
      'x-request-id': expect.stringMatching(/^req_/),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(headers['set-cookie']).toBeUndefined();
    const preflight = await send({ origin: 'https://jobs.example.com' }, '', 'OPTIONS');
    expect([
      preflight.statusCode,
      preflight.headers['access-control-allow-headers'],
      preflight.headers['access-control-allow-credentials'],
    ]).toEqual([204, expect.stringContaining('authorization'), undefined]);
  });
});
