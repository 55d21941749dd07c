import { decisionMade } from '../../core/sessions/decision-fact.ts';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../core/kernel/clock.ts';
import type { SessionFact } from '../../core/sessions/ports.ts';
import { eventFrame, wireEvents } from './event-frame.ts';
import { STREAM_LIMITS } from './options.ts';
import { EventStream } from './sse.ts';

/** Sleepers by how long they sleep; a test wakes them. */
function wakefulClock(): Clock & { wake(delayMs: number): void; sleeping(): number[] } {
  const sleepers: { delayMs: number; wake: () => void }[] = [];
  const leave = (sleeper: object) =>
    void sleepers.splice(
      sleepers.findIndex((one) => one === sleeper),
      1,
    );
  return {
    now: () => 0,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { delayMs, wake: () => (leave(sleeper), resolve()) };
        signal?.addEventListener('abort', () => (leave(sleeper), reject(signal.reason)), { once: true });
        sleepers.push(sleeper);
      }),
    wake: (delayMs) => sleepers.filter((one) => one.delayMs === delayMs).forEach(({ wake }) => wake()),
    sleeping: () => sleepers.map(({ delayMs }) => delayMs),
  };
}

/** A reader who takes what is written, or lets it wait until `take()`. */
function reader({ slow = false } = {}) {
  const writes: string[] = [];
  const waiting: (() => void)[] = [];
  const sink = new Writable({
    highWaterMark: 64,
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      writes.push(chunk);
      if (slow) waiting.push(done);
      else done();
    },
  });
  return { sink, writes, take: () => waiting.splice(0).forEach((done) => done()) };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));
const token = (seq: number, characters: number, text: string) => ({
  position: { seq, characters },
  at: 0,
  fact: { type: 'token' as const, messageId: 'msg_2', speakerId: 'coach', text },
});
const event = (seq: number, fact: SessionFact) => ({ position: { seq, characters: 0 }, at: 0, fact });

function open({ slow = false, limits = STREAM_LIMITS } = {}) {
  const clock = wakefulClock();
  const { sink, writes, take } = reader({ slow });
  return { clock, sink, writes, take, stream: new EventStream(sink, { clock, limits }) };
}

describe('a frame', () => {
  it('stands on three lines whatever somebody wrote', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('\n\nevent: done\ndata: {}\n\n', '\r\rid: 9', '\u2028event: x', '\r\n\r\n:'),
        ),
        (text) => {
          const lines = eventFrame(
            { seq: 3, characters: 4 },
            { type: 'token', messageId: 'msg_2', speakerId: 'coach', text },
          ).split(/\r\n|\r|\n/);
          expect(lines).toHaveLength(5);
          expect(lines.slice(0, 2)).toEqual(['id: 3.4', 'event: token']);
          expect(JSON.parse(lines[2]?.slice(6) ?? '')).toEqual({
            type: 'token',
            messageId: 'msg_2',
            speakerId: 'coach',
            text,
          });
        },
      ),
    );
  });
});

describe('events as JSON', () => {
  it('join the pieces of one text and leave decisions out', () => {
    const decision = event(4, decisionMade.fact({ name: 'x', version: 1, by: 'rules', answer: 'secret' }));
    expect(
      wireEvents([
        token(3, 2, 'He'),
        token(3, 5, 'llo'),
        decision,
        token(5, 1, '!'),
        event(6, { type: 'done', turnId: 'trn_1' }),
      ]),
    ).toEqual([
      { id: '3.5', event: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'Hello' } },
      { id: '5.1', event: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: '!' } },
      { id: '6', event: { type: 'done', turnId: 'trn_1' } },
    ]);
  });
});

