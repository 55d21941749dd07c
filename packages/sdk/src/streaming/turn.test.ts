import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConflictError, ConnectionError, NotFoundError, UnavailableError } from '../index.ts';
import type { TurnEvent } from '../index.ts';
import { cuttingServer, frames, sentAfter, turnLog } from './cutting-server.suite.ts';
import type { Cut } from './cutting-server.suite.ts';
import { MAX_EVENT_LENGTH } from './sse.ts';
import { clientOf, replyText, closers, serve, streamHead, whole } from './turn-server.suite.ts';

const others = turnLog.filter((event) => event.type !== 'token');

describe('a turn', () => {
  it('loses and repeats nothing over 1,000 cuts at any byte, and is executed once', async () => {
    let cuts = 0;
    const cut = fc.record({
      share: fc.double({ min: 0, max: 0.999, noNaN: true }),
      how: fc.constantFrom('reset' as const, 'end' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cut, { minLength: 6, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 9 }),
        async (sampledCuts: Cut[], sizes) => {
          let size = 0;
          // The fourth connection always delivers its first events: more failures in a row may make the stream give up.
          const server = await cuttingServer(
            turnLog,
            sampledCuts.map((item, index) => (index % 3 === 0 ? { ...item, share: Math.max(item.share, 0.5) } : item)),
            () => sizes[(size += 1) % sizes.length] ?? 1,
          );
          try {
            const { turnId, text, events } = await clientOf(server.baseUrl)
              .chats.turn('cht_1', { text: 'Ask me' })
              .final();
            expect(text).toBe(replyText);
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
        // A server that restarts the text with differently sized pieces.
        else response.end(frames(sentAfter(turnLog, '0', () => 11)));
        post = false;
      });
      const { text, events } = await clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final();
      expect(text).toBe(replyText);
      expect(events.filter((event) => event.type !== 'token')).toEqual(others);
    },
  );

  it('sends the message again with the same key when it is cut before the first event', async () => {
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

  it('waits for its own first request while the server is processing it', async () => {
    let requests = 0;
    const baseUrl = await serve((_request, response) => {
      requests += 1;
      if (requests > 6) response.writeHead(200, streamHead).end(frames(sentAfter(turnLog, '0', whole)));
      else
        response
          .writeHead(409, { 'content-type': 'application/problem+json' })
          .end(JSON.stringify({ code: 'idempotency_in_flight', title: 'Busy', status: 409, retryable: true }));
    });
    expect((await clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).text).toBe(replyText);
  });

  it('throws ConnectionError instead of ending early when no new events arrive', async () => {
    const server = await cuttingServer(turnLog.slice(0, 3), [], whole);
    closers.push(server.close);
    const tokens: string[] = [];
    const read = async () => {
      for await (const event of clientOf(server.baseUrl).chats.turn('cht_1', { text: 'Hello' }))
        if (event.type === 'token') tokens.push(event.text);
    };
    await expect(read()).rejects.toBeInstanceOf(ConnectionError);
    expect(tokens).toHaveLength(1);
    expect(server.seen.resumedAfter).toHaveLength(8);
  });

  it('throws the class of an error event', async () => {
    const log: TurnEvent[] = [
      ...turnLog.slice(0, 3),
      { type: 'error', code: 'turn_interrupted', message: 'Interrupted.', status: 503, retryable: true },
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
  ])('throws a response with status %i at once', async (status, code, expected) => {
    let requests = 0;
    const baseUrl = await serve((_request, response) => {
      requests += 1;
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ code, title: 'No', status, retryable: true }));
    });
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toBeInstanceOf(expected);
    expect(requests).toBe(1);
  });

  it('skips unknown events and resumes after them', async () => {
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

  it('refuses an event larger than a mebibyte without a retry', async () => {
    let requests = 0;
    const baseUrl = await serve((_request, response) => {
      requests += 1;
      response
        .writeHead(200, streamHead)
        .end(`id: 1\ndata: {"type":"token","text":"${'x'.repeat(MAX_EVENT_LENGTH)}"}\n\n`);
    });
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'malformed_answer',
    });
    expect(requests).toBe(1);
  });

  it('refuses a response that is not an event stream, such as the page of a proxy', async () => {
    const baseUrl = await serve(
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in to the network</h1>'),
    );
    await expect(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }).final()).rejects.toBeInstanceOf(
      ConnectionError,
    );
  });
});
