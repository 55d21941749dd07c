import { afterEach, describe, expect, it, vi } from 'vitest';
import { LazyPart } from './lazy-part.ts';

function setUp(failures = 0) {
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => idle.push(callback));
  const calls = { imports: 0, created: 0, updates: 0 };
  const host = { shadowRoot: null, requestUpdate: () => void (calls.updates += 1) };
  const part = new LazyPart(host, async () => {
    calls.imports += 1;
    if (calls.imports <= failures) throw new Error('offline');
    return { create: () => ((calls.created += 1), 'part'), styles: [] };
  });
  return { calls, part, idle };
}

afterEach(() => vi.unstubAllGlobals());

describe('a part whose code comes later', () => {
  it('is made once, and its owner is updated', async () => {
    const { calls, part } = setUp();
    expect(part.get()).toBeUndefined();
    expect(await part.load()).toBe('part');
    expect(part.get()).toBe('part');
    expect(calls).toEqual({ imports: 1, created: 1, updates: 1 });
  });

  it('is fetched early without being made, once the browser is idle', async () => {
    const { calls, part, idle } = setUp();
    part.prefetch();
    expect(calls.imports).toBe(0);
    for (const callback of idle) callback();
    await Promise.resolve();
    expect(calls).toEqual({ imports: 1, created: 0, updates: 0 });
  });

  it('does not count an early fetch that failed as its own failure', async () => {
    const { part, idle } = setUp(1);
    part.prefetch();
    for (const callback of idle) callback();
    await Promise.resolve();
    expect(part.failed).toBe(false);
    expect(await part.load()).toBe('part');
  });

  it('says that it failed, and tries again when asked', async () => {
    const { part } = setUp(1);
    expect(await part.load()).toBeUndefined();
    expect(part.failed).toBe(true);
    expect(part.get()).toBeUndefined();
    expect(await part.load()).toBe('part');
    expect(part.failed).toBe(false);
  });
});
