import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { Flusher } from './flusher.ts';
import { candidate, decision, done, immediate, opened } from './log-readers.suite.ts';
import { BEGINNING, type SessionStore } from './ports.ts';
import { LEASE_MS } from './writer.ts';

describe('a turn that has ended', () => {
  it('takes nothing more, and says so', async () => {
    const { begin, log, scope, sessionId } = await opened();
    const writer = await begin();
    await writer.finish(done('trn_1'));
    const late = { code: 'conflict', detail: 'The turn has ended.' };
    await expect(writer.append(decision('late'))).rejects.toMatchObject(late);
    await expect(writer.finish(done('trn_1'))).rejects.toMatchObject(late);
    expect(() => writer.appendLater(decision('late'))).toThrow(expect.objectContaining(late));
    expect((await log.read(scope, sessionId, { after: BEGINNING })).map(({ fact }) => fact.type)).toEqual(['done']);
  });

  it('keeps no lease, also where leases are renewed while its end is written', async () => {
    const clock = manualClock();
    const stored = memoryStorage(clock).sessions;
    const end = Promise.withResolvers<void>();
    const store: SessionStore = {
      ...stored,
      write: async (batch) => {
        if (batch.some(({ facts }) => facts.some(({ fact }) => fact.type === 'done'))) await end.promise;
        return stored.write(batch);
      },
    };
    const { begin, log, scope, sessionId } = await opened({ store, clock });
    const writer = await begin();
    void log.keepLeases();
    const ended = writer.finish(done('trn_1'));
    await clock.advance(LEASE_MS / 2);
    end.resolve();
    await ended;
    for (let turn = 0; turn < 5; turn += 1) await immediate();
    expect((await stored.head(scope, sessionId))?.lease).toBeUndefined();
    await log.close();
  });
});

it('has an open turn for as long as its lease, and not at its last moment', async () => {
  const { begin, clock, log, scope, sessionId } = await opened();
  await begin();
  await clock.advance(LEASE_MS - 1);
  expect(await log.head(scope, sessionId)).toHaveProperty('openTurnId', 'trn_1');
  await clock.advance(1);
  expect(await log.head(scope, sessionId)).not.toHaveProperty('openTurnId');
});

it('takes no fact beside a turn that is under way', async () => {
  const { begin, clock, log, scope, sessionId } = await opened();
  await begin();
  await expect(log.append(scope, sessionId, decision('beside'))).rejects.toMatchObject({ code: 'conflict' });
  await clock.advance(LEASE_MS);
  await log.append(scope, sessionId, decision('after'));
  expect((await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1)?.fact).toEqual(
    decision('after'),
  );
});

it('gives up a fact after some attempts where another process is always faster', async () => {
  const stored = memoryStorage(manualClock()).sessions;
  let attempts = 0;
  const store: SessionStore = {
    ...stored,
    write: async (batch) => {
      if (batch[0]?.expected.seq === 0) return stored.write(batch);
      attempts += 1;
      if (attempts > 100) throw new Error('It never gives up.');
      return batch.map(() => 'conflict' as const);
    },
  };
  const { log, scope, sessionId } = await opened({ store });
  await expect(log.append(scope, sessionId, decision('late'))).rejects.toMatchObject({ code: 'conflict' });
  expect(attempts).toBe(5);
});

it('keeps a fact with nothing in one of its places', async () => {
  const { begin, log, scope, sessionId } = await opened();
  const writer = await begin();
  await writer.append(decision({ question: null }));
  const kept = (await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1);
  expect(kept?.fact).toEqual(decision({ question: null }));
});

it('reads no more of a log than a page, the fact that may have grown and a few more', async () => {
  const stored = memoryStorage(manualClock()).sessions;
  const pages: unknown[] = [];
  const store: SessionStore = {
    ...stored,
    read: (scope, id, page) => {
      pages.push(page);
      return stored.read(scope, id, page);
    },
  };
  const { log, scope, sessionId } = await opened({ store });
  await log.append(scope, sessionId, ...Array.from({ length: 9 }, (_none, index) => decision(index)));
  await log.read(scope, sessionId, { reader: 'server', after: { seq: 2, characters: 0 }, limit: 7 });
  expect(pages).toEqual([{ fromSeq: 2, limit: 15 }]);
});

it('gathers what one session writes in the same moment into one write', () => {
  const clock = manualClock();
  const listener = { onWritten: () => {}, onRefused: () => {} };
  const flusher = new Flusher(memoryStorage(clock).sessions, listener, clock);
  const [scope, other] = [candidate(), candidate()];
  const batch = flusher.batch('cht_1', scope, BEGINNING);
  expect(flusher.batch('cht_1', scope, BEGINNING)).toBe(batch);
  expect(flusher.batch('cht_2', other, BEGINNING)).not.toBe(batch);
});
