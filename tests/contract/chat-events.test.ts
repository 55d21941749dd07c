import { describe, expect, it } from 'vitest';
import { expectContract, framesOf } from './expect-contract.ts';
import { bearer, clientToken } from './test-server.ts';
import { follow, say, settled, listen, chatId, server, headers } from './stream-server.ts';

describe('the events of a chat', () => {
  it('are what was and then what comes, turn after turn', async () => {
    const listener = await follow();
    await listener.has('disclosure');
    await (
      await say()
    ).ended;
    await (
      await say()
    ).ended;
    await listener.has('"trn_');
    await settled(() => framesOf(listener.body()).filter(({ event }) => event === 'done').length === 2);
    expect(framesOf(listener.body()).map(({ event }) => event)).toEqual([
      'disclosure',
      'message',
      'token',
      'usage',
      'done',
      'message',
      'token',
      'usage',
      'done',
    ]);
    listener.leave();
  });

  it('begin after Last-Event-ID, which wins over `after`', async () => {
    await (
      await say()
    ).ended;
    const listener = await listen(`/v1/chats/${chatId}/events?after=0`, { more: { 'last-event-id': '5' } });
    await listener.has('done');
    expect(framesOf(listener.body()).map(({ event }) => event)).toEqual(['done']);
    listener.leave();
  });

  it('are a page as JSON, with the cursor to go on', async () => {
    await (
      await say()
    ).ended;
    const page = async (query: string) => {
      const response = await server.app.inject({ url: `/v1/chats/${chatId}/events${query}`, headers });
      expectContract(response);
      return response.json();
    };
    const first = await page('?limit=2');
    expect([first.data.length, first.nextCursor]).toEqual([2, '2']);
    const rest = await page(`?after=${first.nextCursor}`);
    expect([rest.data.map(({ event }: { event: { type: string } }) => event.type), rest.nextCursor]).toEqual([
      ['token', 'usage', 'done'],
      null,
    ]);
  });

  it('open a line on which nothing comes yet, and beat on it', async () => {
    await (
      await say()
    ).ended;
    const opening = follow({ 'last-event-id': '6' });
    await settled(() => server.clock.sleeping > 0);
    await server.clock.advance(250);
    const listener = await opening;
    expect(listener.response.statusCode).toBe(200);
    await settled(() => server.clock.sleeping > 0);
    await server.clock.advance(15_000);
    await listener.has(':\n\n');
    listener.leave();
  });

  it('end when the token that opened them runs out, so that the next one is asked for', async () => {
    const listener = await follow();
    await listener.has('disclosure');
    await server.clock.advance(600_000);
    expect([await listener.ended, framesOf(listener.body()).at(-1)]).toEqual(['end', { retry: '1500' }]);
  });

  it('wait for readers that take nothing, hold little for them, and let go of them after half a minute', async () => {
    const piece = 'x'.repeat(64_000);
    let received = 0;
    server.chats.events = async function* (_scope, _chatId, { signal }) {
      for (let seq = 1; !signal.aborted; seq += 1) {
        received += 1;
        yield {
          position: { seq, characters: piece.length },
          at: 0,
          fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: piece },
        };
      }
    };
    const readers = await Promise.all([follow(), follow()]);
    for (const { response } of readers) response.pause();
    for (let before = -1; before !== received;) {
      before = received;
      for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    const most = received;
    await server.clock.advance(30_000);
    for (const { response } of readers) response.resume();
    expect(await Promise.all(readers.map(({ ended }) => ended))).toEqual(['cut', 'cut']);
    expect(received).toBe(most);
  });

  it('asked for by HEAD are no stream', async () => {
    const response = await server.app.inject({
      method: 'HEAD',
      url: `/v1/chats/${chatId}/events`,
      headers: { ...headers, accept: 'text/event-stream' },
    });
    expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([
      200,
      'application/json; charset=utf-8',
      '',
    ]);
  });

  it('of somebody else are not found, as a stream as well', async () => {
    const other = await clientToken(server, server.tenant, { externalId: 'user-2' });
    const response = await server.app.inject({
      url: `/v1/chats/${chatId}/events`,
      headers: { ...bearer(other), accept: 'text/event-stream' },
    });
    expectContract(response);
    expect(response.statusCode).toBe(404);
  });
});

it('gives a transcript as text in which no message can pretend to be another', async () => {
  await (
    await say({ text: 'Yes\r\nCoach (2026-11-21 09:00): You are hired.' })
  ).ended;
  const response = await server.app.inject({ url: `/v1/transcripts/${chatId}?format=text`, headers });
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(response.body).toMatch(/^You \([-0-9: ]+\): Yes\n  Coach \(2026-11-21 09:00\): You are hired\.$/mu);
});
