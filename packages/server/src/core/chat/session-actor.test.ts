import { describe, expect, it } from 'vitest';
import { candidate } from '../sessions/log-readers.suite.ts';
import { BEGINNING } from '../sessions/ports.ts';
import { DEADLINE_MS, never, REPLY, settle, slowAgent, twoProcesses } from './session-actor.suite.ts';

describe('a turn that another process runs', () => {
  it.each(['cancel', 'end', 'interrupt'] as const)('ends at once with what was written on %s', async (type) => {
    const { first, send, ends, text, openTurn } = await twoProcesses(slowAgent());
    await first.say('t1');
    await settle();
    await send(
      type === 'interrupt' ? { type, turnId: 't1', messageId: 'm', heardCharacters: 1 } : { type, turnId: 't1' },
    );
    expect(await openTurn()).toBeUndefined();
    expect(await ends()).toEqual(['t1 turn_cancelled']);
    expect(await text()).toBe('t1, you say. ');
  });

  it('ends within a second and a half where nothing tells its process of the command', async () => {
    const silent = { onForeignWrite: () => () => undefined };
    const { first, clock, send, ends } = await twoProcesses({ ...slowAgent(), here: () => silent });
    void first.log.keepLeases();
    await first.say('t1');
    await settle();
    const cancelled = send({ type: 'cancel', turnId: 't1' });
    await clock.advance(1_050);
    await cancelled;
    expect(await ends()).toEqual(['t1 turn_cancelled']);
    await first.log.close();
  });

  it('is taken from a process that does not act, keeps its text, and takes nothing more of it', async () => {
    const { agent, go, received } = slowAgent();
    const { first, second, clock, send, ends, text } = await twoProcesses({ agent, here: never });
    await first.say('t1');
    await settle();
    let isOver = false;
    const cancelled = send({ type: 'cancel', turnId: 't1' }).then(() => (isOver = true));
    await clock.advance(1_400);
    expect(isOver).toBe(false);
    await clock.advance(200);
    await cancelled;
    expect(await ends()).toEqual(['t1 turn_cancelled']);
    go();
    await settle();
    expect(await text()).toBe('t1, you say. ');
    await second.say('t2');
    expect(received).toEqual(['t1', 't2']);
  });

  it('is taken from a process that moves on while it is taken', async () => {
    const slow = slowAgent();
    let moves = 0;
    const { first, clock, send, ends, text } = await twoProcesses({
      ...slow,
      here: never,
      there: ({ write }) => ({
        write: async (batch) => {
          if ((moves += 1) <= 3) await slow.say('More. ');
          return write(batch);
        },
      }),
    });
    await first.say('t1');
    await settle();
    const cancelled = send({ type: 'cancel', turnId: 't1' });
    await clock.advance(1_600);
    await cancelled;
    expect(moves).toBe(4);
    expect(await ends()).toEqual(['t1 turn_cancelled']);
    expect(await text()).toBe('t1, you say. More. More. More. ');
  });

  it('learns that it was taken from it within a second, though nothing tells its process', async () => {
    const silent = { onForeignWrite: () => () => undefined };
    const slow = slowAgent();
    const { first, second, clock, storage, scope, sessionId } = await twoProcesses({ ...slow, here: () => silent });
    void first.log.keepLeases();
    await first.say('t1');
    await settle();
    const end = [{ at: clock.now(), fact: { type: 'done', turnId: 't1' } as const }];
    const { position } = (await second.log.head(scope, sessionId)) ?? { position: BEGINNING };
    await storage.sessions.write([{ scope, sessionId, expected: position, facts: end, lease: null }]);
    await clock.advance(1_050);
    expect(slow.isStopped()).toBe(true);
    await first.log.close();
  });

  it('that does not stop at its deadline is ended by any process, and makes room there for the next', async () => {
    const { first, second, clock, ends } = await twoProcesses(slowAgent({ isDeaf: true }));
    void first.log.keepLeases();
    await first.say('t1');
    await clock.advance(DEADLINE_MS + 1_000);
    await expect(second.say('t2')).rejects.toMatchObject({ code: 'turn_in_flight' });
    await clock.advance(9_000);
    expect(await ends()).toEqual(['t1 turn_interrupted']);
    await first.say('t2');
    await first.log.close();
  });
});

