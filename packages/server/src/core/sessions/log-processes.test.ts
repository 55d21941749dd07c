import { describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { DurableSessionLog } from './log.ts';
import { candidate, decision, done, flaky, immediate, opened, Reader, shared, textOf } from './log-readers.suite.ts';
import { BEGINNING, type SessionStore } from './ports.ts';
import { LEASE_MS } from './writer.ts';

const REPLY = { messageId: 'msg_2', speakerId: 'coach' };

describe('two processes over one store', () => {
  async function twoProcesses() {
    const clock = manualClock();
    const [here, there] = shared(memoryStorage(clock).sessions);
    const one = await opened({ store: here, clock });
    const other = new DurableSessionLog({ store: there, clock, processId: 'two' });
    return { ...one, other };
  }

  it('follow each other', async () => {
    const { other, scope, sessionId, begin } = await twoProcesses();
    const stop = new AbortController();
    const reader = new Reader(BEGINNING);
    const following = (async () => {
      for await (const event of other.follow(scope, sessionId, {
        reader: 'server',
        after: BEGINNING,
        signal: stop.signal,
      })) {
        reader.take(event);
        if (event.fact.type === 'done') return;
      }
    })();
    const writer = await begin();
    for (const word of ['one ', 'two ', 'three']) {
      writer.appendText(REPLY, word);
      await immediate();
    }
    await writer.finish(done('trn_1'));
    await following;
    expect([...reader.facts.values()].map((fact) => (fact.type === 'token' ? fact.text : fact.type))).toEqual([
      'engine.decision',
      'engine.decision',
      'one two three',
      'done',
    ]);
  });

  it('write one turn at a time', async () => {
    const { log, other, scope, sessionId } = await twoProcesses();
    const attempts = await Promise.allSettled(
      [log, other, log, other].map((where, index) =>
        where.begin(scope, sessionId, { turnId: `trn_${index}`, facts: [decision(index)] }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts)
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'turn_in_flight' });
    expect(await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).toHaveLength(2);
    await expect(other.append(scope, sessionId, decision('aside'))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('begin a turn only where the log stands as its caller saw it', async () => {
    const { clock, log, other, scope, sessionId, begin } = await twoProcesses();
    const seen = await log.read(scope, sessionId, { reader: 'server', after: BEGINNING });
    const at = seen.at(-1)?.position ?? BEGINNING;
    const late = { turnId: 'trn_late', facts: [decision('late')], at };
    const writer = await begin();
    await writer.finish(done('trn_1'));
    await expect(other.begin(scope, sessionId, late)).rejects.toMatchObject({ code: 'turn_in_flight' });

    const cut = await log.begin(scope, sessionId, { turnId: 'trn_2', facts: [decision('cut')] });
    cut.appendText(REPLY, 'half');
    await immediate();
    await immediate();
    await clock.advance(LEASE_MS + 1);
    const end =
      (await other.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1)?.position ?? BEGINNING;
    const next = await other.begin(scope, sessionId, { turnId: 'trn_3', facts: [decision('next')], at: end });
    await next.finish(done('trn_3'));
    const facts = (await log.read(scope, sessionId, { reader: 'server', after: end })).map(({ fact }) => fact.type);
    expect(facts).toEqual(['error', 'engine.decision', 'done']);
  });

  it('create one log of an id, with its first facts once, and none of somebody else', async () => {
    const { log, other, scope } = await twoProcesses();
    const session = { sessionId: newId('cht'), kind: 'chat' } as const;
    await log.create(scope, session); // cut off before its facts
    await Promise.all([log, other, log].map((where) => where.create(scope, session, decision('first'))));
    expect(await log.read(scope, session.sessionId, { reader: 'server', after: BEGINNING })).toHaveLength(1);
    const stranger = scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: newId('cand') } });
    await expect(other.create(stranger, session, decision('mine'))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('end what the other left behind once its lease ran out, and refuse its late words', async () => {
    const { clock, log, other, scope, sessionId, begin } = await twoProcesses();
    const writer = await begin();
    writer.appendText(REPLY, 'half an ans');
    await immediate();
    await immediate();
    expect(await other.recover()).toBe(0);
    await expect(other.begin(scope, sessionId, { turnId: 'trn_2', facts: [] })).rejects.toMatchObject({
      code: 'turn_in_flight',
    });
    await clock.advance(LEASE_MS + 1);
    expect(await other.recover()).toBe(1);
    expect((await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1)?.fact).toMatchObject({
      type: 'error',
      code: 'turn_interrupted',
      turnId: 'trn_1',
    });
    writer.appendText(REPLY, 'wer');
    await expect(writer.append(decision('late'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(writer.finish(done('trn_1'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await textOf(log, scope, sessionId)).toBe('||half an ans|');
  });

  it('may begin at once where the last turn was left behind', async () => {
    const { clock, other, scope, sessionId, begin } = await twoProcesses();
    await begin();
    await clock.advance(LEASE_MS + 1);
    const next = await other.begin(scope, sessionId, { turnId: 'trn_2', facts: [decision(2)] });
    await next.finish(done('trn_2'));
    expect(
      (await other.read(scope, sessionId, { reader: 'server', after: BEGINNING })).map(({ fact }) => fact.type),
    ).toEqual(['engine.decision', 'engine.decision', 'error', 'engine.decision', 'done']);
  });

  it('leave a turn alone that is kept alive while it is silent', async () => {
    const { clock, log, other, scope, sessionId, begin } = await twoProcesses();
    const writer = await begin();
    void log.keepLeases();
    await clock.advance(LEASE_MS * 3);
    expect(await other.recover()).toBe(0);
    expect(await other.head(scope, sessionId)).toMatchObject({ openTurnId: 'trn_1' });
    await writer.finish(done('trn_1'));
    expect(await other.head(scope, sessionId)).not.toHaveProperty('openTurnId');
    await log.close();
  });

  it('recover everything at the start of a server that is alone', async () => {
    const { log, other, begin } = await twoProcesses();
    await begin();
    expect(await other.recover({ everyone: true })).toBe(1);
    expect(await log.recover({ everyone: true })).toBe(0);
  });
});

describe('a store that is away', () => {
  it('is told to those who write and to those who follow, and loses nothing that was acknowledged', async () => {
    const clock = manualClock();
    const store = flaky(memoryStorage(clock).sessions);
    const { log, scope, sessionId, begin } = await opened({ store, clock });
    const writer = await begin();
    await writer.append(decision('kept'));
    const reader = new Reader(BEGINNING);
    const following = (async () => {
      for await (const event of log.follow(scope, sessionId, {
        reader: 'server',
        after: BEGINNING,
        signal: new AbortController().signal,
      }))
        reader.take(event);
    })();
    await immediate();
    store.away = true;
    const refused = expect(following).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(writer.append(decision('lost'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    await refused;
    await expect(writer.finish(done('trn_1'))).rejects.toBeInstanceOf(ServiceError);
    store.away = false;
    expect((await log.read(scope, sessionId, { reader: 'server', after: reader.at })).map(({ fact }) => fact)).toEqual(
      [],
    );
    expect((await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1)?.fact).toEqual(
      decision('kept'),
    );
    await clock.advance(LEASE_MS + 1);
    await (await log.begin(scope, sessionId, { turnId: 'trn_2', facts: [decision(2)] })).finish(done('trn_2'));
  });
});

describe('a session whose owner is erased', () => {
  /** Another process over the same storage, which the test notifies of what was written elsewhere. */
  async function erasable() {
    const clock = manualClock();
    const storage = memoryStorage(clock);
    let notify: (ids: readonly string[]) => void = () => {};
    const store: SessionStore = {
      ...storage.sessions,
      onForeignWrite: (listener) => {
        notify = listener;
        return () => {};
      },
    };
    const one = await opened({ store, clock });
    const follow = async (): Promise<void> => {
      const { signal } = new AbortController();
      for await (const event of one.log.follow(one.scope, one.sessionId, {
        reader: 'server',
        after: BEGINNING,
        signal,
      }))
        void event;
    };
    const erase = () => storage.erasure.erase(one.scope, { now: clock.now() });
    return { ...one, follow, erase, notify: () => notify([one.sessionId]) };
  }

  it.each(['this', 'another'])('ends its readers and its turn at once when %s process erased', async (who) => {
    const { log, scope, begin, follow, erase, notify } = await erasable();
    const writer = await begin();
    const following = follow();
    await immediate();
    await erase();
    if (who === 'this') log.abandon(scope);
    else notify();
    await following;
    await vi.waitFor(() => expect(writer.lost.aborted).toBe(true));
    await expect(writer.append(decision('late'))).rejects.toBeInstanceOf(ServiceError);
  });

  it('ends readers of a session that nobody writes', async () => {
    const { log, scope, follow, erase } = await erasable();
    const following = follow();
    await immediate();
    await erase();
    log.abandon(scope);
    await following;
  });

  it('leaves the readers and turns of others alone', async () => {
    const { log, begin } = await erasable();
    const writer = await begin();
    log.abandon(candidate());
    await writer.append(decision('mine'));
    expect(writer.lost.aborted).toBe(false);
  });
});
