import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  headers = bearer(await clientToken(server, server.tenant));
});
afterAll(() => server.close());

const post = async (url: string, payload: string | object | Buffer, more: Record<string, string> = {}) => {
  const response = await server.app.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload });
  return { status: response.statusCode, problem: response.body === '' ? undefined : response.json(), response };
};

describe('a body', () => {
  it('is refused with every wrong field named by its pointer', async () => {
    const { status, problem, response } = await post('/v1/postings', {
      source: { kind: 'text', text: 5, surprise: true },
      more: 1,
    });
    expectContract(response);
    expect(status).toBe(422);
    expect(problem.code).toBe('validation_failed');
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        { in: 'body', path: '/more', message: 'is not a field we know' },
        { in: 'body', path: '/source/surprise', message: 'is not a field we know' },
        { in: 'body', path: '/source/text', message: 'must be text' },
      ]),
    );
    expect(problem.errors).toHaveLength(3);
  });

  it('names a field that is missing', async () => {
    const { problem } = await post('/v1/consents', { kind: 'practice' });
    expect(problem.errors).toEqual([{ in: 'body', path: '/textVersion', message: 'is missing' }]);
  });

  it('names the kind that a union does not know, and nothing of the other branches', async () => {
    const { problem } = await post('/v1/postings', { source: { kind: 'fax', text: 'x' } });
    expect(problem.errors).toEqual([{ in: 'body', path: '/source/kind', message: 'does not name a kind we know' }]);
  });

  it.each([
    ['an empty text', { text: '' }, 'must not be empty'],
    ['a text too long', { text: 'x'.repeat(8001) }, 'must have at most 8000 characters'],
    ['null', { text: null }, 'must be text'],
    ['a number that could be text', { text: 5 }, 'must be text'],
  ])('with %s is refused in plain words', async (_name, payload, message) => {
    const { status, problem } = await post('/v1/chats/cht_0/turns', payload);
    expect(status).toBe(422);
    expect(problem.errors).toEqual([{ in: 'body', path: '/text', message }]);
  });

  it.each([
    ['cut', '{"source":'],
    ['empty', ''],
    ['with a prototype', '{"__proto__":{"a":1}}'],
    ['nested 65 deep', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['in broken UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('that is %s is malformed', async (_name, payload) => {
    const { status, problem, response } = await post('/v1/postings', payload, { 'content-type': 'application/json' });
    expectContract(response);
    expect([status, problem.code]).toEqual([400, 'malformed_request']);
  });

  it.each([
    ['another type', { 'content-type': 'text/plain' }],
    ['a file', { 'content-type': 'application/pdf' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', {}],
    ['a compressed one', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('of %s is unsupported', async (_name, more: Record<string, string>) => {
    const { status, problem, response } = await post('/v1/postings', Buffer.from('{}'), more);
    expectContract(response);
    expect([status, problem.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('may have exactly 1 MiB and no byte more', async () => {
    const text = (bytes: number) =>
      JSON.stringify({ source: { kind: 'text', text: 'x'.repeat(bytes - 40) } }).padEnd(bytes, ' ');
    const type = { 'content-type': 'application/json' };
    expect((await post('/v1/postings', text(1024 * 1024), type)).status).toBe(422);
    const { status, problem, response } = await post('/v1/postings', text(1024 * 1024 + 1), type);
    expectContract(response);
    expect([status, problem.code]).toEqual([413, 'payload_too_large']);
  });

  it('of a résumé may have exactly 5 MiB and no byte more', async () => {
    const put = (bytes: number) =>
      server.app.inject({
        method: 'PUT',
        url: '/v1/resume?fileName=a.pdf',
        headers: { ...headers, 'content-type': 'application/pdf' },
        payload: Buffer.alloc(bytes, 1),
      });
    const largest = await put(5 * 1024 * 1024);
    expectContract(largest);
    expect(largest.json()).toMatchObject({ text: '5242880 bytes', fileName: 'a.pdf' });
    const larger = await put(5 * 1024 * 1024 + 1);
    expectContract(larger);
    expect(larger.statusCode).toBe(413);
  });

  it('sent where none is taken is ignored', async () => {
    const chat = (await post('/v1/chats', {})).problem;
    for (const type of ['application/json', 'text/weird']) {
      const { response } = await post(`/v1/chats/${chat.id}/turns/trn_0/cancel`, Buffer.from('not json'), {
        'content-type': type,
      });
      expect(response.statusCode).toBe(204);
    }
  });
});

describe('what stands in the address', () => {
  const get = async (url: string, more: Record<string, string> = {}) => {
    const response = await server.app.inject({ method: 'GET', url, headers: { ...headers, ...more } });
    return { status: response.statusCode, problem: response.json(), response };
  };

  it('is read as the type it stands for', async () => {
    expect((await get('/v1/chats?limit=5')).status).toBe(200);
  });

  it.each([
    ['/v1/chats?limit=0', 'query', '/limit', 'must be at least 1'],
    ['/v1/chats?limit=many', 'query', '/limit', 'must be a whole number'],
    ['/v1/chats?limit=1&limit=2', 'query', '/limit', 'must be a whole number'],
    ['/v1/chats/CHT-1', 'path', '/chatId', 'does not have the right form'],
    ['/v1/chats/cht_1/events?after=x', 'query', '/after', 'does not have the right form'],
  ])('%s is refused by name', async (url, ...[part, path, message]) => {
    const { status, problem, response } = await get(url);
    expectContract(response);
    expect(status).toBe(422);
    expect(problem.errors).toEqual([{ in: part, path, message }]);
  });

  it('is checked in headers as well, whatever their case', async () => {
    const { problem } = await get('/v1/chats/cht_1/events', { 'Last-Event-ID': 'nonsense' });
    expect(problem.errors).toEqual([{ in: 'header', path: '/last-event-id', message: 'does not have the right form' }]);
  });

  it.each(['/', '/v1', '/v1/nothing', '/embed/v1/none.js', `/v1/documents/${'x'.repeat(1300)}`, '/v1/CHATS'])(
    '%s is an address without anything',
    async (url) => {
      const { status, problem, response } = await get(url);
      expect([status, problem.code, response.headers['content-type']]).toEqual([
        404,
        'not_found',
        'application/problem+json',
      ]);
    },
  );

  it('is malformed when it cannot be decoded', async () => {
    const { status, problem, response } = await get('/v1/chats/%zz');
    expect([status, problem.code, response.headers['content-type']]).toEqual([
      400,
      'malformed_request',
      'application/problem+json',
    ]);
    expect(response.headers['x-request-id']).toBe(problem.requestId);
  });

  it('says which methods it takes', async () => {
    const response = await server.app.inject({ method: 'DELETE', url: '/v1/chats', headers });
    expect([response.statusCode, response.json().code, response.headers['allow']]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD, POST',
    ]);
  });
});