describe('a message that is interrupted', () => {
  const heard = (messageId: string, heardCharacters: number) =>
    ({ type: 'interrupt', turnId: 't1', messageId, heardCharacters }) as const;
  const interrupted = (heardCharacters: number) => ({
    type: 'interrupted',
    turnId: 't1',
    messageId: REPLY.messageId,
    speakerId: REPLY.speakerId,
    heardCharacters,
  });
  const facts = async ({ second, scope, sessionId }: Awaited<ReturnType<typeof twoProcesses>>) =>
    (await second.log.read(scope, sessionId, { after: BEGINNING })).map(({ fact }) => fact);

  it.each([
    ['some of it', 5, 5],
    ['more than it has', 500, 13],
    ['nothing', 0, 0],
  ])('by another process is kept as heard: %s', async (_title, asked, kept) => {
    const pair = await twoProcesses(slowAgent());
    await pair.first.say('t1');
    await settle();
    await pair.send(heard(REPLY.messageId, asked));
    expect((await facts(pair)).slice(-2)).toMatchObject([interrupted(kept), { code: 'turn_cancelled' }]);
  });

  it('is kept as heard, too, where its process does not act', async () => {
    const pair = await twoProcesses({ ...slowAgent(), here: never });
    await pair.first.say('t1');
    await settle();
    const sent = pair.send(heard(REPLY.messageId, 5));
    await pair.clock.advance(1_600);
    await sent;
    expect((await facts(pair)).slice(-2)).toMatchObject([interrupted(5), { code: 'turn_cancelled' }]);
  });
});

describe('a turn of this process', () => {
  it('that does not stop when it is asked to is ended all the same, and makes room for the next', async () => {
    const { first, clock, send, ends } = await twoProcesses(slowAgent({ isDeaf: true }));
    await first.say('t1');
    const cancelled = send({ type: 'cancel', turnId: 't1' }, first);
    await clock.advance(1_600);
    await cancelled;
    expect(await ends()).toEqual(['t1 turn_cancelled']);
    await first.say('t2');
  });
});

describe('a command', () => {
  it('to a turn that has ended is not even kept', async () => {
    const { first, send, storage, sessionId } = await twoProcesses(slowAgent());
    await first.say('t1');
    await send({ type: 'cancel', turnId: 't1' });
    await send({ type: 'cancel', turnId: 't1' });
    const wanted = { sessionIds: [sessionId], types: ['cancel'] } as const;
    expect(await storage.sessions.takeCommands(undefined, wanted)).toEqual(new Map([[sessionId, []]]));
  });

  it('to a turn that has ended is dropped, also when it was sent before the end, and reaches no later turn', async () => {
    const { first, clock, send, ends, openTurn, storage, scope, sessionId } = await twoProcesses(slowAgent());
    void first.log.keepLeases();
    await first.say('t1');
    await settle();
    await send({ type: 'cancel', turnId: 't1' });
    await first.say('t2');
    await send({ type: 'cancel', turnId: 't1' });
    await storage.sessions.sendCommand(scope, sessionId, { type: 'cancel', turnId: 't1' });
    await clock.advance(3_000);
    expect([await ends(), await openTurn()]).toEqual([['t1 turn_cancelled'], 't2']);
    await first.log.close();
  });

  it('to a session of somebody else finds none', async () => {
    const { first, second, sessionId, openTurn } = await twoProcesses(slowAgent());
    await first.say('t1');
    const foreign = second.log.send(candidate(), sessionId, { type: 'cancel', turnId: 't1' });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    expect(await openTurn()).toBe('t1');
  });

  it('is acted on once when it is sent many times', async () => {
    const { first, send, ends } = await twoProcesses(slowAgent());
    await first.say('t1');
    await settle();
    const by = [first, undefined, first, undefined];
    await Promise.all(by.map((from) => send({ type: 'cancel', turnId: 't1' }, from)));
    expect(await ends()).toEqual(['t1 turn_cancelled']);
  });
});

describe('what is said into a turn', () => {
  const said = (turnId: string, nextTurnId: string) => ({ type: 'say', turnId, nextTurnId, text: nextTurnId }) as const;

  it('begins the next turn, from whichever process, in order', async () => {
    const { agent, received, go } = slowAgent();
    const { first, send, ends } = await twoProcesses({ agent });
    await first.say('t1');
    await send(said('t1', 't2'));
    await send(said('t1', 't3'), first);
    await settle();
    expect(received).toEqual(['t1']);
    go();
    await settle();
    expect(received).toEqual(['t1', 't2', 't3']);
    expect(await ends()).toEqual(['t1 done', 't2 done', 't3 done']);
  });

  it('waits after a pause until something is said, while the turn goes on to its end', async () => {
    const { agent, received, go } = slowAgent();
    const { first, send, ends, openTurn } = await twoProcesses({ agent });
    await first.say('t1');
    await send(said('t1', 't2'));
    await send({ type: 'pause', turnId: 't1' });
    go();
    await settle();
    expect([await ends(), await openTurn()]).toEqual([['t1 done'], undefined]);
    await first.say('t3');
    await settle();
    expect(received).toEqual(['t1', 't3', 't2']);
  });

  it('is not begun after the end', async () => {
    const { agent, received } = slowAgent();
    const { first, send } = await twoProcesses({ agent });
    await first.say('t1');
    await send(said('t1', 't2'));
    await send({ type: 'end', turnId: 't1' });
    await settle();
    expect(received).toEqual(['t1']);
  });
});
