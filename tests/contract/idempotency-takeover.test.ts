import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryIdempotencyStore } from '../../packages/server/src/adapters/storage/memory/idempotency-store.ts';
import { contract } from '../../packages/server/src/entrypoints/http/contract.ts';
import { expectContract } from './expect-contract.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, type TestServer } from './test-server.ts';

const TEXT = 'Requirements\n- Two years of nursing.\n- Clear communication with families.';
const source = { kind: 'text', title: 'Nurse', text: TEXT };

/** As if the process had died before it could note any answer, and the lease of its claim had run out since. */
function forgetful() {
  const store = memoryIdempotencyStore();
  const claim: typeof store.claim = (scope, request) => store.claim(scope, { ...request, until: 0 });
  return { ...store, claim, answer: async () => undefined };
}

let server: TestServer;
let token: string;
let postingId: string;
let chatId: string;
let keyId: string;

beforeAll(async () => {
  server = await startRealServer({}, { idempotency: forgetful() });
  token = await clientToken(server, server.tenant);
  postingId = (await post('/v1/postings', { source }, { as: token })).json().id;
  chatId = (await post('/v1/chats', {}, { as: token })).json().id;
  keyId = (await post('/v1/keys', { kind: 'secret' }, { as: server.tenant.secretKey })).json().id;
});
afterAll(() => server.close());

async function post(url: string, payload: object, { as, key }: { as: string; key?: string }) {
  const headers = {
    ...bearer(as),
    accept: 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  const response = await server.app.inject({ method: 'POST', url, headers, payload });
  expectContract(response);
  return response;
}

async function idsIn(url: string, as: string): Promise<string[]> {
  const response = await server.app.inject({ url: `${url}?limit=100`, headers: bearer(as) });
  return response.json<{ data: { id: string }[] }>().data.map(({ id }) => id);
}

type Request = { url: string; body: object; by: 'backend' | 'candidate'; list?: string; fresh?: readonly string[] };

/** Every operation that takes an idempotency key. `fresh`: fields that a second run may make anew. */
const requests: Record<string, () => Request> = {
  createClientToken: () => ({
    url: '/v1/client-tokens',
    body: { candidate: { externalId: 'user-1' } },
    by: 'backend',
    fresh: ['token', 'expiresAt'],
  }),
  createServiceToken: () => ({
    url: '/v1/service-tokens',
    body: { actFor: 'candidates' },
    by: 'backend',
    fresh: ['token', 'expiresAt'],
  }),
  createToolServer: () => ({
    url: '/v1/tool-servers',
    body: { name: 'handbook', url: 'https://tools.example.com/mcp', tools: ['find'], bearerToken: 'a-secret-token' },
    by: 'backend',
    list: '/v1/tool-servers',
  }),
  createPosting: () => ({
    url: '/v1/postings',
    body: { source: { ...source, title: 'Another nurse' } },
    by: 'candidate',
    list: '/v1/postings',
  }),
  createChat: () => ({ url: '/v1/chats', body: { postingId }, by: 'candidate', list: '/v1/chats' }),
  createTurn: () => ({ url: `/v1/chats/${chatId}/turns`, body: { text: 'Ask me a question.' }, by: 'candidate' }),
  createPrep: () => ({
    url: '/v1/preps',
    body: { postingId },
    by: 'candidate',
    list: '/v1/preps',
    fresh: ['status', 'step', 'stepsDone', 'pages', 'url'],
  }),
  recordConsent: () => ({
    url: '/v1/consents',
    body: { kind: 'practice', textVersion: '7' },
    by: 'candidate',
    list: '/v1/consents',
  }),
  createKey: () => ({ url: '/v1/keys', body: { kind: 'secret', name: 'CI' }, by: 'backend', list: '/v1/keys' }),
  rotateKey: () => ({ url: `/v1/keys/${keyId}/rotate`, body: { overlapSeconds: 0 }, by: 'backend', list: '/v1/keys' }),
};

describe('a request that runs again because its first run was cut off', () => {
  it('is tested here for every operation that takes an idempotency key', () => {
    const taking = contract().operations.filter(({ takesIdempotencyKey }) => takesIdempotencyKey);
    expect(Object.keys(requests).toSorted()).toEqual(taking.map(({ id }) => id).toSorted());
  });

  it.each(Object.keys(requests))('makes one thing: %s', async (operation) => {
    const { url, body, by, list, fresh = [] } = requests[operation]?.() ?? expect.unreachable();
    const as = by === 'backend' ? server.tenant.secretKey : token;
    const before = list === undefined ? [] : await idsIn(list, as);
    const first = await post(url, body, { as, key: `key-of-${operation}` });
    await server.clock.advance(5_000);
    const [second, third] = await Promise.all([1, 2].map(() => post(url, body, { as, key: `key-of-${operation}` })));
    expect(first.statusCode).toBeLessThan(300);
    for (const again of [second, third]) {
      expect(again?.statusCode).toBe(first.statusCode);
      expect(without(fresh, again?.json() ?? {})).toEqual(without(fresh, first.json()));
    }
    const id: string = first.json().id;
    if (list !== undefined) expect((await idsIn(list, as)).filter((one) => !before.includes(one))).toEqual([id]);
    const other = await post(url, changed(operation, body), { as, key: `other-key-of-${operation}` });
    if (other.statusCode < 300) expect(other.json().id ?? other.json().turnId).not.toBe(id ?? first.json().turnId);
  });

  it('gives a key that works, and tokens that one id revokes', async () => {
    const backend = server.tenant.secretKey;
    const key = { as: backend, key: 'another-key-of-tokens' };
    const secrets = [await post('/v1/keys', { kind: 'secret' }, key), await post('/v1/keys', { kind: 'secret' }, key)];
    for (const secret of secrets) expect(await idsIn('/v1/keys', secret.json().secret)).toContain(secret.json().id);
    const order = { candidate: { externalId: 'user-2' } };
    const tokens = [await post('/v1/client-tokens', order, key), await post('/v1/client-tokens', order, key)];
    for (const minted of tokens) expect(await idsIn('/v1/chats', minted.json().token)).toEqual([]);
    const url = `/v1/client-tokens/${tokens[0]?.json().id}`;
    await server.app.inject({ method: 'DELETE', url, headers: bearer(backend) });
    for (const minted of tokens) {
      const refused = await server.app.inject({ url: '/v1/chats', headers: bearer(minted.json().token) });
      expect(refused.statusCode).toBe(401);
    }
    const another = await post('/v1/client-tokens', order, key);
    expect(await idsIn('/v1/chats', another.json().token)).toEqual([]);
  });

  it('follows a turn that is no longer the last of its chat', async () => {
    const chat = (await post('/v1/chats', {}, { as: token })).json().id;
    const say = (text: string) => post(`/v1/chats/${chat}/turns`, { text }, { as: token, key: `key-of-${text}` });
    const first = await say('first words');
    await say('second words');
    expect((await say('first words')).json()).toEqual(first.json());
    const { messages } = (await server.app.inject({ url: `/v1/transcripts/${chat}`, headers: bearer(token) })).json<{
      messages: { speakerId: string; text: string }[];
    }>();
    expect(messages.filter(({ speakerId }) => speakerId === 'candidate').map(({ text }) => text)).toEqual([
      'first words',
      'second words',
    ]);
  });
});

function without(names: readonly string[], answer: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)));
}

/** Another request, where the same one would be refused or be for what is there. */
function changed(operation: string, body: object): object {
  if (operation === 'createToolServer') return { ...body, name: 'other' };
  return operation === 'createPosting' ? { source: { ...source, title: 'A third nurse' } } : body;
}
