import { describe, expect, it } from 'vitest';
import { fixedCredential } from '../http/credential.ts';
import { Http } from '../http/request.ts';
import type { Call } from '../http/request.ts';
import { follow } from './follow.ts';
import type { FollowOptions } from './follow.ts';

type Connection = () => Response;
const HEAD = { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req_1' } };

const stream =
  (body: string): Connection =>
  () =>
    new Response(body, HEAD);
const frame = (id: string, event: object) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
const token = (id: string, text: string) => frame(id, { type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
const done = (id: string) => frame(id, { type: 'done', turnId: 'trn_1' });
const beat = ': beat\n\n';
const lost: Connection = () => {
  throw new TypeError('fetch failed');
};
const refused =
  (status: number, code: string): Connection =>
  () =>
    Response.json({ code, title: 'No.', status, retryable: true }, { status });

/** Reads a log over the connections in turn (the last repeats). Random is 1, so that delays are the longest ones. */
async function read(connections: Connection[], options: Partial<FollowOptions> = {}) {
  const after: (string | null)[] = [];
  const delays: number[] = [];
  const http = new Http({
    baseUrl: 'https://prep.example.com',
    credential: fixedCredential(undefined),
    fetch: async (_url, init) => {
      after.push(new Headers(init?.headers).get('last-event-id'));
      const connect = connections.length > 1 ? connections.shift() : connections[0];
      return connect?.() ?? new Response();
    },
    maxRetries: 2,
    timeoutMs: 1000,
    now: () => 0,
    random: () => 1,
    sleep: async (delayMs) => void delays.push(delayMs),
  });
  const call = (id: string | undefined): Call => ({ path: '/events', headers: { 'last-event-id': id } });
  const signal = new AbortController().signal;
  const events: string[] = [];
  let failure: unknown;
  try {
    for await (const { id, event } of follow(http, { call, endsOnDone: true, signal, idleMs: 1000, ...options }))
      events.push(`${id} ${event.type === 'token' ? event.text : event.type}`);
  } catch (error) {
    failure = error;
  }
  return { events, after, delays, failure };
}

const post = (id: string | undefined): Call =>
  id === undefined ? { method: 'POST', path: '/turns' } : { path: '/events', headers: { 'last-event-id': id } };
const DELAYS = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];

describe('a log that is followed', () => {
  it('gives up after eight failures in a row, each after a longer delay, with the reason', async () => {
    const { delays, after, failure } = await read([lost]);
    expect(delays).toEqual(DELAYS);
    expect(after).toHaveLength(9);
    expect(failure).toMatchObject({
      name: 'ConnectionError',
      code: 'connection_failed',
      message: expect.stringContaining('The stream could not be resumed: ') as string,
      cause: { code: 'connection_failed', message: 'Could not reach https://prep.example.com: fetch failed' },
    });
  });

  it('gives up with the response of the server where there is one', async () => {
    const { failure, delays } = await read([refused(503, 'storage_unavailable')]);
    expect(failure).toMatchObject({ name: 'UnavailableError', code: 'storage_unavailable' });
    expect(delays).toEqual(DELAYS);
  });

  it('repeats its first message only as often as any other request, unless the server still works on it', async () => {
    expect(await read([lost], { call: post })).toMatchObject({ delays: [500, 1000], after: { length: 3 } });
    const conflict = await read([refused(409, 'conflict')], { call: post });
    expect(conflict).toMatchObject({ delays: [500, 1000], failure: { code: 'conflict' } });
    expect(await read([refused(409, 'idempotency_in_flight')], { call: post })).toMatchObject({ delays: DELAYS });
    const cut = await read([stream(token('1.2', 'Hi')), lost], { call: post });
    expect(cut).toMatchObject({ events: ['1.2 Hi'], delays: DELAYS, after: { length: 9, 1: '1.2' } });
  });

  it('counts anew once a connection delivered something new, or stayed open for a second heartbeat', async () => {
    const growing = Array.from({ length: 12 }, (_, index) => stream(token(`1.${index + 1}`, 'x')));
    const { delays, events } = await read([...growing, stream(done('2'))]);
    expect(delays).toEqual(Array.from({ length: 12 }, () => 500));
    expect(events).toHaveLength(13);
    const idle = Array.from({ length: 12 }, () => stream(beat + beat));
    expect((await read([...idle, stream(done('1'))])).delays).toEqual(Array.from({ length: 12 }, () => 500));
    expect(await read([stream(beat)])).toMatchObject({ delays: DELAYS, failure: { name: 'ConnectionError' } });
    const repeated = await read([stream(token('1.1', 'x'))]);
    expect(repeated).toMatchObject({ events: ['1.1 x'], delays: DELAYS, failure: { code: 'connection_failed' } });
  });

  it('delivers of a repeated text only what is new', async () => {
    const { events, after } = await read([
      stream(token('1.5', 'Hello')),
      stream(token('1.5', 'Hello') + token('1.9', 'Hello you')),
      stream(token('1.12', '!!!') + done('2')),
    ]);
    expect(events).toEqual(['1.5 Hello', '1.9  you', '1.12 !!!', '2 done']);
    expect(after).toEqual([null, '1.5', '1.9']);
  });

  it.each<[string, Connection]>([
    ['a page', () => new Response('<h1>Log in</h1>', { headers: { 'content-type': 'text/html' } })],
    [
      'a page that mentions the type',
      () => new Response('x', { headers: { 'content-type': 'text/x-text/event-stream' } }),
    ],
    ['nothing', () => new Response(null, { status: 200 })],
    ['an event stream without a body', () => new Response(null, HEAD)],
  ])('refuses %s instead of an event stream', async (_what, connection) => {
    expect((await read([connection], { call: post })).failure).toMatchObject({
      message: expect.stringContaining('The stream could not be resumed: ') as string,
      cause: { code: 'malformed_answer', message: 'The response is not an event stream.' },
    });
  });

  it('ends when its owner says that nothing can come, and otherwise goes on', async () => {
    const closed = [false, true];
    const { events, delays, failure } = await read([stream(done('1')), stream(done('2'))], {
      endsOnDone: false,
      isClosed: async () => closed.shift() ?? true,
    });
    expect({ events, delays, failure }).toEqual({ events: ['1 done', '2 done'], delays: [500], failure: undefined });
  });

  it('ends with an error event, as an error of the connection that delivered it', async () => {
    const error = frame('2', {
      type: 'error',
      code: 'turn_interrupted',
      message: 'Interrupted.',
      status: 503,
      retryable: true,
    });
    expect(await read([stream(token('1.2', 'Hi') + error + token('3.1', 'x'))])).toMatchObject({
      events: ['1.2 Hi', '2 error'],
      failure: { name: 'UnavailableError', code: 'turn_interrupted', requestId: 'req_1', detail: 'Interrupted.' },
      delays: [],
    });
  });

  it('ends with the reason of its signal, whatever the connection reports', async () => {
    const stop = new AbortController();
    const cut: Connection = () => {
      stop.abort(new Error('the page closed'));
      throw new TypeError('fetch failed');
    };
    const { failure, delays } = await read([cut], { signal: stop.signal });
    expect(failure).toMatchObject({ message: 'the page closed' });
    expect(delays).toEqual([]);
  });
});
