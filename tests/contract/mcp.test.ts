import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERAS, listening, mcpClient, messagesOf, RAW_HEADERS, rawMessage, textOf, type Era } from './mcp-client.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, serviceToken, type TestServer } from './test-server.ts';

let server: TestServer;
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

async function client(headers: Record<string, string>, era?: Era): Promise<Client> {
  const opened = await mcpClient(url, headers, era);
  clients.push(opened);
  return opened;
}

const candidate = async (externalId: string, more: { scopes?: string[] } = {}) =>
  bearer(await clientToken(server, server.tenant, { externalId, ...more }));
const acting = async (email: string, tenant = server.tenant) => ({
  ...bearer((await serviceToken(server, tenant)).token),
  'x-user-email': email,
});
const send = (
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
const listed = rawMessage('tools/list');

describe('the tools over MCP', () => {
  it.each(ERAS)('[S0-6] are the tools of the house to a client of %s, and none takes a user', async (era) => {
    const { tools } = await (await client(await candidate('lists'), era)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['get_resume', 'upload_resume', 'list_preps', 'generate_prep']),
    );
    for (const { name, inputSchema, outputSchema, annotations, description } of tools) {
      expect(Object.keys(inputSchema.properties ?? {}).join(), name).not.toMatch(
        /user|tenant|candidate|e-?mail|subject|owner|scope/i,
      );
      expect(
        [inputSchema.type, outputSchema?.type, typeof annotations?.readOnlyHint, description === ''],
        name,
      ).toEqual(['object', 'object', 'boolean', false]);
    }
    const hintOf = (tool: string) => tools.find(({ name }) => name === tool)?.annotations;
    expect([hintOf('get_resume'), hintOf('upload_resume')]).toEqual([
      { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
      { readOnlyHint: false },
    ]);
  });

  it('[S0-1] never mix the candidates of many interleaved calls, of whichever door and age', async () => {
    const service = await serviceToken(server, server.tenant);
    const people = [
      { name: 'Amara', client: await client(await candidate('amara'), '2025') },
      { name: 'Bela', client: await client(await candidate('bela'), '2026') },
      {
        name: 'Chidi',
        client: await client({ ...bearer(service.token), 'x-user-email': 'chidi@example.com' }, '2025'),
      },
      {
        name: 'Dolores',
        client: await client({ ...bearer(service.token), 'x-user-email': 'dolores@example.com' }, '2026'),
      },
      { name: 'Edda', client: await client(await acting('chidi@example.com', server.otherTenant), '2026') },
    ];
    const kept = await Promise.all(
      people.map(({ name, client: own }) =>
        own.callTool({ name: 'upload_resume', arguments: { content: `${name} worked as a nurse for six years.` } }),
      ),
    );
    expect(kept.map((result) => result.isError ?? false)).toEqual(people.map(() => false));
    const rounds = Array.from({ length: 30 }, (_, round) => people[(round * 7) % people.length]).flatMap((person) =>
      person === undefined ? [] : [person, ...people],
    );
    await Promise.all(
      rounds.map(async ({ name, client: own }, index) => {
        const result =
          index % 5 === 4
            ? await own.callTool({ name: 'list_preps', arguments: {} })
            : await own.callTool({ name: 'get_resume', arguments: {} });
        if (index % 5 === 4) expect(result.structuredContent).toEqual({ preps: [] });
        else expect(result.structuredContent).toMatchObject({ text: expect.stringContaining(name) });
        for (const other of people) if (other.name !== name) expect(textOf(result)).not.toContain(other.name);
      }),
    );
    expect(rounds.length).toBeGreaterThan(150);
  });

  it('[S0-6] make a document for a job advert, with progress, and list it', async () => {
    const own = await client(await candidate('prepares'));
    const progress: { progress: number; total?: number | undefined; message?: string | undefined }[] = [];
    const advert = 'Staff nurse. You must have three years of experience on a ward. You must speak English.';
    const made = await own.callTool(
      { name: 'generate_prep', arguments: { job_description: advert } },
      { onprogress: (step) => progress.push(step) },
    );
    expect(made.structuredContent).toMatchObject({ status: 'ready', url: expect.stringContaining('/v1/documents/') });
    expect(JSON.parse(textOf(made))).toEqual(made.structuredContent);
    const steps = progress.map((step) => step.progress);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(progress.every(({ total = 0, message = '' }) => total >= (steps.at(-1) ?? 0) && message !== '')).toBe(true);
    const { structuredContent } = await own.callTool({ name: 'list_preps', arguments: {} });
    expect(structuredContent).toMatchObject({ preps: [{ status: 'ready' }] });
    expect(
      (await (await client(await candidate('others'))).callTool({ name: 'list_preps', arguments: {} }))
        .structuredContent,
    ).toEqual({ preps: [] });
  });

  it('answer every wrong input with words, and none with a failure of ours', async () => {
    const headers = await candidate('wrong');
    const own = await client(headers);
    const { tools } = await own.listTools();
    const wrong: unknown[] = [
      null,
      'text',
      7,
      [],
      true,
      { job_description: 1 },
      { content: '' },
      { content: null },
      { content: ['x'] },
      { content: 'x'.repeat(60_001) },
      { user: 'usr_1', tenantId: 'ten_b' },
      { scope: { subject: { id: 'cand_b' } } },
    ];
    for (const { name, inputSchema } of tools) {
      for (const args of wrong) {
        const response = await send(headers, rawMessage('tools/call', { name, arguments: args }));
        const [answer] = messagesOf(response.body);
        expect(response.statusCode, `${name} ${JSON.stringify(args)?.slice(0, 60)}`).toBeLessThan(500);
        const isObject = typeof args === 'object' && args !== null && !Array.isArray(args);
        const needsNothing =
          (inputSchema.required ?? []).length === 0 &&
          isObject &&
          !Object.keys(args).some((key) => key in (inputSchema.properties ?? {}));
        // A tool that needs no input has none to refuse; what it then says is about the candidate, who has nothing yet.
        if (!needsNothing)
          expect(
            answer?.error !== undefined || answer?.result?.isError === true,
            `${name} ${JSON.stringify(args)?.slice(0, 60)}`,
          ).toBe(true);
        expect(response.body).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/src\//);
      }
    }
  });

  it('[S0-6] take no identity from arguments: what they name is ignored or refused', async () => {
    const [mine, theirs] = [await client(await candidate('mine')), await client(await candidate('theirs'))];
    await theirs.callTool({ name: 'upload_resume', arguments: { content: 'Theirs alone.' } });
    const result = await mine.callTool({
      name: 'get_resume',
      arguments: {
        user: 'theirs',
        candidateId: 'theirs',
        email: 'theirs',
        tenantId: 'x',
        scope: { subject: { id: 'theirs' } },
      },
    });
    expect([result.isError, textOf(result)]).toEqual([true, expect.not.stringContaining('Theirs')]);
  });

  it('are only those that the token is good for', async () => {
    const headers = await candidate('narrow', { scopes: ['preps'] });
    const { tools } = await (await client(headers)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['list_preps', 'generate_prep']));
    expect(tools.map(({ name }) => name)).not.toContain('get_resume');
    const [refused] = messagesOf(
      (await send(headers, rawMessage('tools/call', { name: 'get_resume', arguments: {} }))).body,
    );
    const [unknown] = messagesOf(
      (await send(headers, rawMessage('tools/call', { name: 'no_such_tool', arguments: {} }))).body,
    );
    expect(refused?.error).toEqual(unknown?.error);
    expect(refused?.error?.code).toBe(-32_602);
  });

  it('do nothing for a candidate who withdrew consent, and go on when it is given again', async () => {
    const headers = await candidate('withdrawn');
    const consent = { kind: 'practice', textVersion: '2026-11-21' };
    const { id } = (await server.app.inject({ method: 'POST', url: '/v1/consents', headers, payload: consent })).json<{
      id: string;
    }>();
    const own = await client(headers);
    expect((await own.callTool({ name: 'list_preps', arguments: {} })).isError ?? false).toBe(false);
    await server.app.inject({ method: 'POST', url: `/v1/consents/${id}/withdraw`, headers });
    expect(await own.callTool({ name: 'list_preps', arguments: {} })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('not agreed') }],
    });
    await server.clock.advance(1);
    await server.app.inject({ method: 'POST', url: '/v1/consents', headers, payload: consent });
    expect((await own.callTool({ name: 'list_preps', arguments: {} })).isError ?? false).toBe(false);
  });
});

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
