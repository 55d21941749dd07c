import { describe, expect, it, vi } from 'vitest';
import { abortable } from './abortable.ts';

const REASON = new Error('the reason');

/** Gives `values` and then nothing more, for ever. Listens to no signal, and counts who left it. */
function hangingSource(...values: readonly string[]) {
  const waiting = [...values];
  let left = 0;
  const iterator: AsyncIterator<string> = {
    next() {
      const value = waiting.shift();
      return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value });
    },
    return() {
      left += 1;
      return new Promise(() => {});
    },
  };
  return { source: { [Symbol.asyncIterator]: () => iterator }, left: () => left };
}

async function collectEvents(
  source: AsyncIterable<string>,
  onValue: (value: string) => void = () => {},
): Promise<string[]> {
  const values: string[] = [];
  for await (const value of source) {
    values.push(value);
    onValue(value);
  }
  return values;
}

describe('what can be aborted', () => {
  it('gives all values of its source and its end', async () => {
    async function* source() {
      yield* ['a', 'b'];
    }
    expect(await collectEvents(abortable(source(), new AbortController().signal))).toEqual(['a', 'b']);
  });

  it('throws what its source throws', async () => {
    async function* source() {
      yield 'a';
      throw REASON;
    }
    await expect(collectEvents(abortable(source(), new AbortController().signal))).rejects.toBe(REASON);
  });

  it('opens nothing once the signal has aborted', async () => {
    const { source, left } = hangingSource('a');
    await expect(collectEvents(abortable(source, AbortSignal.abort(REASON)))).rejects.toBe(REASON);
    expect(left()).toBe(0);
  });

  it('throws the reason while it waits for a source that hangs, and leaves it', async () => {
    const { source, left } = hangingSource('a');
    const stop = new AbortController();
    const reading = collectEvents(abortable(source, stop.signal), () => setImmediate(() => stop.abort(REASON)));
    await expect(reading).rejects.toBe(REASON);
    expect(left()).toBeGreaterThan(0);
  });

  it('throws the reason at the next read where it came between two', async () => {
    const { source } = hangingSource('a');
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = collectEvents(abortable(source, stop.signal), (value) => {
      seen.push(value);
      stop.abort(REASON);
    });
    await expect(reading).rejects.toBe(REASON);
    expect(seen).toEqual(['a']);
  });

  it('does not listen any longer when its source has ended, or its reader has left', async () => {
    async function* source() {
      yield 'a';
    }
    for (const last of [false, true]) {
      const { signal } = new AbortController();
      const removed = vi.spyOn(signal, 'removeEventListener');
      const reader = abortable(source(), signal)[Symbol.asyncIterator]();
      expect(await reader.next()).toEqual({ done: false, value: 'a' });
      expect(removed).not.toHaveBeenCalled();
      expect(await (last ? reader.next() : reader.return?.())).toEqual({ done: true, value: undefined });
      expect(removed).toHaveBeenCalledOnce();
    }
  });

  it('leaves its source when its reader leaves', async () => {
    const { source, left } = hangingSource('a', 'b');
    for await (const value of abortable(source, new AbortController().signal)) if (value === 'a') break;
    expect(left()).toBe(1);
  });
});
