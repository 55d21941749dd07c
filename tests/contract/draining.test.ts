import { Agent, request, type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { MemorySession } from './fakes/session.ts';
import { chatId, headers, port, server, settled } from './stream-server.ts';

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
