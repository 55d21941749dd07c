import type { Clock } from '../core/kernel/clock.ts';

type Sleeper = { readonly due: number; wake(): void };

/** A clock that stands still until `advance` moves it. */
export type ManualClock = Clock & {
  /** Moves time on by `delayMs`, waking sleepers in their order; code they wake may run and sleep again in between. */
  advance(delayMs: number): Promise<void>;
  /** How many are asleep now. */
  sleepers(): number;
};

/** A clock for tests. Begins at `startMs` (epoch milliseconds; 21 November 2026 when left out). */
export function manualClock(startMs = Date.UTC(2026, 10, 21)): ManualClock {
  const sleeping = new Set<Sleeper>();
  let now = startMs;
  return {
    now: () => now,
    sleepers: () => sleeping.size,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          due: now + delayMs,
          wake: () => {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    async advance(delayMs) {
      const target = now + delayMs;
      for (;;) {
        await settled();
        const [next] = [...sleeping].filter(({ due }) => due <= target).toSorted((a, b) => a.due - b.due);
        if (next === undefined) break;
        now = Math.max(now, next.due);
        next.wake();
      }
      now = target;
      await settled();
    },
  };
}

/** Lets everything run that waits for no clock. Group commits wait one turn of the event loop each, hence several. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
