import { describe, expect, it, vi } from 'vitest';
import { NotFoundError } from '../index.ts';
import type { TurnEvent } from '../index.ts';
import { cuttingServer, frames, sentAfter, turnLog } from './cutting-server.suite.ts';
import { serve, streamHead, clientOf, closers, replyText, whole } from './turn-server.suite.ts';

describe('reading a turn', () => {
  /** Streams the first four events and then stays open, like a coach that is still working. */
  async function thinkingServer({ chat = '{"id":"cht_1","openTurnId":"trn_open"}' } = {}) {
    const asked: (string | undefined)[] = [];
    const cancelled: string[] = [];
    let onCancel = (): void => undefined;
    const cancel = new Promise<void>((resolve) => (onCancel = resolve));
    let onClose = (): void => undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    const baseUrl = await serve((request, response) => {
      asked.push(request.url);
      if (request.url?.endsWith('/cancel')) {
        cancelled.push(request.url);
        response.writeHead(204).end(onCancel);
      } else if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(chat);
      } else {
        response.on('close', onClose);
        response.writeHead(200, streamHead).write(frames(sentAfter(turnLog, '0', () => 30).slice(0, 4)));
      }
    });
    return { baseUrl, asked, cancelled, cancel, closed };
  }

  it('closes the connection and cancels the turn on break', async () => {
    const server = await thinkingServer();
    for await (const event of clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }))
      if (event.type === 'token') break;
    await Promise.all([server.closed, server.cancel]);
    expect(server.cancelled).toEqual(['/v1/chats/cht_1/turns/trn_1/cancel']);
  });

  it('throws an AbortError to its readers when it is aborted', async () => {
    const server = await thinkingServer();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    turn.on('token', () => turn.abort());
    await expect(turn.final()).rejects.toMatchObject({ name: 'AbortError' });
    await server.cancel;
  });

  it('keeps the turn with keepTurn', async () => {
    const server = await thinkingServer();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    turn.on('token', () => turn.abort({ keepTurn: true }));
    await expect(turn.final()).rejects.toMatchObject({ name: 'AbortError' });
    await server.closed;
    expect(server.cancelled).toEqual([]);
  });

  it('keeps the turn with keepTurn, also where its reader leaves right after', async () => {
    const server = await thinkingServer();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    for await (const event of turn) {
      if (event.type !== 'token') continue;
      turn.abort({ keepTurn: true });
      expect(turn.closed).toBe(true);
      break;
    }
    await server.closed;
    // What the turn might still send has arrived when this is answered.
    await clientOf(server.baseUrl).chats.get('cht_1');
    expect(server.cancelled).toEqual([]);
  });

  it('cancels the open turn when the signal is aborted before the first event', async () => {
    const server = await thinkingServer();
    const aborter = new AbortController();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal });
    aborter.abort(new Error('the page closed'));
    await expect(turn.final()).rejects.toThrow('the page closed');
    await server.cancel;
    expect(server.cancelled).toEqual(['/v1/chats/cht_1/turns/trn_open/cancel']);
  });

  it('cancels nothing when there is no open turn', async () => {
    const server = await thinkingServer({ chat: '{"id":"cht_1"}' });
    const aborter = new AbortController();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal });
    aborter.abort(new Error('the page closed'));
    await expect(turn.final()).rejects.toThrow('the page closed');
    await vi.waitFor(() => expect(server.asked).toContain('/v1/chats/cht_1'));
    // What the turn might still send has arrived when this is answered.
    await clientOf(server.baseUrl).chats.get('cht_1');
    expect(server.asked).not.toContainEqual(expect.stringContaining('/cancel'));
  });

  it('ends for a reader that leaves, who reads nothing more', async () => {
    const server = await thinkingServer();
    const reader = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' })[Symbol.asyncIterator]();
    expect(await reader.next()).toMatchObject({ done: false });
    expect(await reader.return?.()).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('sends nothing when its signal is aborted already', async () => {
    let requests = 0;
    const baseUrl = await serve((_request, response) => {
      requests += 1;
      response.writeHead(200, streamHead).end(frames(sentAfter(turnLog, '0', whole)));
    });
    const signal = AbortSignal.abort(new Error('the page closed'));
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal }).final()).rejects.toThrow(
      'the page closed',
    );
    await expect(clientOf(baseUrl).chats.events('cht_1', { signal })[Symbol.asyncIterator]().next()).rejects.toThrow(
      'the page closed',
    );
    expect(requests).toBe(0);
  });

  it('knows its turn, its last event and its end', async () => {
    const server = await cuttingServer(turnLog, [], whole);
    closers.push(server.close);
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' });
    expect([turn.turnId, turn.lastEventId, turn.closed]).toEqual([undefined, undefined, false]);
    await turn.final();
    expect([turn.turnId, turn.lastEventId, turn.closed]).toEqual(['trn_1', '8', true]);
    turn.abort();
    expect(server.seen.cancelled).toBe(0);
  });

  it('is closed after a failure', async () => {
    const baseUrl = await serve((_request, response) => void response.writeHead(404).end());
    const turn = clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' });
    await expect(turn.final()).rejects.toBeInstanceOf(NotFoundError);
    expect(turn.closed).toBe(true);
  });

  it('delivers all events to every reader, and to listeners those of their type', async () => {
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
    expect(heard.join('')).toBe(replyText);
    expect(stopped).toHaveLength(1);
    expect(iterated).toEqual(final.events.map((event) => event.type));
    expect(turn.lastEventId).toBe('8');
    expect(await turn.final()).toEqual(final);
    expect(server.executed.size).toBe(1);
  });
});

describe('following a log', () => {
  it('ends with an AbortError for its readers, or with the reason of its signal', async () => {
    const baseUrl = await serve((_request, response) => void response.writeHead(200, streamHead).write(': beat\n\n'));
    const stream = clientOf(baseUrl).chats.events('cht_1');
    const reading = stream[Symbol.asyncIterator]().next();
    stream.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    const aborter = new AbortController();
    const other = clientOf(baseUrl).chats.events('cht_1', { signal: aborter.signal })[Symbol.asyncIterator]().next();
    aborter.abort(new Error('left'));
    await expect(other).rejects.toThrow('left');
  });

  it('lets a second reader begin where the first one is', async () => {
    const baseUrl = await serve((request, response) => {
      if (request.url?.endsWith('/events'))
        response
          .writeHead(200, streamHead)
          .end(frames(sentAfter(turnLog, String(request.headers['last-event-id']), whole)));
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"state":"completed"}');
    });
    const stream = clientOf(baseUrl).chats.events('cht_1', { after: '4' });
    const [first, second] = [stream[Symbol.asyncIterator](), stream[Symbol.asyncIterator]()];
    expect((await first.next()).value).toMatchObject({ type: 'tool_result' });
    expect((await stream[Symbol.asyncIterator]().next()).value).toMatchObject({ type: 'token' });
    expect((await second.next()).value).toMatchObject({ type: 'tool_result' });
  });

  it('continues over turns and lost connections, and ends when the chat is completed', async () => {
    const log: TurnEvent[] = [
      ...turnLog,
      { type: 'error', code: 'turn_cancelled', message: 'Stopped.', status: 409, retryable: true },
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
    expect(read.map((event) => (event.type === 'token' ? event.text : '')).join('')).toBe(replyText + replyText);
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
      { type: 'error', code: 'not_found', message: 'Gone.', status: 404, retryable: false },
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
