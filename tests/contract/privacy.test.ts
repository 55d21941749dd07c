import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  token = await clientToken(server, server.tenant);
});
afterAll(() => server.close());

const CANARY = 'canary-of-Amara-Bello';
const log = () => JSON.stringify(server.lines);
const chat = async () =>
  (await server.app.inject({ method: 'POST', url: '/v1/chats', headers: bearer(token), payload: {} })).json<{
    id: string;
  }>().id;

describe('the log', () => {
  it('holds no words, no file, no key, no token and no link of anybody, whether it goes well or not', async () => {
    const headers = bearer(token);
    const chatId = await chat();
    await server.app.inject({ method: 'POST', url: `/v1/chats/${chatId}/turns`, headers, payload: { text: CANARY } });
    await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${chatId}/turns`,
      headers,
      payload: { [CANARY]: CANARY },
    });
    await server.app.inject({
      method: 'POST',
      url: '/v1/postings',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: `{"${CANARY}`,
    });
    await server.app.inject({
      method: 'PUT',
      url: `/v1/resume?fileName=${CANARY}.pdf`,
      headers: { ...headers, 'content-type': 'application/pdf' },
      payload: Buffer.from(CANARY),
    });
    await server.app.inject({ url: `/v1/documents/${CANARY}`, headers });
    await server.app.inject({ url: `/embed/v1/frame?key=${server.tenant.publishableKey}` });
    await server.app.inject({
      url: `/${CANARY}`,
      headers: { ...bearer(`isk_${CANARY}`), 'user-agent': CANARY, 'x-forwarded-for': CANARY },
    });
    expect(server.lines.length).toBeGreaterThan(7);
    for (const secret of [CANARY, token, server.tenant.secretKey, server.tenant.publishableKey])
      expect(log()).not.toContain(secret);
  });

  it('says where a bug is, but not what it said', async () => {
    const turn = server.chats.turn;
    server.chats.turn = async () => {
      throw new TypeError(`cannot store ${CANARY}\n    at ${CANARY} (file:///words.ts:1:1)`);
    };
    const response = await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${await chat()}/turns`,
      headers: bearer(token),
      payload: { text: 'hello' },
    });
    server.chats.turn = turn;
    expectContract(response);
    expect(response.json()).toMatchObject({ status: 500, code: 'internal', retryable: true });
    expect(response.body).not.toContain(CANARY);
    const line = server.lines.find((one) => 'code' in one && one.code === 'internal');
    expect(line).toMatchObject({
      requestId: response.headers['x-request-id'],
      operationId: 'createTurn',
      cause: { name: 'TypeError' },
    });
    expect(JSON.stringify(line)).toContain('privacy.test.ts');
    expect(log()).not.toContain(CANARY);
  });

  it('says what could not be reached, but not what it said', async () => {
    const turn = server.chats.turn;
    server.chats.turn = async () => {
      throw new ServiceError('storage_unavailable', { cause: new Error(`INSERT '${CANARY}' failed`) });
    };
    const response = await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${await chat()}/turns`,
      headers: bearer(token),
      payload: { text: 'hello' },
    });
    server.chats.turn = turn;
    expectContract(response);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.body + log()).not.toContain(CANARY);
    expect(log()).toContain('storage_unavailable');
  });
});
