import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { isoTime, systemClock } from './clock.ts';
import { within } from './deadline.ts';
import { ttlCache } from './ttl-cache.ts';

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-21T09:00:00.000Z') }));
  afterEach(() => void vi.useRealTimers());

  it('sleeps as long as asked and stops listening to the signal', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    let awake = false;
    const sleeping = Promise.all([systemClock.sleep(1000, signal), systemClock.sleep(1000)]).then(() => (awake = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(removed).toHaveBeenCalledOnce();
    expect(isoTime(systemClock.now())).toBe('2026-11-21T09:00:01.000Z');
  });

  it('is woken by the signal with its reason, and leaves no timer behind', async () => {
    const stop = new AbortController();
    const sleeping = systemClock.sleep(60_000, stop.signal);
    stop.abort(new Error('shutting down'));
    await expect(sleeping).rejects.toThrow('shutting down');
    await expect(systemClock.sleep(60_000, stop.signal)).rejects.toThrow('shutting down');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('work with a deadline', () => {
  const late = () => new Error('too late');
  const never = () => new Promise<never>(() => undefined);

  it('gives its result, or its failure, when it is in time', async () => {
    const deadline = { clock: manualClock(), delayMs: 1000, signal: new AbortController().signal, late };
    expect(await within(deadline, async () => 'done')).toBe('done');
    await expect(within(deadline, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('is stopped when the time is over, even when it does not listen', async () => {
    vi.useFakeTimers();
    let reason: unknown;
    const deadline = { clock: systemClock, delayMs: 1000, signal: new AbortController().signal, late };
    const working = within(deadline, (signal) => {
      signal.addEventListener('abort', () => (reason = signal.reason));
      return never();
    });
    const failed = expect(working).rejects.toThrow('too late');
    await vi.advanceTimersByTimeAsync(1000);
    await failed;
    expect(reason).toMatchObject({ message: 'too late' });
    vi.useRealTimers();
  });

  it('is stopped by work that aborts its own caller', async () => {
    const stop = new AbortController();
    const deadline = { clock: manualClock(), delayMs: 1000, signal: stop.signal, late };
    const working = within(deadline, () => {
      stop.abort(new Error('the candidate left'));
      return never();
    });
    await expect(working).rejects.toThrow('the candidate left');
  });

  it('is stopped with the reason of its caller, and its timer with it', async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const deadline = { clock: systemClock, delayMs: 1000, signal: stop.signal, late };
    const working = expect(within(deadline, never)).rejects.toThrow('the candidate left');
    stop.abort(new Error('the candidate left'));
    await working;
    expect(vi.getTimerCount()).toBe(0);
    const work = vi.fn(never);
    await expect(within(deadline, work)).rejects.toThrow('the candidate left');
    expect(work).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});

describe('a cache of store reads', () => {
  function setUp() {
    let now = 0;
    const cache = ttlCache<string>({ now: () => now, sleep: async () => undefined });
    let reads = 0;
    const load = async () => `read ${(reads += 1)}`;
    return { cache, load, advance: (ms: number) => void (now += ms), reads: () => reads };
  }

  it('remembers a value for four seconds after it was asked for', async () => {
    const { cache, load, advance } = setUp();
    expect(await cache.get('a', load)).toBe('read 1');
    advance(3_999);
    expect(await cache.get('a', load)).toBe('read 1');
    advance(1);
    expect(await cache.get('a', load)).toBe('read 2');
  });

  it('never remembers that there is nothing', async () => {
    const { cache, load } = setUp();
    expect(await cache.get('a', async () => undefined)).toBeUndefined();
    expect(await cache.get('a', load)).toBe('read 1');
  });

  it('forgets one value, or all of them, also those being read', async () => {
    const { cache, load } = setUp();
    await cache.get('a', load);
    await cache.get('b', load);
    cache.forget('a');
    expect([await cache.get('a', load), await cache.get('b', load)]).toEqual(['read 3', 'read 2']);
    cache.forgetAll();
    expect([await cache.get('a', load), await cache.get('b', load)]).toEqual(['read 4', 'read 5']);
    for (const forget of [() => cache.forget('other'), () => cache.forgetAll()]) {
      const key = String(forget);
      const reading = cache.get(key, load);
      forget();
      const early = await reading;
      expect(await cache.get(key, load)).not.toBe(early);
    }
  });

  it('keeps ten thousand values and evicts the oldest', async () => {
    const { cache, load, reads } = setUp();
    for (let at = 0; at < 10_000; at += 1) await cache.get(String(at), load);
    await cache.get('0', load);
    expect(reads()).toBe(10_000);
    await cache.get('one more', load);
    await cache.get('1', load);
    expect(reads()).toBe(10_001);
    await cache.get('0', load);
    expect(reads()).toBe(10_002);
  });
});
