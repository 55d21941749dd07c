import * as fc from 'fast-check';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConflictError, ConnectionError, InterviewPrep, NotFoundError, UnavailableError } from '../index.ts';
import type { InterviewPrepOptions, TurnEvent } from '../index.ts';
import { cuttingServer, frames, sentAfter, turnLog } from './cutting-server.suite.ts';
import type { Cut } from './cutting-server.suite.ts';
import { LARGEST_EVENT } from './sse.ts';

const spoken = turnLog.map((event) => (event.type === 'token' ? event.text : '')).join('');
const others = turnLog.filter((event) => event.type !== 'token');
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

function clientOf(baseUrl: string, options: Partial<InterviewPrepOptions> = {}): InterviewPrep {
  return new InterviewPrep({
    baseUrl,
    clientToken: 'ict_test',
    sleep: async () => undefined,
    random: () => 0,
    ...options,
  });
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const streamHead = { 'content-type': 'text/event-stream', 'x-request-id': 'req_9' };
const whole = (): number => 1000;

describe('a turn', () => {
  it('loses and doubles nothing over 1,000 cuts at any byte, and is executed once', async () => {
    let cuts = 0;
    const cut = fc.record({
      share: fc.double({ min: 0, max: 0.999, noNaN: true }),
      how: fc.constantFrom('reset' as const, 'end' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cut, { minLength: 6, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 9 }),
        async (drawn: Cut[], sizes) => {
          let size = 0;
          // The fourth connection always gets through its first events: more failures in a row may be given up.
          const server = await cuttingServer(
            turnLog,
            drawn.map((item, index) => (index % 3 === 0 ? { ...item, share: Math.max(item.share, 0.5) } : item)),
            () => sizes[(size += 1) % sizes.length] ?? 1,
          );
          try {
            const { turnId, text, events } = await clientOf(server.baseUrl)
              .chats.turn('cht_1', { text: 'Ask me' })
              .final();
            expect(text).toBe(spoken);
            expect(events.filter((event) => event.type !== 'token')).toEqual(others);
            expect(turnId).toBe('trn_1');
            expect(server.executed.size).toBe(1);
            cuts += server.seen.cuts;
          } finally {
            await server.close();
          }
        },
      ),
      { numRuns: 170, seed: 20261121 },
    );
    expect(cuts).toBeGreaterThanOrEqual(1000);
  }, 120_000);

  it('resumes after the last event it received, not after the last it was sent', async () => {
    const bytes = Buffer.from(frames(sentAfter(turnLog, '0', () => 20)));
    const share = (bytes.indexOf('"text":"Tell me about a ') + 5) / bytes.length;
    const server = await cuttingServer(turnLog, [{ share, how: 'reset' }], () => 20);
    closers.push(server.close);
    await clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }).final();
    expect(server.seen.resumedAfter).toEqual(['2']);
  });

  it.each([2, 6])(
    'leaves out what a connection repeats after %i events, even inside a piece of text',
    async (first) => {
      let post = true;
      const baseUrl = await serve((_request, response) => {
        response.writeHead(200, streamHead);
        if (post) response.end(frames(sentAfter(turnLog, '0', () => 7).slice(0, first)));
        // A careless server that begins again, with other pieces.
        else response.end(frames(sentAfter(turnLog, '0', () => 11)));
        post = false;
      });
      const { text, events } = await clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final();
      expect(text).toBe(spoken);
      expect(events.filter((event) => event.type !== 'token')).toEqual(others);
    },
  );

  it('says it again with the same key when it is cut before the first event', async () => {
    const server = await cuttingServer(
      turnLog,
      [
        { share: 0, how: 'end' },
        { share: 0, how: 'reset' },
      ],
      whole,
    );
    closers.push(server.close);
    await clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }).final();
    expect(server.seen.posts).toBe(3);
    expect(server.executed.size).toBe(1);
    expect(server.seen.resumedAfter).toEqual([]);
  });

  it('waits for its own first request when the server is still answering it', async () => {
    let asked = 0;
    const baseUrl = await serve((_request, response) => {
      asked += 1;
      if (asked > 6) response.writeHead(200, streamHead).end(frames(sentAfter(turnLog, '0', whole)));
      else
        response
          .writeHead(409, { 'content-type': 'application/problem+json' })
          .end(JSON.stringify({ code: 'idempotency_in_flight', title: 'Busy', status: 409, retryable: true }));
    });
    expect((await clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).text).toBe(spoken);
  });

  it('throws ConnectionError rather than end early when nothing new comes any more', async () => {
    const server = await cuttingServer(turnLog.slice(0, 3), [], whole);
    closers.push(server.close);
    const said: string[] = [];
    const read = async () => {
      for await (const event of clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }))
        if (event.type === 'token') said.push(event.text);
    };
    await expect(read()).rejects.toBeInstanceOf(ConnectionError);
    expect(said).toHaveLength(1);
    expect(server.seen.resumedAfter).toHaveLength(8);
  });

  it('throws the class that fits an error event', async () => {
    const log: TurnEvent[] = [
      ...turnLog.slice(0, 3),
      { type: 'error', code: 'turn_interrupted', message: 'Interrupted.', retryable: true },
    ];
    const server = await cuttingServer(log, [], whole);
    closers.push(server.close);
    const failure: unknown = await clientOf(server.baseUrl)
      .chats.turn('cht_1', { text: 'Hello' })
      .final()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnavailableError);
    expect(failure).toMatchObject({ code: 'turn_interrupted', retryable: true, requestId: 'req_1' });
    expect(server.seen.resumedAfter).toEqual([]);
  });

  it.each([
    [404, 'not_found', NotFoundError],
    [409, 'turn_in_flight', ConflictError],
  ])('throws a refusal of %i at once', async (status, code, expected) => {
    let asked = 0;
    const baseUrl = await serve((_request, response) => {
      asked += 1;
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ code, title: 'No', status, retryable: true }));
    });
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toBeInstanceOf(expected);
    expect(asked).toBe(1);
  });

  it('skips events it does not know and stands after them', async () => {
    const baseUrl = await serve((request, response) => {
      response.writeHead(200, streamHead);
      if (request.method === 'POST') response.end('id: 1\nevent: mood\ndata: {"type":"mood"}\n\n');
      else
        response.end(`id: 2\ndata: {"type":"done","turnId":"after ${String(request.headers['last-event-id'])}"}\n\n`);
    });
    expect(await clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).toEqual({
      turnId: 'after 1',
      text: '',
      events: [{ type: 'done', turnId: 'after 1' }],
    });
  });

  it('refuses an event that is larger than a mebibyte, and does not ask for it again', async () => {
    let asked = 0;
    const baseUrl = await serve((_request, response) => {
      asked += 1;
      response
        .writeHead(200, streamHead)
        .end(`id: 1\ndata: {"type":"token","text":"${'x'.repeat(LARGEST_EVENT)}"}\n\n`);
    });
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'malformed_answer',
    });
    expect(asked).toBe(1);
  });

  it('refuses an answer that is not a stream, such as the page of a proxy', async () => {
    const baseUrl = await serve(
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in to the network</h1>'),
    );
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toBeInstanceOf(
      ConnectionError,
    );
  });
});