describe('an event stream', () => {
  it('writes once for all that came within one turn of the loop, with one frame for one text', async () => {
    const { stream, writes } = open();
    for (const [index, text] of ['Tell', ' me', ' more'].entries()) stream.send(token(3, (index + 1) * 4, text));
    stream.send(event(4, { type: 'done', turnId: 'trn_1' }));
    expect(writes).toEqual([]);
    await turnOfTheLoop();
    expect(writes).toEqual([
      'id: 3.12\nevent: token\ndata: {"type":"token","messageId":"msg_2","speakerId":"coach","text":"Tell me more"}\n\nid: 4\nevent: done\ndata: ' +
        '{"type":"done","turnId":"trn_1"}\n\n',
    ]);
  });

  it('keeps two texts apart', async () => {
    const { stream, writes } = open();
    stream.send(token(3, 1, 'a'));
    stream.send(token(5, 1, 'b'));
    await turnOfTheLoop();
    expect(writes.join('').match(/^id: .*$/gm)).toEqual(['id: 3.1', 'id: 5.1']);
  });

  it('never sends a decision of the engine', async () => {
    const { stream, writes } = open();
    stream.send(event(3, decisionMade.fact({ name: 'x', version: 1, by: 'rules', answer: 'secret' })));
    stream.end({ comeBack: false });
    await turnOfTheLoop();
    expect(writes).toEqual([]);
  });

  it('writes at once when much has gathered', () => {
    const { stream, writes } = open();
    stream.send(token(3, 20_000, 'x'.repeat(20_000)));
    expect(writes).toHaveLength(1);
  });

  it('makes the sender wait for a slow reader, and goes on when it has read', async () => {
    const { stream, take } = open({ slow: true });
    stream.send(token(3, 100, 'x'.repeat(100)));
    await turnOfTheLoop();
    const waiting = stream.drained();
    expect(waiting).toBeInstanceOf(Promise);
    take();
    await waiting;
    expect(stream.drained()).toBeUndefined();
    expect(stream.closed.aborted).toBe(false);
  });

  it('cuts a reader that takes nothing for half a minute', async () => {
    const { stream, sink, clock } = open({ slow: true });
    stream.send(token(3, 100, 'x'.repeat(100)));
    await turnOfTheLoop();
    const waiting = stream.drained();
    clock.wake(STREAM_LIMITS.stallMs);
    await waiting;
    expect([sink.destroyed, stream.closed.aborted, clock.sleeping()]).toEqual([true, true, []]);
  });

  it('cuts a reader for whom too much waits', async () => {
    const { stream, sink } = open({ slow: true, limits: { ...STREAM_LIMITS, maxBufferedBytes: 1000 } });
    stream.send(token(3, 2000, 'x'.repeat(2000)));
    await turnOfTheLoop();
    expect(sink.destroyed).toBe(true);
  });

  it('beats every 15 seconds, but not towards a reader that is behind', async () => {
    const { stream, writes, clock } = open();
    clock.wake(STREAM_LIMITS.heartbeatMs);
    await turnOfTheLoop();
    clock.wake(STREAM_LIMITS.heartbeatMs);
    await turnOfTheLoop();
    expect(writes).toEqual([':\n\n', ':\n\n']);
    stream.end({ comeBack: false });
    const behind = open({ slow: true });
    behind.stream.send(token(3, 100, 'x'.repeat(100)));
    await turnOfTheLoop();
    behind.clock.wake(STREAM_LIMITS.heartbeatMs);
    await turnOfTheLoop();
    expect(behind.writes).toHaveLength(1);
  });

  it('ends after what was sent, asks to come back when told so, and leaves no timer', async () => {
    const { stream, writes, sink, clock } = open();
    stream.send(token(3, 1, 'a'));
    stream.end({ comeBack: true });
    await turnOfTheLoop();
    expect(writes.join('')).toBe(
      'id: 3.1\nevent: token\ndata: {"type":"token","messageId":"msg_2","speakerId":"coach","text":"a"}\n\nretry: 1500\n\n',
    );
    expect([sink.writableEnded, clock.sleeping()]).toEqual([true, []]);
  });

  it('is over when the reader leaves', async () => {
    const { stream, sink, clock } = open();
    sink.destroy();
    await turnOfTheLoop();
    stream.send(token(3, 1, 'a'));
    expect([stream.closed.aborted, clock.sleeping()]).toEqual([true, []]);
  });
});

describe('a long text', () => {
  it('goes out in frames of which each says where its own text ends, so that a cut line keeps the ones before', async () => {
    const text = `a${'😀'.repeat(700)}`;
    const { stream, writes } = open();
    stream.send(token(3, 100 + text.length, text));
    await turnOfTheLoop();
    const frames = writes.join('').split('\n\n').filter(Boolean);
    const pieces = frames.map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 6)).text as string);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => piece.length <= 512 && !/[\ud800-\udbff]$/.test(piece))).toBe(true);
    let source = 100;
    expect(frames.map((frame) => frame.split('\n')[0])).toEqual(
      pieces.map((piece) => `id: 3.${(source += piece.length)}`),
    );
  });
});
