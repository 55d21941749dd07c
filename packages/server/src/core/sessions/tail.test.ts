import { describe, expect, it } from 'vitest';
import type { SessionEvent, StoredFact } from './ports.ts';
import { parsePosition, positionId } from './position.ts';
import { atOrBefore, eventsAfter, positionAfter, Tail } from './tail.ts';

const text = (seq: number, content: string): StoredFact => ({
  seq,
  at: seq,
  fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: content },
});
const done = (seq: number): StoredFact => ({ seq, at: seq, fact: { type: 'done', turnId: 'trn_1' } });
const at = (seq: number, characters = 0) => ({ seq, characters });
/** Each event as "position type or text". */
const shown = (events: readonly SessionEvent[] | undefined) =>
  events?.map(({ position, fact }) => `${positionId(position)} ${fact.type === 'token' ? fact.text : fact.type}`);

describe('what a reader has not met yet', () => {
  const facts = [done(1), text(2, 'Hello'), done(3), text(4, 'Bye')];

  it.each([
    ['0', ['1 done', '2.5 Hello', '3 done', '4.3 Bye']],
    ['1', ['2.5 Hello', '3 done', '4.3 Bye']],
    ['2', ['2.5 Hello', '3 done', '4.3 Bye']],
    ['2.2', ['2.5 llo', '3 done', '4.3 Bye']],
    ['2.5', ['3 done', '4.3 Bye']],
    ['3', ['4.3 Bye']],
    ['4.3', []],
    ['9', []],
  ])('after %s', (id, expected) => {
    const position = parsePosition(id) ?? at(-1);
    expect(shown(eventsAfter(position, facts))).toEqual(expected);
    // The same from the memory of a log that begins at the beginning.
    const tail = new Tail(at(0));
    tail.extend('', facts);
    expect(shown(tail.after(position))).toEqual(expected);
  });

  it('keeps the time of each fact', () => {
    expect(eventsAfter(at(2, 2), [text(2, 'Hello')])).toEqual([
      { position: at(2, 5), at: 2, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'llo' } },
    ]);
  });
});

describe('the recent end of a log', () => {
  it('does not reach back before where it began', () => {
    const tail = new Tail(at(2, 3));
    tail.extend('', [done(3)]);
    expect(tail.after(at(2, 2))).toBeUndefined();
    expect(tail.after(at(1, 9))).toBeUndefined();
    expect(shown(tail.after(at(2, 3)))).toEqual(['3 done']);
    expect(shown(tail.after(at(3)))).toEqual([]);
  });

  it('grows its last text, which readers get in pieces', () => {
    const tail = new Tail(at(0));
    tail.extend('', [done(1), text(2, 'Good')]);
    tail.extend(' day', []);
    expect(shown(tail.after(at(2, 4)))).toEqual(['2.8  day']);
    tail.extend('!', [done(3)]);
    expect(shown(tail.after(at(1)))).toEqual(['2.9 Good day!', '3 done']);
  });

  it('lets nothing but a text grow', () => {
    const tail = new Tail(at(0));
    expect(() => tail.extend('more', [])).toThrow('Only a text can grow');
    tail.extend('', [done(1)]);
    expect(() => tail.extend('more', [])).toThrow('Only a text can grow');
  });
});

describe('positions', () => {
  it('are in order of the fact, then of the character', () => {
    expect(atOrBefore(at(1, 9), at(2))).toBe(true);
    expect(atOrBefore(at(2, 3), at(2, 3))).toBe(true);
    expect(atOrBefore(at(2, 4), at(2, 3))).toBe(false);
    expect(atOrBefore(at(3), at(2, 9))).toBe(false);
  });

  it('stand inside a text and after any other fact', () => {
    expect(positionAfter(2, { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'Hello' })).toEqual(
      at(2, 5),
    );
    expect(positionAfter(2, { type: 'done', turnId: 'trn_1' })).toEqual(at(2));
  });

  it.each(['-1', '1.', '.5', '1.2.3', 'x', '1234567890', '1 '])('are not read from %j', (id) => {
    expect(parsePosition(id)).toBeUndefined();
  });

  it('begin at the beginning when no id is given', () => {
    expect([parsePosition(undefined), parsePosition('')]).toEqual([at(0), at(0)]);
    expect(parsePosition('12.340')).toEqual(at(12, 340));
  });
});
