import { decisionMade } from './decision-fact.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { sessionCommandsSuite } from './session-commands.suite.ts';
import { BEGINNING, type Position, type SessionFact, type SessionStore, type SessionWrite } from './ports.ts';

/** What every adapter of `SessionStore` does; it may be shared by all tests. */
export function sessionStoreSuite(open: () => SessionStore): void {
  sessionCommandsSuite(open);
  const token = (text: string): SessionFact => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
  const decision = (answer: unknown): SessionFact =>
    decisionMade.fact({ name: 'test.say', version: 1, by: 'rules', answer });
  const created = async (scope: Scope): Promise<string> => {
    const sessionId = newId('cht');
    await open().create(scope, { sessionId, kind: 'chat', at: 1 });
    return sessionId;
  };
  const write = (
    to: { scope: Scope; sessionId: string },
    expected: Position,
    change: Partial<SessionWrite> & { say?: readonly SessionFact[] },
  ): SessionWrite => {
    const { say = [], ...rest } = change;
    return { ...to, expected, facts: say.map((fact, index) => ({ at: 100 + index, fact })), ...rest };
  };
  const written = async (one: SessionWrite) => (await open().write([one]))[0];
  const facts = async (scope: Scope, sessionId: string) =>
    (await open().read(scope, sessionId, { fromSeq: 1, limit: 1_000 })).map(({ fact }) => fact);

  describe('session store', () => {
    it('begins at the beginning, without a lease', async () => {
      const scope = candidate();
      expect(await open().head(scope, await created(scope))).toEqual({ position: BEGINNING, lease: undefined });
    });

    it('refuses a session id that is taken, whoever has it', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      for (const other of [scope, candidate()]) {
        await expect(open().create(other, { sessionId, kind: 'chat', at: 2 })).rejects.toMatchObject({
          code: 'conflict',
        });
      }
    });

    it('appends, grows and reads back in order', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      expect(await written(write({ scope, sessionId }, BEGINNING, { say: [decision(1), token('Hel')] }))).toBe(
        'written',
      );
      expect((await open().head(scope, sessionId))?.position).toEqual({ seq: 2, characters: 3 });
      expect(
        await written(write({ scope, sessionId }, { seq: 2, characters: 3 }, { grow: 'lo', say: [decision(2)] })),
      ).toBe('written');
      expect((await open().head(scope, sessionId))?.position).toEqual({ seq: 3, characters: 0 });
      expect(await open().read(scope, sessionId, { fromSeq: 1, limit: 10 })).toEqual([
        { seq: 1, at: 100, fact: decision(1) },
        { seq: 2, at: 101, fact: token('Hello') },
        { seq: 3, at: 100, fact: decision(2) },
      ]);
      expect((await open().read(scope, sessionId, { fromSeq: 2, limit: 1 })).map(({ seq }) => seq)).toEqual([2]);
    });

    it.each([
      ['an older fact', { seq: 0, characters: 0 }],
      ['a later fact', { seq: 2, characters: 0 }],
      ['fewer characters', { seq: 1, characters: 2 }],
      ['more characters', { seq: 1, characters: 4 }],
    ])('changes nothing for a writer who expects %s', async (_title, expected) => {
      const scope = candidate();
      const sessionId = await created(scope);
      await written(write({ scope, sessionId }, BEGINNING, { say: [token('abc')] }));
      const lease = { turnId: 'trn_x', owner: 'me', until: 5 };
      expect(await written(write({ scope, sessionId }, expected, { grow: 'd', say: [decision(1)], lease }))).toBe(
        'conflict',
      );
      expect(await facts(scope, sessionId)).toEqual([token('abc')]);
      expect(await open().head(scope, sessionId)).toEqual({ position: { seq: 1, characters: 3 }, lease: undefined });
    });

    it('grows nothing but text', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      expect(await written(write({ scope, sessionId }, BEGINNING, { grow: 'x' }))).toBe('conflict');
      await written(write({ scope, sessionId }, BEGINNING, { say: [decision(1)] }));
      expect(
        await written(write({ scope, sessionId }, { seq: 1, characters: 0 }, { grow: 'x', say: [decision(2)] })),
      ).toBe('conflict');
      expect(await facts(scope, sessionId)).toEqual([decision(1)]);
    });

    it('hides a foreign session from reading and writing', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      await written(write({ scope, sessionId }, BEGINNING, { say: [token('mine')] }));
      const strangers = [
        candidate(),
        scopeFor({ tenantId: scope.tenantId, subject: { kind: 'tenant', id: scope.subject.id } }),
      ];
      for (const stranger of strangers) {
        expect(await open().head(stranger, sessionId)).toBeUndefined();
        expect(await facts(stranger, sessionId)).toEqual([]);
        expect(await written(write({ scope: stranger, sessionId }, { seq: 1, characters: 4 }, { grow: '!' }))).toBe(
          'conflict',
        );
      }
      expect(await facts(scope, sessionId)).toEqual([token('mine')]);
    });

    it('answers a batch in order, each for itself', async () => {
      const scope = candidate();
      const [one, two, three] = [await created(scope), await created(scope), await created(scope)];
      const outcome = await open().write([
        write({ scope, sessionId: one }, BEGINNING, { say: [token('1')] }),
        write({ scope, sessionId: two }, { seq: 9, characters: 0 }, { say: [token('2')] }),
        write({ scope, sessionId: newId('cht') }, BEGINNING, { say: [token('?')] }),
        write({ scope, sessionId: three }, BEGINNING, { say: [token('3')] }),
      ]);
      expect(outcome).toEqual(['written', 'conflict', 'conflict', 'written']);
      expect(await facts(scope, three)).toEqual([token('3')]);
      expect(await facts(scope, two)).toEqual([]);
      expect(await open().write([])).toEqual([]);
    });

    it('has one winner when many write at the same position', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          written(write({ scope, sessionId }, BEGINNING, { say: [decision(index)] })),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await facts(scope, sessionId)).toHaveLength(1);
    });

    it('keeps a lease until it is replaced or given up', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      const lease = { turnId: 'trn_1', owner: 'process', until: 50 };
      const leaseNow = async () => (await open().head(scope, sessionId))?.lease;
      await written(write({ scope, sessionId }, BEGINNING, { lease }));
      expect(await leaseNow()).toEqual(lease);
      await written(write({ scope, sessionId }, BEGINNING, { say: [token('a')] }));
      expect(await leaseNow()).toEqual(lease);
      await written(write({ scope, sessionId }, { seq: 1, characters: 1 }, { lease: { ...lease, until: 90 } }));
      expect(await leaseNow()).toEqual({ ...lease, until: 90 });
      await written(write({ scope, sessionId }, { seq: 1, characters: 1 }, { lease: null }));
      expect(await leaseNow()).toBeUndefined();
    });

    it('names the turns whose lease ran out, whoever held it', async () => {
      const scope = candidate();
      const [cut, live, done] = [await created(scope), await created(scope), await created(scope)];
      const lease = (until: number) => ({ turnId: newId('trn'), owner: 'gone', until });
      const cutLease = lease(99);
      await open().write([
        write({ scope, sessionId: cut }, BEGINNING, { say: [token('half an ans')], lease: cutLease }),
        write({ scope, sessionId: live }, BEGINNING, { say: [token('b')], lease: lease(100) }),
        write({ scope, sessionId: done }, BEGINNING, { say: [token('c')], lease: lease(10) }),
      ]);
      await written(write({ scope, sessionId: done }, { seq: 1, characters: 1 }, { lease: null }));
      const abandoned = (await open().abandoned(100)).filter((turn) => turn.scope.tenantId === scope.tenantId);
      expect(abandoned).toEqual([
        {
          scope: scopeFor({ tenantId: scope.tenantId, subject: scope.subject }),
          sessionId: cut,
          head: { seq: 1, characters: 11 },
          turnId: cutLease.turnId,
        },
      ]);
    });

    it('keeps positions true for text that no database can keep', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      const first = 'a\0\ud83d\ude00"\\u0000\n';
      await written(write({ scope, sessionId }, BEGINNING, { say: [token(first)] }));
      await written(
        write(
          { scope, sessionId },
          { seq: 1, characters: first.length },
          { grow: '\ud83d|', say: [decision({ nul: '\0', half: '\ude00' })] },
        ),
      );
      const expected = 'a\ufffd\ud83d\ude00"\\u0000\n\ufffd|';
      expect(await facts(scope, sessionId)).toEqual([token(expected), decision({ nul: '\ufffd', half: '\ufffd' })]);
      expect(expected).toHaveLength(first.length + 2);
    });

    it('gives back facts byte for byte, keys in their order', async () => {
      const scope = candidate();
      const sessionId = await created(scope);
      const fact = decision({ zebra: 1.5, apple: [null, true, -0.1, 1e21], nested: { b: '', a: 'ünï \u2028' } });
      await written(write({ scope, sessionId }, BEGINNING, { say: [fact] }));
      expect(JSON.stringify(await facts(scope, sessionId))).toBe(JSON.stringify([fact]));
    });

    it('holds exactly what was said, however it was cut into writes', async () => {
      const piece = fc.oneof(
        fc.record({ grow: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) }),
        fc.constant({ fact: 'decision' as const }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
          const scope = candidate();
          const sessionId = await created(scope);
          const expected: SessionFact[] = [token('')];
          let position = BEGINNING;
          const send = async (change: { grow?: string; say?: readonly SessionFact[] }, next: Position) => {
            expect(await written(write({ scope, sessionId }, position, change))).toBe('written');
            position = next;
          };
          await send({ say: [token('')] }, { seq: 1, characters: 0 });
          for (const one of pieces) {
            if ('grow' in one) {
              const growing = expected.at(-1);
              if (growing?.type === 'token') expected[expected.length - 1] = token(growing.text + one.grow);
              await send({ grow: one.grow }, { seq: position.seq, characters: position.characters + one.grow.length });
            } else {
              expected.push(decision(expected.length), token(''));
              await send({ say: expected.slice(-2) }, { seq: position.seq + 2, characters: 0 });
            }
          }
          expect(await facts(scope, sessionId)).toEqual(
            expected.map((fact) => (fact.type === 'token' ? token(fact.text.replaceAll('\0', '\ufffd')) : fact)),
          );
          expect((await open().head(scope, sessionId))?.position).toEqual(position);
        }),
        { numRuns: 25 },
      );
    });
  });
}

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