describe('reading a turn', () => {
  /** Streams the first four events and then stays open, as a coach who is thinking. */
  async function thinkingServer() {
    const cancelled: string[] = [];
    let onCancel = (): void => undefined;
    const cancel = new Promise<void>((resolve) => (onCancel = resolve));
    let onClose = (): void => undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    const baseUrl = await serve((request, response) => {
      if (request.url?.endsWith('/cancel')) {
        cancelled.push(request.url);
        response.writeHead(204).end(onCancel);
      } else if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"cht_1","openTurnId":"trn_open"}');
      } else {
        response.on('close', onClose);
        response.writeHead(200, streamHead).write(frames(sentAfter(turnLog, '0', () => 30).slice(0, 4)));
      }
    });
    return { baseUrl, cancelled, cancel, closed };
  }

  it('closes the connection and stops the coach on break', async () => {
    const server = await thinkingServer();
    for await (const event of clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }))
      if (event.type === 'token') break;
    await Promise.all([server.closed, server.cancel]);
    expect(server.cancelled).toEqual(['/v1/chats/cht_1/turns/trn_1/cancel']);
  });

  it('throws an AbortError to whoever reads when it is aborted', async () => {
    const server = await thinkingServer();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    turn.on('token', () => turn.abort());
    await expect(turn.final()).rejects.toMatchObject({ name: 'AbortError' });
    await server.cancel;
  });

  it('lets the coach go on with keepTurn', async () => {
    const server = await thinkingServer();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    turn.on('token', () => turn.abort({ keepTurn: true }));
    await expect(turn.final()).rejects.toMatchObject({ name: 'AbortError' });
    await server.closed;
    expect(server.cancelled).toEqual([]);
  });

  it('stops the open turn when the signal is aborted before the first event', async () => {
    const server = await thinkingServer();
    const aborter = new AbortController();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal });
    aborter.abort(new Error('the page closed'));
    await expect(turn.final()).rejects.toThrow('the page closed');
    await server.cancel;
    expect(server.cancelled).toEqual(['/v1/chats/cht_1/turns/trn_open/cancel']);
  });

  it('gives every reader all events, and listeners those of their type', async () => {
    const server = await cuttingServer(turnLog, [{ share: 0.4, how: 'reset' }], () => 9);
    closers.push(server.close);
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    const heard: string[] = [];
    const stopped: string[] = [];
    turn.on('token', ({ text }) => heard.push(text));
    const stop = turn.on('token', ({ text }) => {
      stopped.push(text);
      stop();
    });
    const iterated: string[] = [];
    const [final] = await Promise.all([
      turn.final(),
      (async () => {
        for await (const event of turn) iterated.push(event.type);
      })(),
    ]);
    expect(heard.join('')).toBe(spoken);
    expect(stopped).toHaveLength(1);
    expect(iterated).toEqual(final.events.map((event) => event.type));
    expect(turn.lastEventId).toBe('8');
    expect(await turn.final()).toEqual(final);
    expect(server.executed.size).toBe(1);
  });
});

