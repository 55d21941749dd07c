import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate } from './log-readers.suite.ts';
import { heardFact } from './heard-fact.ts';
import { heardEvents } from './interruption.ts';
import type { SessionEvent, SessionFact } from './ports.ts';

const token = (messageId: string, text: string): SessionFact => ({
  type: 'token',
  messageId,
  speakerId: `s_${messageId}`,
  text,
});
const said = (turnId: string): SessionFact => ({
  type: 'message',
  turnId,
  messageId: `m_${turnId}`,
  speakerId: 'candidate',
  text: 'Hello',
  at: '2026-11-21T00:00:00.000Z',
});
const interrupted = (messageId: string, heardCharacters: number): SessionFact => ({
  type: 'interrupted',
  turnId: 't1',
  messageId,
  speakerId: `s_${messageId}`,
  heardCharacters,
});
const question = (messageId: string, text: string): SessionFact => ({
  type: 'question',
  messageId,
  questionId: 'q1',
  text,
  kind: 'behavioural',
  stage: 'interview',
  attempt: 1,
  lookingFor: [],
});
const eventsOf = (...facts: SessionFact[]): SessionEvent[] =>
  facts.map((fact, index) => ({ position: { seq: index + 1, characters: 0 }, at: 0, fact }));
const heard = (...facts: SessionFact[]) =>
  heardEvents(eventsOf(...facts)).map(({ fact }) => (fact.type === 'token' ? fact.text : fact.type));

describe('what was heard', () => {
  it('is the beginning of the message that was interrupted, and all of the others', () => {
    const facts = [token('a', 'One '), token('b', 'uno '), token('a', 'two '), token('b', 'dos'), token('a', 'three')];
    expect(heard(...facts, interrupted('a', 6))).toEqual(['One ', 'uno ', 'tw', 'dos', 'interrupted']);
    expect(heard(...facts, interrupted('a', 0))).toEqual(['uno ', 'dos', 'interrupted']);
    expect(heard(...facts, interrupted('a', 4), interrupted('b', 1))).toEqual([
      'One ',
      'u',
      'interrupted',
      'interrupted',
    ]);
    expect(heard(...facts)).toEqual(['One ', 'uno ', 'two ', 'dos', 'three']);
  });

  it('ends at a character that was heard in half, also where text of another row follows', () => {
    const facts = [token('a', 'One 😀'), token('b', 'uno'), token('a', ' two')];
    expect(heard(...facts, interrupted('a', 5))).toEqual(['One ', 'uno', 'interrupted']);
    expect(heard(...facts, interrupted('a', 7))).toEqual(['One 😀', 'uno', ' ', 'interrupted']);
  });

  it('has a question only where its words were heard', () => {
    const facts = [token('a', 'Well. Why you?'), question('a', 'Why you?')];
    expect(heard(...facts, interrupted('a', 6))).toEqual(['Well. ', 'interrupted']);
    expect(heard(...facts, interrupted('a', 14))).toEqual(['Well. Why you?', 'question', 'interrupted']);
    expect(heard(...facts, interrupted('b', 0))).toEqual(['Well. Why you?', 'question', 'interrupted']);
  });

  it('never ends in half a character, nor beyond the message, however it was written', async () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.nat({ max: 40 }), async (texts, heardCharacters) => {
        const facts = [said('t1'), token('a', '!'), ...texts.map((text) => token('a', text))];
        const log = { read: async () => eventsOf(...facts) };
        const command = { type: 'interrupt', turnId: 't1', messageId: 'a', heardCharacters } as const;
        const fact = await heardFact(log, { scope: candidate(), sessionId: 'cht_1' }, command);
        const whole = `!${texts.join('')}`;
        const kept = whole.slice(0, fact?.heardCharacters);
        expect(kept.isWellFormed()).toBe(true);
        expect(Math.min(heardCharacters, whole.length) - kept.length).toBeLessThanOrEqual(1);
        expect(kept.length).toBeLessThanOrEqual(heardCharacters);
        const met = heardEvents(eventsOf(...facts, fact ?? said('none')));
        expect(met.map((event) => (event.fact.type === 'token' ? event.fact.text : '')).join('')).toBe(kept);
      }),
    );
  });

  it('is nothing of a message that is not of the turn', async () => {
    const log = { read: async () => eventsOf(said('t1'), token('a', 'One'), said('t2'), token('b', 'Two')) };
    const of = (turnId: string, messageId: string) =>
      heardFact(
        log,
        { scope: candidate(), sessionId: 'cht_1' },
        { type: 'interrupt', turnId, messageId, heardCharacters: 2 },
      );
    expect(await of('t2', 'b')).toEqual({ ...interrupted('b', 2), turnId: 't2' });
    expect(await of('t2', 'a')).toBeUndefined();
    expect(await of('t1', 'm_t1')).toBeUndefined();
  });
});
