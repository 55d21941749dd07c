import { ConnectionError, InterviewPrepError } from '../errors.ts';
import { onAbort } from './on-abort.ts';

/** Waits, or rejects with the signal's reason when it is aborted first. */
export type Sleep = (delayMs: number, signal?: AbortSignal) => Promise<void>;

/** Longest `Retry-After` that a call waits for by itself, in seconds. For a longer one the error is thrown. */
const MAX_RETRY_AFTER_SECONDS = 60;

export const sleep: Sleep = (delayMs, signal) =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, delayMs);
    onAbort(signal, abort);
  });

/**
 * Whether the same request may be sent again: no response arrived, or the server states that it did nothing and can be
 * asked again.
 */
export function mayRetry(error: unknown): error is InterviewPrepError {
  if (!(error instanceof InterviewPrepError)) return false;
  if (error instanceof ConnectionError) return error.retryable;
  const { status = 0, code, retryAfterSeconds = 0 } = error;
  if (retryAfterSeconds > MAX_RETRY_AFTER_SECONDS) return false;
  // Other conflicts (a turn in progress, a finished chat) are not resolved by repeating the request.
  if (status === 409) return code === 'idempotency_in_flight' || code === 'conflict';
  return status === 408 || status === 429 || status >= 500;
}

/**
 * Milliseconds to wait before retry `attempt` (0 is the first): the server's `Retry-After` plus full jitter with
 * exponential backoff.
 */
export function retryDelayMs(attempt: number, error: unknown, random: () => number): number {
  const { retryAfterSeconds = 0 } = error instanceof InterviewPrepError ? error : {};
  return retryAfterSeconds * 1000 + random() * Math.min(8000, 500 * 2 ** attempt);
}

/** Seconds from a `Retry-After` header: a number or an HTTP date. */
export function parseRetryAfter(header: string, nowMs: number): number | undefined {
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - nowMs) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
