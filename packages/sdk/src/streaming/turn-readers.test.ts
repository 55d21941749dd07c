import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../index.ts';
import type { TurnEvent } from '../index.ts';
import { cuttingServer, frames, sentAfter, turnLog } from './cutting-server.suite.ts';
import { serve, streamHead, clientOf, closers, replyText, whole } from './turn-server.suite.ts';

describe('reading a turn', () => {
  /** Streams the first four events and then stays open, like a coach that is still working. */
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

  it('cancels the open turn when the signal is aborted before the first event', async () => {
    const server = await thinkingServer();
    const aborter = new AbortController();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal });
    aborter.abort(new Error('the page closed'));
    await expect(turn.final()).rejects.toThrow('the page closed');
    await server.cancel;
    expect(server.cancelled).toEqual(['/v1/chats/cht_1/turns/trn_open/cancel']);
  });

  it('ends with the reason of a signal that was aborted before', async () => {
    const server = await cuttingServer(turnLog, [], whole);
    closers.push(server.close);
    const signal = AbortSignal.abort(new Error('the page closed'));
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal });
    await expect(turn.final()).rejects.toThrow('the page closed');
    expect(turn.closed).toBe(true);
  });

  it('has its id from the first event on, and cancels nothing once it has ended', async () => {
    const server = await cuttingServer(turnLog, [], whole);
    closers.push(server.close);
    const aborter = new AbortController();
    const turn = clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal });
    expect(turn.turnId).toBeUndefined();
    expect(turn.closed).toBe(false);
    await turn.final();
    expect(turn.turnId).toBe('trn_1');
    expect(turn.closed).toBe(true);
    turn.abort();
    aborter.abort();
    expect(await turn.final()).toMatchObject({ turnId: 'trn_1', text: replyText });
    expect(server.seen.cancelled).toBe(0);
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
  /** Sends the log, reports when the client has left, and keeps the connection open. */
  async function openLog() {
    let onClose = (): void => undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    const baseUrl = await serve((_request, response) => {
      response.on('close', onClose);
      response.writeHead(200, streamHead).write(frames(sentAfter(turnLog, '0', whole)));
    });
    return { baseUrl, closed };
  }

  it('ends for all of its readers with an AbortError when it is aborted', async () => {
    const { baseUrl, closed } = await openLog();
    const events = clientOf(baseUrl).chats.events('cht_1');
    const reading = (async () => {
      for await (const event of events) if (event.type === 'done') events.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
    expect(events.closed).toBe(true);
    expect(events.lastEventId).toBe('8');
  });

  it('ends with the reason of its signal, aborted before or while reading', async () => {
    const { baseUrl, closed } = await openLog();
    const aborter = new AbortController();
    const read = async (signal: AbortSignal) => {
      for await (const event of clientOf(baseUrl).chats.events('cht_1', { signal }))
        if (event.type === 'done') aborter.abort(new Error('the page closed'));
    };
    await expect(read(AbortSignal.abort(new Error('never started')))).rejects.toThrow('never started');
    await expect(read(aborter.signal)).rejects.toThrow('the page closed');
    await closed;
  });

  it('closes the connection when its reader leaves', async () => {
    const { baseUrl, closed } = await openLog();
    for await (const event of clientOf(baseUrl).chats.events('cht_1')) if (event.type === 'token') break;
    await closed;
  });

  it('does not keep what was read: a later reader starts where the last one is', async () => {
    const { baseUrl } = await openLog();
    const events = clientOf(baseUrl).chats.events('cht_1');
    const first = events[Symbol.asyncIterator]();
    const read: unknown[] = [];
    for (let count = 0; count < 6; count += 1) read.push((await first.next()).value);
    expect(read).toEqual(turnLog.slice(0, 6));
    expect((await events[Symbol.asyncIterator]().next()).value).toEqual(turnLog[6]);
    events.abort();
  });

  it('continues over turns and lost connections, and ends when the chat is completed', async () => {
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
