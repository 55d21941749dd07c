import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionMade } from '../../core/sessions/decision-fact.ts';
import type { SessionFact } from '../../core/sessions/ports.ts';
import { eventFrame, wireEvents } from './event-frame.ts';
import { SseFraming } from './sse-framing.ts';

const SAID = { type: 'token' as const, messageId: 'msg_7', speakerId: 'panelist' };
const token = (seq: number, characters: number, text: string) => ({
  position: { seq, characters },
  at: 0,
  fact: { ...SAID, text },
});
const event = (seq: number, fact: SessionFact) => ({ position: { seq, characters: 0 }, at: 0, fact });
const DECISION = event(4, decisionMade.fact({ name: 'x', version: 1, by: 'rules', answer: 'secret' }));
const DONE = event(6, { type: 'done', turnId: 'trn_1' });

function framed(...events: Parameters<SseFraming['add']>[0][]): string {
  const framing = new SseFraming();
  for (const one of events) framing.add(one);
  return framing.take();
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
          const lines = eventFrame({ seq: 3, characters: 4 }, { ...SAID, text }).split(/\r\n|\r|\n/);
          expect(lines).toHaveLength(5);
          expect(lines.slice(0, 2)).toEqual(['id: 3.4', 'event: token']);
          expect(JSON.parse(lines[2]?.slice(6) ?? '')).toEqual({ ...SAID, text });
        },
      ),
    );
  });
});

describe('events as JSON', () => {
  it('join the pieces of one text and leave decisions out', () => {
    expect(wireEvents([token(3, 2, 'He'), token(3, 5, 'llo'), DECISION, token(5, 1, '!'), DONE])).toEqual([
      { id: '3.5', event: { ...SAID, text: 'Hello' } },
      { id: '5.1', event: { ...SAID, text: '!' } },
      { id: '6', event: { type: 'done', turnId: 'trn_1' } },
    ]);
  });
});

describe('events as frames', () => {
  it('join the pieces of one text that gathered, before what follows it', () => {
    expect(framed(token(3, 4, 'Tell'), token(3, 7, ' me'), token(3, 12, ' more'), DONE)).toBe(
      'id: 3.12\nevent: token\ndata: {"type":"token","messageId":"msg_7","speakerId":"panelist","text":"Tell me more"}\n\n' +
        'id: 6\nevent: done\ndata: {"type":"done","turnId":"trn_1"}\n\n',
    );
  });

  it('keep two texts apart', () => {
    expect(framed(token(3, 1, 'a'), token(5, 1, 'b')).match(/^id: .*$/gm)).toEqual(['id: 3.1', 'id: 5.1']);
  });

  it('leave out the decisions of the engine', () => {
    expect(framed(DECISION)).toBe('');
  });

  it('are taken once, and say how much waits until then', () => {
    const framing = new SseFraming();
    expect(framing.add(token(3, 100, 'x'.repeat(100)))).toBeGreaterThanOrEqual(100);
    framing.take();
    expect(framing.take()).toBe('');
    expect(framing.add(DECISION)).toBe(0);
  });

  it('of a long text each say where their own part ends, so that a cut line keeps the ones before', () => {
    const text = `a${'😀'.repeat(700)}`;
    const frames = framed(token(3, 100 + text.length, text))
      .split('\n\n')
      .filter(Boolean);
    const pieces = frames.map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 6)).text as string);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => piece.length <= 512 && !/[\ud800-\udbff]$/.test(piece))).toBe(true);
    let source = 100;
    expect(frames.map((frame) => frame.split('\n')[0])).toEqual(
      pieces.map((piece) => `id: 3.${(source += piece.length)}`),
    );
  });
});
