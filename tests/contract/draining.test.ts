import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import type { MemorySession } from './fakes/session.ts';
import { chatId, headers, port, server, settled } from './stream-server.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

it('closes the connection of a client that keeps it, with the answer that was under way', async () => {
  const agent = new Agent({ keepAlive: true });
  const begun = new Promise<{ session: MemorySession; turnId: string }>((resolve) => {
    server.chats.script = (session, { turnId }) => resolve({ session, turnId });
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    const path = `/v1/chats/${chatId}/turns`;
    const json = { ...headers, accept: 'application/json', 'content-type': 'application/json' };
    request({ host: '127.0.0.1', port, path, method: 'POST', headers: json, agent }, resolve)
      .once('error', reject)
      .end('{"text":"hello"}');
  });
  const { session, turnId } = await begun;
  const closed = server.app.close();
  await settled(() => !server.app.server.listening);
  session.append({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'Hello.' }, { type: 'done', turnId });
  const response = await answered;
  expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
  response.resume();
  // Not after the time that a drain may take, which is half a minute here.
  await closed;
  agent.destroy();
});

/** A connection that has sent only this, and the way to know that it was ended. */
async function halfway(sent: string): Promise<{ socket: Socket; closed: Promise<unknown> }> {
  const accepted = once(server.app.server, 'connection');
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const closed = once(socket, 'close');
  socket.write(sent);
  const [connection] = (await accepted) as [Socket];
  await settled(() => connection.bytesRead === sent.length);
  return { socket, closed };
}

const LOOK_MS = 500;
const UPLOAD = (authorization: string, bytes: number) =>
  `PUT /v1/consents/x HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\n` +
  `content-length: ${bytes}\r\n\r\n{`;

it.each(['', 'POST /v1/chats HTTP/1.1\r\nhost: x\r\n', 'body'])(
  'does not wait for a connection that sent %j and then nothing more',
  async (sent) => {
    const { closed } = await halfway(sent === 'body' ? UPLOAD(headers['authorization'] ?? '', 20) : sent);
    const closing = server.app.close();
    await settled(() => server.clock.sleeping === 2);
    await server.clock.advance(LOOK_MS);
    await closed;
    await closing;
  },
);

it('is not ready from the moment it is about to stop, and answers everything else', async () => {
  const leaving = new AbortController();
  const other = await startTestServer({ options: { leaving: leaving.signal } });
  const ready = async () => other.app.inject('/readyz');
  expect((await ready()).statusCode).toBe(200);
  leaving.abort();
  const refused = await ready();
  expect([refused.statusCode, refused.json().code]).toEqual([503, 'shutting_down']);
  expect((await other.app.inject('/livez')).statusCode).toBe(200);
  const authorization = bearer(await clientToken(other, other.tenant));
  const made = await other.app.inject({ method: 'POST', url: '/v1/chats', headers: authorization, payload: {} });
  expect(made.statusCode).toBe(201);
  await other.close();
});
