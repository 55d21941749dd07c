import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeFor } from '../tenancy/scope.ts';
import { declareFact, type SessionFact } from './facts.ts';
import { foldEvents, type FoldedTurn, foldLog, type Projection, settledEvents } from './fold.ts';
import { KeptProjection } from './kept-projection.ts';
import { BEGINNING, type SessionEvent } from './ports.ts';
import * as z from 'zod';

const scope = scopeFor({ tenantId: 'ten_1', subject: { kind: 'candidate', id: 'cand_1' } });
const token = (text: string): SessionFact => ({ type: 'token', messageId: 'msg_1', speakerId: 'coach', text });
const done: SessionFact = { type: 'done', turnId: 'trn_1' };
const error = (code: 'internal' | 'turn_cancelled'): SessionFact => ({
  type: 'error',
  code,
  message: 'x',
  retryable: true,
});
const note = declareFact({ type: 'panel.note', version: 1, visibility: 'private', schema: z.string() });
const eventsOf = (facts: readonly SessionFact[]): SessionEvent[] =>
  facts.map((fact, index) => ({ position: { seq: index + 1, characters: 0 }, at: 0, fact }));

const endings: Projection<string> = {
  reader: 'everybody',
  initial: '',
  reduce: (state, { events, ending }) => `${state}${events.length}${ending} `,
};
const texts: Projection<readonly string[]> = {
  reader: 'everybody',
  initial: [],
  reduce: (state, turn) => [
    ...state,
    ...settledEvents(turn).flatMap((event) => (event.type === 'token' ? [event.text] : [])),
  ],
};

/** A log of these facts, and which positions were asked for. */
function logOf(facts: SessionFact[]) {
  const asked: number[] = [];
  return {
    asked,
    read: async (_scope: unknown, _id: string, { after, limit = 200 }: { after: { seq: number }; limit?: number }) => {
      asked.push(after.seq);
      return eventsOf(facts).slice(after.seq, after.seq + limit);
    },
  };
}

describe('a fold', () => {
  it('takes a log turn by turn, with how each ended', () => {
    const facts = [token('a'), done, token('b'), token('c'), error('internal'), error('turn_cancelled'), token('d')];
    const { state, kept } = foldEvents(eventsOf(facts), endings);
    expect(state).toBe('2done 3failed 1stopped 1open ');
    expect(kept).toEqual({ position: { seq: 6, characters: 0 }, state: '2done 3failed 1stopped ' });
  });

  it('counts turns that ended and those that the candidate stopped, nothing of the others and nothing undeclared', () => {
    const turn = (ending: FoldedTurn['ending']) => ({ ending, events: eventsOf([token('a'), note.fact('n', 'b')]) });
    expect(settledEvents(turn('done'))).toEqual([token('a')]);
    expect(settledEvents(turn('stopped'))).toEqual([token('a')]);
    expect(settledEvents(turn('failed'))).toEqual([]);
    expect(settledEvents(turn('open'))).toEqual([]);
  });

  it('is the same from any point that an earlier one has kept', () => {
    const fact = fc.constantFrom(token('a'), token('b'), done, error('internal'), error('turn_cancelled'));
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 30 }), fc.nat(30), (facts, cut) => {
        const events = eventsOf(facts);
        const { kept } = foldEvents(events.slice(0, cut), texts);
        const rest = events.filter(({ position }) => position.seq > kept.position.seq);
        expect(foldEvents(rest, texts, kept)).toEqual(foldEvents(events, texts));
      }),
    );
  });

  it('reads a long log page by page', async () => {
    const facts = Array.from({ length: 1_200 }, (_, index) => (index % 3 === 2 ? done : token('a')));
    const log = logOf(facts);
    const { state } = await foldLog({ log, scope, sessionId: 's' }, texts);
    expect(state).toHaveLength(800);
    expect(log.asked).toEqual([0, 500, 1000]);
  });
});

describe('a kept projection', () => {
  it('reads only what came since the last turn that ended', async () => {
    const facts = [token('a'), done, token('b')];
    const log = logOf(facts);
    const kept = new KeptProjection(log, texts);
    expect(await kept.of(scope, 's')).toEqual(['a']);
    facts.push(done, token('c'), done);
    expect(await kept.of(scope, 's')).toEqual(['a', 'b', 'c']);
    expect(log.asked).toEqual([0, 2]);
  });

  it('gives nothing of one owner to another, and lets go of one who was erased', async () => {
    const log = logOf([token('a'), done]);
    const stranger = scopeFor({ tenantId: 'ten_1', subject: { kind: 'candidate', id: 'cand_2' } });
    const kept = new KeptProjection(log, texts);
    await kept.of(scope, 's');
    await kept.of(stranger, 's');
    await kept.of(stranger, 's');
    kept.abandon(scope);
    await kept.of(stranger, 's');
    kept.abandon(stranger);
    await kept.of(stranger, 's');
    expect(log.asked).toEqual([BEGINNING.seq, 0, 2, 2, 0]);
  });

  it('keeps nothing of what was being read while its owner was erased', async () => {
    const log = logOf([token('a'), done]);
    const kept = new KeptProjection(log, texts);
    const reading = kept.of(scope, 's');
    kept.abandon(scope);
    await reading;
    await kept.of(scope, 's');
    expect(log.asked).toEqual([0, 0]);
  });

  it('lets go first of what was not asked for the longest', async () => {
    const log = logOf([...Array.from({ length: 19_999 }, () => token('a')), done]);
    const kept = new KeptProjection(log, texts);
    const readsFor = async (sessionId: string) => {
      const before = log.asked.length;
      await kept.of(scope, sessionId);
      return log.asked.length - before;
    };
    for (const id of ['one', 'two', 'one', 'three']) await readsFor(id);
    expect([await readsFor('one'), await readsFor('two')]).toEqual([1, 41]);
  });
});
