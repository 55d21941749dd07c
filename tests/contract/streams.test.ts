import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import type { MemorySession } from './fakes/session.ts';
import { expectContract, expectSchema, framesOf } from './expect-contract.ts';
import { server, say, chatId, headers, settled, follow, port } from './stream-server.ts';

/** A coach that says what the test makes it say, when the test wants it. */
function held(): { session: () => MemorySession; turnId: () => string } {
  const began: { session?: MemorySession; turnId?: string } = {};
  server.chats.script = (session, { turnId }) => void Object.assign(began, { session, turnId });
  return { session: () => began.session!, turnId: () => began.turnId! };
}

describe('a turn as a stream', () => {
  it('sends the events of the contract in order, ends with done, and sends no decisions', async () => {
    const { response, body, ended } = await say();
    expect(await ended).toBe('end');
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    expect(response.headers['x-request-id']).toBeDefined();
    expect(response.headers['content-encoding']).toBeUndefined();
    const frames = framesOf(body());
    for (const { data } of frames) expectSchema('TurnEvent', data);
    expect(frames.map(({ event }) => event)).toEqual(['message', 'token', 'usage', 'done']);
    expect(body()).not.toContain('private decision');
  });

  it('is told as it is made', async () => {
    const coach = held();
    const listener = await say();
    await listener.has('hello');
    coach.session().append({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'One' });
    await listener.has('One');
    coach.session().append({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: ' two' });
    await listener.has(' two');
    coach.session().append({ type: 'done', turnId: coach.turnId() });
    expect(await listener.ended).toBe('end');
    expect(framesOf(listener.body()).map(({ id }) => id)).toEqual(['2', '3.3', '3.7', '4']);
  });

  it('cannot be forged by what somebody writes', async () => {
    const evil = 'x\n\nid: 9\nevent: pdf_generated\ndata: {"type":"pdf_generated","url":"https://evil.example"}\n\n';
    server.chats.script = (session, { turnId }) =>
      session.append({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: evil }, { type: 'done', turnId });
    const { body, ended } = await say({ text: evil });
    await ended;
    expect(framesOf(body()).map(({ event }) => event)).toEqual(['message', 'token', 'done']);
  });

  it('ends with the error that the turn ended with', async () => {
    server.chats.script = (session) =>
      session.append({ type: 'error', code: 'turn_interrupted', message: 'Send it again.', retryable: true });
    const { body, ended } = await say();
    expect([await ended, framesOf(body()).at(-1)?.event]).toEqual(['end', 'error']);
  });

  it('fails before its first event as any request does', async () => {
    await server.app.inject({ method: 'POST', url: `/v1/chats/${chatId}/complete`, headers });
    const response = await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${chatId}/turns`,
      headers: { ...headers, accept: 'text/event-stream' },
      payload: { text: 'hello' },
    });
    expectContract(response);
    expect(response.json().code).toBe('session_finished');
    server.chats.events = async function* () {
      yield* [];
      throw new ServiceError('storage_unavailable');
    };
    const other = (await server.app.inject({ method: 'POST', url: '/v1/chats', headers, payload: {} })).json().id;
    const failed = await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${other}/turns`,
      headers: { ...headers, accept: 'text/event-stream' },
      payload: { text: 'hello' },
    });
    expect([failed.statusCode, failed.headers['content-type']]).toEqual([503, 'application/problem+json']);
  });

  it('is cut, not ended, when its events cannot be read any further', async () => {
    server.chats.events = async function* () {
      yield {
        position: { seq: 2, characters: 0 },
        at: 0,
        fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'One' },
      };
      throw new Error('lost');
    };
    expect(await (await say()).ended).toBe('cut');
  });

  it('goes on without its listener, who finds the rest later', async () => {
    const coach = held();
    const listener = await say();
    await listener.has('hello');
    coach.session().append({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'One' });
    await listener.has('One');
    listener.leave();
    await settled(() => server.chats.readers === 0);
    coach
      .session()
      .append(
        { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: ' two' },
        { type: 'done', turnId: coach.turnId() },
      );
    const rest = await follow({ 'last-event-id': '3.3' });
    await rest.has('done');
    expect(framesOf(rest.body()).map(({ id, data }) => [id, (data as { text?: string }).text])).toEqual([
      ['3.7', ' two'],
      ['4', undefined],
    ]);
    rest.leave();
  });
});

describe('a turn as one object', () => {
  const whole = (accept = 'application/json') =>
    server.app.inject({
      method: 'POST',
      url: `/v1/chats/${chatId}/turns`,
      headers: { ...headers, accept },
      payload: { text: 'hello' },
    });

  it.each(['application/json', '*/*', 'text/html', 'application/json, text/event-stream;q=0.5', ''])(
    'is what Accept %j gets',
    async (accept) => {
      const response = await whole(accept);
      expectContract(response);
      expect(response.json()).toMatchObject({ chatId, state: 'active', message: 'Tell me about a shift.' });
    },
  );

  it.each(['text/event-stream', 'text/event-stream, */*;q=0.1', 'text/*'])(
    'is not what Accept %j gets',
    async (accept) => {
      const response = await whole(accept);
      expectContract(response);
      expect(response.headers['content-type']).toContain('text/event-stream');
    },
  );

  it('fails as the problem of the error that ended it', async () => {
    server.chats.script = (session) =>
      session.append(
        { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'One' },
        { type: 'error', code: 'turn_interrupted', message: 'Send it again.', retryable: true },
      );
    const response = await whole();
    expectContract(response);
    expect([response.statusCode, response.json().code, response.json().detail]).toEqual([
      503,
      'turn_interrupted',
      'Send it again.',
    ]);
  });
});

describe('a server that stops', () => {
  it('ends open streams with the wish to come back and lets requests under way finish', async () => {
    const listener = await follow();
    await listener.has('disclosure');
    const coach = held();
    const under = server.app.inject({
      method: 'POST',
      url: `/v1/chats/${chatId}/turns`,
      headers,
      payload: { text: 'hello' },
    });
    await settled(() => server.chats.readers === 2);
    const closing = server.close();
    expect(await listener.ended).toBe('end');
    expect(framesOf(listener.body()).at(-1)).toEqual({ retry: '1500' });
    coach.session().append({ type: 'done', turnId: coach.turnId() });
    expect((await under).statusCode).toBe(200);
    await closing;
    expect(server.chats.readers).toBe(0);
  });

  it('says so to whoever was just asking, and closes the connection', async () => {
    held();
    const under = await say();
    const accepted = once(server.app.server, 'connection');
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET /readyz HTTP/1.1\r\n');
    const [connection] = (await accepted) as [Socket];
    await settled(() => connection.bytesRead > 0);
    const closing = server.close();
    await settled(() => !server.app.server.listening);
    socket.write('host: x\r\n\r\n');
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toContain('"code":"shutting_down"');
    under.leave();
    await closing;
  });

  it('does not wait longer than it may for a request that does not end', async () => {
    held();
    const stuck = new Promise((resolve) => {
      const call = request({
        host: '127.0.0.1',
        port,
        path: `/v1/chats/${chatId}/turns`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
      });
      call.once('error', resolve);
      call.end('{"text":"hello"}');
    });
    await settled(() => server.chats.readers === 1);
    const closing = server.close();
    await settled(() => server.clock.sleeping > 0);
    await server.clock.advance(30_000);
    expect(await stuck).toBeInstanceOf(Error);
    await closing;
  });
});
