import { describe, expect, it } from 'vitest';
import { newId, randomText } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { BEGINNING, type SessionCommand, type SessionStore } from './ports.ts';

const TYPES = ['say', 'cancel', 'interrupt', 'pause', 'end'] as const;

/** What every adapter of `SessionStore` does with commands; part of `session-store.suite.ts`. */
export function sessionCommandsSuite(open: () => SessionStore): void {
  const held = async (scope: Scope, owner: string): Promise<string> => {
    const sessionId = newId('cht');
    await open().create(scope, { sessionId, kind: 'chat', at: 1 });
    const lease = { turnId: 'trn_1', owner, until: 50 };
    await open().write([{ scope, sessionId, expected: BEGINNING, facts: [], lease }]);
    return sessionId;
  };
  const take = async (owner: string | undefined, sessionIds: readonly string[], limit?: number) =>
    Object.fromEntries(
      await open().takeCommands(owner, { sessionIds, types: TYPES, ...(limit === undefined ? {} : { limit }) }),
    );
  const [cancel, pause] = (['cancel', 'pause'] as const).map((type): SessionCommand => ({ type, turnId: 'trn_1' }));
  if (cancel === undefined || pause === undefined) throw new Error('They were just made.');
  const say: SessionCommand = { type: 'say', turnId: 'trn_1', nextTurnId: 'trn_2', text: 'a\ud83d\ude00"\\u0000\n' };
  const interrupt: SessionCommand = { type: 'interrupt', turnId: 'trn_1', messageId: 'msg_1', heardCharacters: 3 };

  describe('commands of a session store', () => {
    it('are taken in order of arrival, once, by the process that holds the lease', async () => {
      const [scope, owner] = [candidate(), randomText(8)];
      const [one, two] = [await held(scope, owner), await held(scope, owner)];
      const sent: SessionCommand[] = [interrupt, pause, say, cancel, { type: 'end', turnId: 'trn_1' }];
      for (const command of sent) await open().sendCommand(scope, one, command);
      await open().sendCommand(scope, two, cancel);
      expect(await take('somebody else', [one, two])).toEqual({});
      expect(await take(owner, [one])).toEqual({ [one]: sent });
      expect(await take(owner, [one, two])).toEqual({ [one]: [], [two]: [cancel] });
      expect(await take(owner, [])).toEqual({});
    });

    it('are taken once when many take them at once', async () => {
      const [scope, owner] = [candidate(), randomText(8)];
      const sessionId = await held(scope, owner);
      for (let count = 0; count < 5; count += 1) await open().sendCommand(scope, sessionId, cancel);
      const taken = await Promise.all(Array.from({ length: 8 }, () => take(owner, [sessionId])));
      expect(taken.flatMap((commands) => commands[sessionId] ?? [])).toHaveLength(5);
    });

    it('are left where they are when their type is not wanted, or more than wanted are there', async () => {
      const [scope, owner] = [candidate(), randomText(8)];
      const sessionId = await held(scope, owner);
      for (const command of [say, cancel, { ...say, text: 'later' }])
        await open().sendCommand(scope, sessionId, command);
      const wanted = { sessionIds: [sessionId], types: ['cancel', 'end'] } as const;
      expect(await open().takeCommands(owner, wanted)).toEqual(new Map([[sessionId, [cancel]]]));
      expect(await take(owner, [sessionId], 1)).toEqual({ [sessionId]: [say] });
      expect(await take(owner, [sessionId])).toEqual({ [sessionId]: [{ ...say, text: 'later' }] });
    });

    it('are given once to whoever takes those of sessions that nobody writes', async () => {
      const [scope, owner] = [candidate(), randomText(8)];
      const sessionId = await held(scope, owner);
      await open().sendCommand(scope, sessionId, cancel);
      expect(await take(undefined, [sessionId])).toEqual({});
      await open().write([{ scope, sessionId, expected: BEGINNING, facts: [], lease: null }]);
      expect(await take(owner, [sessionId])).toEqual({});
      expect(await take(undefined, [sessionId])).toEqual({ [sessionId]: [cancel] });
      expect(await take(undefined, [sessionId])).toEqual({ [sessionId]: [] });
    });

    it('are refused for an unknown and for a foreign session alike', async () => {
      const [scope, owner] = [candidate(), randomText(8)];
      const sessionId = await held(scope, owner);
      const refused = { code: 'not_found' };
      await expect(open().sendCommand(scope, newId('cht'), cancel)).rejects.toMatchObject(refused);
      await expect(open().sendCommand(candidate(), sessionId, cancel)).rejects.toMatchObject(refused);
      expect(await take(owner, [sessionId])).toEqual({ [sessionId]: [] });
    });
  });
}

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
