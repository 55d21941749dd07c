import type { Clock } from '../../core/kernel/clock.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';

/**
 * Runs `work` for at most `limitMs`, or until `outer` aborts. Its signal aborts then, and the promise rejects even when the
 * work does not listen.
 */
export async function timeLimited<Result>(
  { clock, limitMs, outer }: { clock: Clock; limitMs: number; outer?: AbortSignal },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const ended = new AbortController();
  const signal = outer === undefined ? deadline.signal : AbortSignal.any([outer, deadline.signal]);
  clock.sleep(limitMs, ended.signal).then(
    () => deadline.abort(new ServiceError('internal', { detail: 'It took too long.' })),
    () => undefined,
  );
  try {
    return await Promise.race([work(signal), abortOf(signal)]);
  } finally {
    ended.abort();
  }
}

/** Rejects with the signal's reason when it aborts. Never resolves. */
export function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
