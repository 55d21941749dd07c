import { afterEach, describe, expect, it, vi } from 'vitest';
import { LazyView } from './lazy-view.ts';

function setUp(failures = 0) {
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => idle.push(callback));
  const calls = { imports: 0, created: 0, updates: 0 };
  const host = { shadowRoot: null, requestUpdate: () => void (calls.updates += 1) };
  const view = new LazyView(host, async () => {
    calls.imports += 1;
    if (calls.imports <= failures) throw new Error('offline');
    return { create: () => ((calls.created += 1), 'view'), styles: [] };
  });
  return { calls, view, idle };
}

afterEach(() => vi.unstubAllGlobals());

describe('a lazy view', () => {
  it('is created once, and its owner is updated', async () => {
    const { calls, view } = setUp();
    expect(view.get()).toBeUndefined();
    expect(await view.load()).toBe('view');
    expect(view.get()).toBe('view');
    expect(calls).toEqual({ imports: 1, created: 1, updates: 1 });
  });

  it('is prefetched without being created, once the browser is idle', async () => {
    const { calls, view, idle } = setUp();
    view.prefetch();
    expect(calls.imports).toBe(0);
    for (const callback of idle) callback();
    await Promise.resolve();
    expect(calls).toEqual({ imports: 1, created: 0, updates: 0 });
  });

  it('does not count a failed prefetch as a failure', async () => {
    const { view, idle } = setUp(1);
    view.prefetch();
    for (const callback of idle) callback();
    await Promise.resolve();
    expect(view.failed).toBe(false);
    expect(await view.load()).toBe('view');
  });

  it('reports a failure, and tries again on request', async () => {
    const { view } = setUp(1);
    expect(await view.load()).toBeUndefined();
    expect(view.failed).toBe(true);
    expect(view.get()).toBeUndefined();
    expect(await view.load()).toBe('view');
    expect(view.failed).toBe(false);
  });
});
