import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionError, InterviewPrepError } from '../errors.ts';
import { mayRetry, parseRetryAfter, retryDelayMs, sleep } from './retry.ts';

const refused = (status: number, more: { code?: string; retryAfterSeconds?: number } = {}) =>
  new InterviewPrepError({ code: 'a_code', message: 'No.', status, ...more });

describe('waiting between attempts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lasts exactly as long as asked, with and without a signal', async () => {
    const aborter = new AbortController();
    const ended: string[] = [];
    void sleep(1000).then(() => ended.push('without'));
    void sleep(1000, aborter.signal).then(() => ended.push('with'));
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(['without', 'with']);
  });

  it('ends at once with the reason of the signal, and leaves no timer behind', async () => {
    const aborter = new AbortController();
    const waiting = sleep(60_000, aborter.signal);
    expect(vi.getTimerCount()).toBe(1);
    aborter.abort(new Error('the page closed'));
    await expect(waiting).rejects.toThrow('the page closed');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not begin when the signal is already aborted', async () => {
    const waiting = sleep(60_000, AbortSignal.abort(new Error('the page closed')));
    expect(vi.getTimerCount()).toBe(0);
    await expect(waiting).rejects.toThrow('the page closed');
  });

  it('stops listening to a signal that lives longer than the wait', async () => {
    const aborter = new AbortController();
    const remove = vi.spyOn(aborter.signal, 'removeEventListener');
    const waiting = sleep(1000, aborter.signal);
    await vi.advanceTimersByTimeAsync(1000);
    await waiting;
    expect(remove).toHaveBeenCalledOnce();
  });
});

describe('whether a request may be sent again', () => {
  it.each([
    [408, true],
    [428, false],
    [429, true],
    [499, false],
    [500, true],
    [599, true],
  ])('a response with status %i: %s', (status, expected) => {
    expect(mayRetry(refused(status))).toBe(expected);
  });

  it('a Retry-After of at most a minute is waited for, a longer one is not', () => {
    expect(mayRetry(refused(429, { retryAfterSeconds: 60 }))).toBe(true);
    expect(mayRetry(refused(429, { retryAfterSeconds: 60.1 }))).toBe(false);
  });

  it('a connection that failed for good, an error without status and a foreign error are not', () => {
    const lost = { code: 'connection_failed', message: 'Lost.' };
    expect(mayRetry(new ConnectionError({ ...lost, retryable: true }))).toBe(true);
    expect(mayRetry(new ConnectionError({ ...lost, retryable: false }))).toBe(false);
    expect(mayRetry(new InterviewPrepError({ code: 'a_code', message: 'No.', retryable: true }))).toBe(false);
    expect(mayRetry(new TypeError('signed out'))).toBe(false);
  });
});

describe('the delay before an attempt', () => {
  it('doubles from half a second up to eight seconds, with full jitter', () => {
    const longest = [0, 1, 2, 3, 4, 5].map((attempt) => retryDelayMs(attempt, undefined, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(retryDelayMs(2, undefined, () => 0.25)).toBe(500);
  });

  it('comes on top of what the server asked for', () => {
    expect(retryDelayMs(0, refused(503, { retryAfterSeconds: 2 }), () => 0.5)).toBe(2250);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');

  it.each([
    ['0', 0],
    ['120', 120],
    ['Sat, 21 Nov 2026 09:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is read as %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
