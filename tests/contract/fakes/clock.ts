import type { Clock } from '../../../packages/server/src/core/kernel/clock.ts';

export type SteppedClock = Clock & { advance(ms: number): Promise<void>; readonly sleeping: number };

/** Time that moves only when a test says so. */
export function steppedClock(start = Date.UTC(2026, 10, 21, 9, 30)): SteppedClock {
  let now = start;
  const waiting = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    get sleeping() {
      return waiting.size;
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const stop = () => {
          waiting.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          at: now + delayMs,
          wake: () => {
            waiting.delete(sleeper);
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        waiting.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    async advance(ms) {
      now += ms;
      for (const sleeper of waiting) if (sleeper.at <= now) sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
