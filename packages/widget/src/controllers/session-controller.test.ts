import { describe, expect, it } from 'vitest';
import { chat, problem, setUpSession } from './session-controller.suite.ts';

describe('session', () => {
  it('records consent to the shown text, then creates posting and chat', async () => {
    const { calls, make } = setUpSession();
    const session = make();
    await session.open();
    expect(session.state.name).toBe('welcome');
    expect(session.postingSummary).toEqual({ title: 'Nurse', company: 'Northfield' });
    await session.start();
    expect(calls).toEqual(['consent v7', 'posting', 'chat pst_1', 'open cht_1']);
    expect(session.state).toEqual({ name: 'practising', chat });
    expect(session.postingSummary).toEqual({ title: 'Registered Nurse', company: 'Northfield Trust' });
  });

  it('knows without a request whether this browser has stored a chat', async () => {
    const { make } = setUpSession();
    const first = make();
    expect(first.hasSavedChat).toBe(false);
    await first.open();
    await first.start();
    expect(make().hasSavedChat).toBe(true);
    first.forget();
    expect(make().hasSavedChat).toBe(false);
  });

  it('restores the stored chat', async () => {
    const { calls, make } = setUpSession();
    const first = make();
    await first.open();
    await first.start();
    calls.length = 0;
    const second = make();
    await second.open();
    expect(calls).toEqual(['get cht_1', 'open cht_1']);
    expect(second.state.name).toBe('practising');
    expect(second.postingId).toBe('pst_1');
  });

  it('forgets a chat that is unknown to the server', async () => {
    const fails: { chat?: unknown } = {};
    const { make, calls } = setUpSession(fails);
    const first = make();
    await first.open();
    await first.start();
    fails.chat = problem(404, 'not_found');
    const second = make();
    await second.open();
    expect(second.state.name).toBe('welcome');
    expect(second.hasSavedChat).toBe(false);
    fails.chat = undefined;
    calls.length = 0;
    const third = make();
    await third.open();
    expect(third.state.name).toBe('welcome');
    expect(calls).toEqual([]);
  });

  it.each([
    [problem(500, 'internal_error')],
    [problem(503, 'storage_unavailable')],
    [problem(429, 'rate_limited')],
    [new TypeError('Failed to fetch')],
  ])('keeps the stored chat when loading it fails with %s, and restores it later', async (thrown) => {
    const fails: { chat?: unknown } = {};
    const { make, calls } = setUpSession(fails);
    const first = make();
    await first.open();
    await first.start();
    fails.chat = thrown;
    const second = make();
    await second.open();
    expect(second.state.name).toBe('unavailable');
    expect(second.hasSavedChat).toBe(true);
    fails.chat = undefined;
    calls.length = 0;
    await second.open();
    expect(calls).toEqual(['get cht_1', 'open cht_1']);
    expect(second.state.name).toBe('practising');
  });

  it.each([
    [problem(403, 'origin_not_allowed'), 'refused'],
    [problem(401, 'unauthenticated'), 'refused'],
    [problem(503, 'storage_unavailable'), 'unavailable'],
    [new TypeError('Failed to fetch'), 'unavailable'],
    [new TypeError('NetworkError when attempting to fetch resource.'), 'unavailable'],
    [new TypeError('Load failed'), 'unavailable'],
    [new Error('Request failed with status code 503'), 'unavailable'],
    [new DOMException('signal timed out', 'TimeoutError'), 'unavailable'],
    [new TypeError("Cannot read properties of undefined (reading 'fetchToken')"), 'unavailable'],
    [new SyntaxError('Unexpected token <'), 'unavailable'],
    ['rejected with a text', 'unavailable'],
  ])('says truly whether %s can pass by itself: %s', async (thrown, name) => {
    const session = setUpSession({ config: thrown }).make();
    await session.open();
    expect(session.state.name).toBe(name);
  });

  it('stays on the start screen with the error when starting fails', async () => {
    const session = setUpSession({ create: problem(429, 'rate_limited') }).make();
    await session.open();
    await session.start();
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'rate_limited' } });
  });

  it('removes everything from storage after erasing', async () => {
    const { make, calls } = setUpSession();
    const session = make();
    await session.open();
    await session.start();
    await session.erase();
    expect(session.state.name).toBe('erased');
    calls.length = 0;
    const next = make();
    await next.open();
    expect(calls).toEqual([]);
    expect(next.state.name).toBe('welcome');
  });
});
