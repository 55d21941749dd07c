import { expect, it } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { only } from '../../testing/only.ts';
import { Changes } from './changes.ts';
import { candidate, immediate } from './log-readers.suite.ts';
import type { SessionHead, SessionStore } from './ports.ts';
import { TurnCommands } from './turn-commands.ts';

/** A turn that another process writes, over a store that notifies nobody. */
function foreignTurn() {
  const clock = manualClock();
  const head: { lease: SessionHead['lease'] } = {
    lease: { turnId: 'trn_1', owner: 'two', until: clock.now() + 20_000 },
  };
  const [taken, watched] = [Array<string>(), { now: 0 }];
  const store = only<SessionStore>({
    head: async () => ({ position: { seq: 1, characters: 0 }, ...head }),
    sendCommand: async () => undefined,
  });
  const commands = new TurnCommands({
    store,
    clock,
    processId: 'one',
    writers: new Map(),
    read: async () => [],
    watch: () => {
      watched.now += 1;
      return { changes: new Changes(), release: () => void (watched.now -= 1) };
    },
    endTurn: async ({ turnId }) => taken.push(turnId) > 0,
  });
  let isDone = false;
  void commands.send(candidate(), 'cht_1', { type: 'cancel', turnId: 'trn_1' }).then(() => (isDone = true));
  return { clock, taken, watched, isDone: () => isDone, end: () => void (head.lease = undefined) };
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await immediate();
};

it('sees within 50 ms that a turn has ended, takes nothing, and watches no longer', async () => {
  const { clock, taken, watched, isDone, end } = foreignTurn();
  await settle();
  expect([isDone(), watched.now]).toEqual([false, 1]);
  end();
  await clock.advance(49);
  expect(isDone()).toBe(false);
  await clock.advance(1);
  await settle();
  expect([isDone(), taken, watched.now]).toEqual([true, [], 0]);
});

it('takes the turn at once when its process had its time, and watches no longer', async () => {
  const { clock, taken, watched, isDone } = foreignTurn();
  await settle();
  await clock.advance(1_499);
  await settle();
  expect(isDone()).toBe(false);
  await clock.advance(1);
  await settle();
  expect([isDone(), taken, watched.now]).toEqual([true, ['trn_1'], 0]);
});
