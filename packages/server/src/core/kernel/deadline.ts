import type { Clock } from './clock.ts';
import { LET_GO } from './let-go.ts';

export type Deadline = {
  readonly clock: Clock;
  readonly delayMs: number;
  readonly signal: AbortSignal;
  /** What the work is stopped with, and what is thrown, when the time is over. */
  readonly late: () => unknown;
};

/** Does work that may take `delayMs`. Throws the reason it was stopped with: the time, or the signal's own. */
export async function within<Result>(
  { clock, delayMs, signal, late }: Deadline,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const over = new AbortController();
  const ended = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const alarm = clock.sleep(delayMs, ended.signal).then(
    () => over.abort(late()),
    () => undefined,
  );
  try {
    return await Promise.race([work(either), rejection(either)]);
  } finally {
    ended.abort(LET_GO);
    await alarm;
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
