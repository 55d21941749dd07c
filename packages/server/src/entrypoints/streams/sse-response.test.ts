import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import type { Sink } from './ports.ts';
import { sseResponse } from './sse-response.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** A server that streams by `script`, and what a raw client gets from it for these requests. */
async function streaming(script: (sink: Sink) => void) {
  const app = Fastify();
  apps.push(app);
  const listeners: (() => number)[] = [];
  const closed: Promise<void>[] = [];
  app.get('/', (request, reply) => {
    reply.header('x-request-id', 'req_1');
    const { socket } = request.raw;
    listeners.push(() => socket.listenerCount('drain'));
    closed.push(new Promise((resolve) => script(sseResponse(reply)({ drained() {}, closed: resolve }))));
    return reply;
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const client = (...requests: string[]) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    let answer = '';
    socket.on('data', (chunk: string) => (answer += chunk));
    for (const request of requests) socket.write(request);
    return { answer: () => answer, ended: once(socket, 'close').then(() => answer), socket };
  };
  return { app, client, listeners, closed };
}

const GET = (version: string, connection: string) =>
  `GET / HTTP/${version}\r\nhost: x\r\nconnection: ${connection}\r\n\r\n`;
const twoTexts = (sink: Sink) => {
  sink.write('data: “Grüße” 😀\n\n');
  sink.write('data: b\n\n');
  sink.close();
};
const CHUNKS = '1a\r\ndata: “Grüße” 😀\n\n\r\n9\r\ndata: b\n\n\r\n0\r\n\r\n';

it('sends each text as one chunk, after the headers set so far, and the last chunk at the end', async () => {
  const { client } = await streaming(twoTexts);
  const answer = await client(GET('1.1', 'close')).ended;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nx-request-id: req_1\r\ncontent-type: text\/event-stream/u);
  expect(answer.match(/transfer-encoding: chunked/giu)).toHaveLength(1);
  expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe(CHUNKS);
});

it('leaves a kept connection as it was for the next request', async () => {
  const { client, listeners, closed } = await streaming(twoTexts);
  const first = client(GET('1.1', 'keep-alive'));
  await expect.poll(() => first.answer().endsWith(CHUNKS)).toBe(true);
  await closed[0];
  const [count] = listeners;
  const before = count?.();
  first.socket.write(GET('1.1', 'close'));
  const answer = await first.ended;
  expect(answer.split(CHUNKS)).toHaveLength(3);
  expect(before).toBe(1); // Node's own
});

it('answers requests that were sent without waiting one after the other', async () => {
  const { client } = await streaming(twoTexts);
  const answer = await client(GET('1.1', 'keep-alive'), GET('1.1', 'close')).ended;
  expect(answer.match(/HTTP\/1\.1 200 OK/gu)).toHaveLength(2);
  expect(answer.match(/data: b\n\n/gu)).toHaveLength(2);
  expect(answer.endsWith('0\r\n\r\n')).toBe(true);
});

it('sends a client of HTTP 1.0 no chunks', async () => {
  const { client } = await streaming(twoTexts);
  const answer = await client(GET('1.0', 'close')).ended;
  expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe('data: “Grüße” 😀\n\ndata: b\n\n');
});

it('breaks the answer without its last chunk', async () => {
  const { client } = await streaming((sink) => {
    sink.write('data: a\n\n');
    setImmediate(() => sink.destroy());
  });
  const { ended, socket } = client(GET('1.1', 'close'));
  socket.on('error', () => {});
  expect(await ended).not.toContain('\r\n0\r\n');
});
