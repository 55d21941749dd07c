import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionError, errorForStatus } from '../errors.ts';
import { mayRetry, parseRetryAfter, retryDelayMs, sleep } from './retry.ts';

describe('waiting', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends after the delay and no longer listens to its signal', async () => {
    const aborter = new AbortController();
    const removed = vi.spyOn(aborter.signal, 'removeEventListener');
    let over = false;
    const waiting = sleep(1_000, aborter.signal).then(() => (over = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(over).toBe(true);
    expect(removed).toHaveBeenCalledOnce();
  });

  it('works without a signal', async () => {
    const waiting = sleep(5);
    await vi.advanceTimersByTimeAsync(5);
    await waiting;
  });

  it('ends with the reason of its signal, and leaves no timer', async () => {
    const aborter = new AbortController();
    const waiting = sleep(1_000, aborter.signal);
    const reason = new Error('left the page');
    aborter.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not begin when its signal is aborted already', async () => {
    const reason = new Error('left the page');
    await expect(sleep(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});

const failure = (status: number, more: { code?: string; retryAfterSeconds?: number } = {}) =>
  errorForStatus({ status, code: 'a_code', message: 'No.', ...more });

it.each([
  [failure(499), false],
  [failure(500), true],
  [failure(503, { retryAfterSeconds: 60 }), true],
  [failure(503, { retryAfterSeconds: 60.5 }), false],
  [failure(409, { code: 'idempotency_in_flight' }), true],
  [failure(409), false],
  [connectionError('Lost.'), true],
  [connectionError('Not JSON.', { retryable: false }), false],
  [new Error('anything else'), false],
])('%s may be retried: %s', (error, expected) => {
  expect(mayRetry(error)).toBe(expected);
});

it.each([
  [0, undefined, 500],
  [1, undefined, 1_000],
  [4, undefined, 8_000],
  [9, undefined, 8_000],
  [0, 2, 2_500],
])('before retry %i after a failure with Retry-After %s it waits at most %i ms', (...[attempt, seconds, atMostMs]) => {
  const error = seconds === undefined ? new Error('cut') : failure(503, { retryAfterSeconds: seconds });
  expect(retryDelayMs(attempt, error, () => 1)).toBe(atMostMs);
  expect(retryDelayMs(attempt, error, () => 0)).toBe((seconds ?? 0) * 1_000);
});

it.each([
  ['', undefined],
  ['0', 0],
  ['12', 12],
  ['Sat, 21 Nov 2026 09:00:20 GMT', 20],
  ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
  ['1.5 seconds or so', undefined],
])('Retry-After %j is %s seconds', (header, seconds) => {
  expect(parseRetryAfter(header, Date.parse('2026-11-21T09:00:00Z'))).toBe(seconds);
});