describe('following a log', () => {
  it('goes on over turns and cuts, and ends when the chat is completed', async () => {
    const log: TurnEvent[] = [
      ...turnLog,
      { type: 'error', code: 'turn_cancelled', message: 'Stopped.', retryable: true },
      ...turnLog.slice(1),
    ];
    let connections = 0;
    const baseUrl = await serve((request, response) => {
      if (!request.url?.endsWith('/events')) {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ state: connections > 3 ? 'completed' : 'active' }));
        return;
      }
      connections += 1;
      const left = sentAfter(log, String(request.headers['last-event-id']), () => 50);
      response.writeHead(200, streamHead).end(frames(left.slice(0, 5 * connections)));
    });
    const read: TurnEvent[] = [];
    for await (const event of clientOf(baseUrl).chats.events('cht_1', { after: '2' })) read.push(event);
    expect(read.filter((event) => event.type !== 'token')).toEqual(
      log.slice(2).filter((event) => event.type !== 'token'),
    );
    expect(read.map((event) => (event.type === 'token' ? event.text : '')).join('')).toBe(spoken + spoken);
  });

  it('ends a preparation document with done and throws when it failed', async () => {
    const progress: TurnEvent = {
      type: 'prep_progress',
      prepId: 'prp_1',
      status: 'writing',
      step: 'Writing',
      stepsDone: 1,
      stepsTotal: 4,
    };
    for (const last of [
      { type: 'done', turnId: 'prp_1' },
      { type: 'error', code: 'not_found', message: 'Gone.', retryable: false },
    ] satisfies TurnEvent[]) {
      const server = await cuttingServer([progress, last], [{ share: 0.6, how: 'reset' }], whole);
      closers.push(server.close);
      const read: string[] = [];
      const reading = (async () => {
        for await (const event of clientOf(server.baseUrl).preps.events('prp_1')) read.push(event.type);
      })();
      if (last.type === 'done') await reading;
      else await expect(reading).rejects.toBeInstanceOf(NotFoundError);
      expect(read).toEqual(['prep_progress', last.type]);
    }
  });
});
