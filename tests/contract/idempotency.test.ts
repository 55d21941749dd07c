import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import { expectContract, framesOf } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let token: string;

beforeEach(async () => {
  server = await startTestServer();
  token = await clientToken(server, server.tenant);
});
afterEach(() => server.close());

const post = async (
  url: string,
  payload: object,
  { key = 'key-number-1', as = token, accept = 'application/json' } = {},
) => {
  const response = await server.app.inject({
    method: 'POST',
    url,
    headers: { ...bearer(as), 'idempotency-key': key, accept },
    payload,
  });
  if (accept === 'application/json' || response.statusCode >= 400) expectContract(response);
  return response;
};

const newChat = async () =>
  (await server.app.inject({ method: 'POST', url: '/v1/chats', headers: bearer(token), payload: {} })).json<{
    id: string;
  }>().id;

function gate(): { passed: Promise<void>; open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

describe('the same key', () => {
  it('knows a request again however its address is written', async () => {
    const id = await newChat();
    const first = await post(`/v1/chats/${id}/turns`, { text: 'hello' });
    const again = await post(`/v1/chats/%63${id.slice(1)}/turns`, { text: 'hello' });
    expect(again.json().turnId).toBe(first.json().turnId);
  });

  it('with the same body gets the first answer again, also when its keys stand in another order', async () => {
    const first = await post('/v1/consents', { kind: 'practice', textVersion: '1' });
    const again = await post('/v1/consents', { textVersion: '1', kind: 'practice' });
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    const list = await server.app.inject({ url: '/v1/consents', headers: bearer(token) });
    expect(list.json().data).toHaveLength(1);
  });

  it('with another body is refused', async () => {
    await post('/v1/consents', { kind: 'practice', textVersion: '1' });
    const other = await post('/v1/consents', { kind: 'practice', textVersion: '2' });
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_mismatch']);
  });

  it('is another key for another candidate and for another address', async () => {
    const other = await clientToken(server, server.tenant, { externalId: 'user-2' });
    const one = await post('/v1/chats', {});
    const two = await post('/v1/chats', {}, { as: other });
    expect(two.json().id).not.toBe(one.json().id);
    const [first, second] = [await newChat(), await newChat()];
    await post(`/v1/chats/${first}/turns`, { text: 'hello' });
    expect((await post(`/v1/chats/${second}/turns`, { text: 'hello' })).json().chatId).toBe(second);
  });

  it('gets a refusal again, though it would go better now', async () => {
    const chatId = await newChat();
    await server.app.inject({ method: 'POST', url: `/v1/chats/${chatId}/complete`, headers: bearer(token) });
    const refused = await post(`/v1/chats/${chatId}/turns`, { text: 'hello' });
    server.chats.turn = async () => expect.unreachable();
    const again = await post(`/v1/chats/${chatId}/turns`, { text: 'hello' });
    expect([refused.statusCode, again.statusCode, again.body]).toEqual([409, 409, refused.body]);
  });

  it.each([
    ['ours', 'storage_unavailable', 503],
    ['a matter of waiting', 'turn_in_flight', 409],
  ] as const)('tries again when the failure was %s', async (_name, code, status) => {
    const chatId = await newChat();
    const turn = server.chats.turn.bind(server.chats);
    server.chats.turn = async () => {
      throw new ServiceError(code);
    };
    expect((await post(`/v1/chats/${chatId}/turns`, { text: 'hello' })).statusCode).toBe(status);
    server.chats.turn = turn;
    expect((await post(`/v1/chats/${chatId}/turns`, { text: 'hello' })).statusCode).toBe(200);
  });

  it('waits for its turn while the first request runs', async () => {
    const opened = gate();
    const release = gate();
    const create = server.chats.create.bind(server.chats);
    server.chats.create = async (...args) => {
      opened.open();
      await release.passed;
      return create(...args);
    };
    const first = post('/v1/chats', {});
    await opened.passed;
    const second = await post('/v1/chats', {});
    expect([second.statusCode, second.json().code, second.headers['retry-after']]).toEqual([
      409,
      'idempotency_in_flight',
      '1',
    ]);
    release.open();
    expect((await first).statusCode).toBe(201);
  });

  it('follows the same turn again from its beginning, and the coach is asked once', async () => {
    const chatId = await newChat();
    const streamed = await post(`/v1/chats/${chatId}/turns`, { text: 'hello' }, { accept: 'text/event-stream' });
    const again = await post(`/v1/chats/${chatId}/turns`, { text: 'hello' }, { accept: 'text/event-stream' });
    const whole = await post(`/v1/chats/${chatId}/turns`, { text: 'hello' });
    expect(framesOf(again.body)).toEqual(framesOf(streamed.body));
    expect(whole.json().events.map(({ id }: { id: string }) => id)).toEqual(
      framesOf(streamed.body).map(({ id }) => id),
    );
    expect(server.chats.turns).toBe(1);
  });

  it('makes one thing of many requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/chats', {})));
    expect(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true);
    expect((await server.app.inject({ url: '/v1/chats', headers: bearer(token) })).json().data).toHaveLength(1);
  });

  it('keeps nothing that somebody who reads the store could use', async () => {
    const minted = await post('/v1/keys', { kind: 'secret' }, { as: server.tenant.secretKey, key: 'the-key-itself' });
    const kept = JSON.stringify(server.idempotency.given);
    for (const secret of [minted.json().secret, minted.json().id, 'the-key-itself']) expect(kept).not.toContain(secret);
    expect(
      (await post('/v1/keys', { kind: 'secret' }, { as: server.tenant.secretKey, key: 'the-key-itself' })).body,
    ).toBe(minted.body);
  });

  it('must have at least eight characters', async () => {
    const refused = await post('/v1/chats', {}, { key: 'short' });
    expect([refused.statusCode, refused.json().errors[0].path]).toEqual([422, '/idempotency-key']);
  });
});
