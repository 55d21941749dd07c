import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { done, immediate, opened, textOf } from './log-readers.suite.ts';
import type { SessionStore } from './ports.ts';

const REPLY = { messageId: 'msg_2', speakerId: 'coach' };

const GATHER_MS = 10;

/** Two turns under way, on a store that wants text to gather. */
async function twoTurns() {
  const steady = manualClock();
  let backMs = 0;
  const clock = { ...steady, now: () => steady.now() - backMs };
  const stored = memoryStorage(clock).sessions;
  const sizes: number[] = [];
  const store: SessionStore = {
    ...stored,
    gatherMs: GATHER_MS,
    write: (batch) => {
      sizes.push(batch.length);
      return stored.write(batch);
    },
  };
  const session = await opened({ store, clock });
  const { log, scope } = session;
  await log.create(scope, { sessionId: 'cht_other', kind: 'chat' });
  const other = await log.begin(scope, 'cht_other', { turnId: 'trn_2', facts: [done('trn_0')] });
  const writer = await session.begin();
  await clock.advance(GATHER_MS);
  sizes.length = 0;
  const setBack = (byMs: number) => (backMs = byMs);
  return { ...session, writer, other, sizes, setBack };
}

describe('text that grows', () => {
  it('is written at once when nothing was written lately', async () => {
    const { writer, sizes } = await twoTurns();
    writer.appendText(REPLY, 'first');
    for (let turn = 0; turn < 3; turn += 1) await immediate();
    expect(sizes).toEqual([1]);
  });

  it('waits for the text of other sessions after a write, and no longer than the storage asks for', async () => {
    const { writer, other, sizes, clock, log, scope, sessionId } = await twoTurns();
    writer.appendText(REPLY, 'first');
    await clock.advance(0);
    writer.appendText(REPLY, ' second');
    await clock.advance(GATHER_MS - 1);
    other.appendText(REPLY, 'elsewhere');
    expect(sizes).toEqual([1]);
    await clock.advance(1);
    expect(sizes).toEqual([1, 2]);
    expect(await textOf(log, scope, sessionId)).toContain('first second');
  });

  it('is written at once with whatever somebody waits for', async () => {
    const { writer, other, sizes } = await twoTurns();
    writer.appendText(REPLY, 'first');
    for (let turn = 0; turn < 3; turn += 1) await immediate();
    writer.appendText(REPLY, ' second');
    await other.finish(done('trn_2'));
    expect(sizes).toEqual([1, 2]);
  });

  it('is written when the log closes', async () => {
    const { writer, log, scope, sessionId, clock } = await twoTurns();
    writer.appendText(REPLY, 'first');
    await clock.advance(0);
    writer.appendText(REPLY, ' second');
    await log.close();
    expect(await textOf(log, scope, sessionId)).toContain('first second');
  });

  it('does not wait for a clock that was set back', async () => {
    const { writer, sizes, clock, setBack } = await twoTurns();
    writer.appendText(REPLY, 'first');
    await clock.advance(0);
    setBack(3_600_000);
    writer.appendText(REPLY, ' second');
    await clock.advance(GATHER_MS);
    expect(sizes).toEqual([1, 1]);
  });
});
