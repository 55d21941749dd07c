import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EVENT_TYPES } from '../../contract/event-types.ts';
import { declareFact, isPublic, isVisibleTo, type SessionFact } from './facts.ts';

const thought = declareFact({
  type: 'panel.thought',
  version: 1,
  visibility: 'private',
  schema: z.object({ text: z.string() }),
});
const check = declareFact({
  type: 'panel.check',
  version: 2,
  visibility: 'internal',
  schema: z.object({ ok: z.boolean() }),
});

describe('a declared type of fact', () => {
  it('makes facts with its version and visibility, and reads its own', () => {
    const fact = check.fact({ ok: true });
    expect(fact).toEqual({ type: 'panel.check', version: 2, visibility: 'internal', value: { ok: true } });
    expect(check.read(fact)).toEqual({ ok: true });
    expect(thought.read(fact)).toBeUndefined();
    expect(check.read({ type: 'done', turnId: 'trn_1' })).toBeUndefined();
  });

  it('refuses another shape, in what is made and in what is read', () => {
    expect(() => check.fact({ ok: 'yes' } as never)).toThrow('ok');
    expect(() => check.read({ ...check.fact({ ok: true }), value: { ok: 1 } })).toThrow('ok');
  });

  it('is private to somebody: without an owner there is no fact', () => {
    expect(thought.fact({ text: 'weak' }, 'b')).toMatchObject({ visibility: 'private', owner: 'b' });
    expect(() => thought.fact({ text: 'weak' })).toThrow('needs its owner');
    expect(() => thought.fact({ text: 'weak' }, '')).toThrow('needs its owner');
  });
});

describe('who may meet a fact', () => {
  const mine = thought.fact({ text: 'weak' }, 'b');

  it('is everybody for each event of the contract', () => {
    for (const type of EVENT_TYPES) {
      const event = { type } as SessionFact;
      expect([isPublic(event), isVisibleTo('everybody', event), isVisibleTo({ speakerId: 'a' }, event)]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('is its owner alone for what is private, and no reader outside for what is internal', () => {
    const readers = ['everybody', { speakerId: 'a' }, { speakerId: 'b' }, 'server'] as const;
    expect(readers.map((reader) => isVisibleTo(reader, mine))).toEqual([false, false, true, true]);
    expect(readers.map((reader) => isVisibleTo(reader, check.fact({ ok: true })))).toEqual([false, false, false, true]);
    expect([isPublic(mine), isPublic(check.fact({ ok: true }))]).toEqual([false, false]);
  });

  it('is nobody where a fact was never declared, whatever it claims', () => {
    const old = { type: 'decision', name: 'd', answer: 'secret' } as unknown as SessionFact;
    const forged = { type: 'panel.thought', visibility: 'public', owner: 'everybody' } as unknown as SessionFact;
    for (const fact of [old, forged])
      expect([isPublic(fact), isVisibleTo('everybody', fact), isVisibleTo({ speakerId: 'a' }, fact)]).toEqual([
        false,
        false,
        false,
      ]);
  });
});
