import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InterviewPrep } from '../index.ts';
import type { InterviewPrepOptions } from '../index.ts';

const baseUrl = 'https://prep.example.com';
const unauthenticated = () => Response.json({ code: 'unauthenticated', title: 'No.', status: 401 }, { status: 401 });

/** A client whose requests get the responses in turn (the last repeats), and the bearers it sent. */
function clientFor(responses: (() => Response | Promise<Response>)[], options: Partial<InterviewPrepOptions> = {}) {
  const bearers: (string | null)[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    bearers.push(new Headers(init?.headers).get('authorization'));
    const respond = responses.length > 1 ? responses.shift() : responses[0];
    return respond?.() ?? Response.json({});
  };
  return { client: new InterviewPrep({ baseUrl, fetch, sleep: async () => undefined, ...options }), bearers };
}

describe('a refused credential', () => {
  it('is sent once when it cannot be refreshed', async () => {
    const { client, bearers } = clientFor([unauthenticated], { clientToken: 'ict_1' });
    await expect(client.me.get()).rejects.toMatchObject({ status: 401 });
    expect(bearers).toEqual(['Bearer ict_1']);
  });

  it('is sent once when the backend returns the same token again', async () => {
    const { client, bearers } = clientFor([unauthenticated], { getClientToken: async () => 'ict_same' });
    await expect(client.me.get()).rejects.toMatchObject({ status: 401 });
    expect(bearers).toEqual(['Bearer ict_same']);
  });

  it('is missing from a request of a client without one, which is not repeated', async () => {
    const { client, bearers } = clientFor([unauthenticated]);
    await expect(client.me.get()).rejects.toMatchObject({ status: 401 });
    expect(bearers).toEqual([null]);
  });

  it('is not asked for again after any other refusal', async () => {
    const getClientToken = vi.fn(async () => `ict_${getClientToken.mock.calls.length}`);
    const forbidden = () => Response.json({ code: 'forbidden', title: 'No.', status: 403 }, { status: 403 });
    const { client } = clientFor([forbidden, () => Promise.reject(new Error('reset'))], { getClientToken });
    await expect(client.me.get()).rejects.toMatchObject({ status: 403 });
    await expect(client.me.get()).rejects.toMatchObject({ code: 'connection_failed' });
    expect(getClientToken).toHaveBeenCalledOnce();
  });

  it('is replaced by the token another request has fetched meanwhile', async () => {
    const getClientToken = vi.fn(async () => `ict_${getClientToken.mock.calls.length}`);
    let respondLate = (_response: Response): void => undefined;
    const late = new Promise<Response>((resolve) => (respondLate = resolve));
    const { client, bearers } = clientFor([() => late, unauthenticated, () => Response.json({})], { getClientToken });
    const first = client.me.get();
    await client.me.get();
    respondLate(unauthenticated());
    await first;
    expect(bearers).toEqual(['Bearer ict_1', 'Bearer ict_1', 'Bearer ict_2', 'Bearer ict_2']);
    expect(getClientToken).toHaveBeenCalledTimes(2);
  });

  it.each([undefined, null, '', 7])('is refused before it is sent when getClientToken() returns %j', async (value) => {
    const { client, bearers } = clientFor([], {
      getClientToken: async () => JSON.parse(JSON.stringify(value ?? null)),
    });
    await expect(client.me.get()).rejects.toThrow('getClientToken() must resolve to a non-empty string.');
    expect(bearers).toEqual([]);
  });
});

describe('an error response', () => {
  const failure = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    clientFor([() => Response.json(body, { status, headers })], { maxRetries: 0 })
      .client.me.get()
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  it.each([
    [400, false],
    [408, true],
    [409, false],
    [429, true],
    [499, false],
    [500, true],
    [502, true],
  ])('with status %i that says nothing about a retry is retryable: %s', async (status, retryable) => {
    expect(await failure(status, {})).toMatchObject({ status, retryable, code: `http_${status}` });
  });

  it('is as retryable as it says', async () => {
    expect(await failure(500, { code: 'internal', retryable: false })).toMatchObject({ retryable: false });
    expect(await failure(400, { code: 'odd', retryable: true })).toMatchObject({ retryable: true });
  });

  it('has the texts of the problem document, and its own where they are missing or empty', async () => {
    expect(await failure(404, { code: 'not_found', title: 'Not found.' })).toMatchObject({ message: 'Not found.' });
    expect(
      await failure(404, { code: '', title: 7, detail: '', requestId: '' }, { 'x-request-id': 'req_3' }),
    ).toMatchObject({
      code: 'http_404',
      message: 'The server responded with 404.',
      detail: undefined,
      requestId: 'req_3',
    });
  });

  it('lists invalid fields only when it has a list of them', async () => {
    expect(await failure(422, { code: 'validation_failed', errors: 'all' })).toMatchObject({ fields: [] });
  });
});

describe('one attempt', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const never: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      if (init?.signal?.aborted) reject(init.signal.reason);
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });

  it('ends after a minute, or after the time of its call, and leaves no timer behind', async () => {
    const client = new InterviewPrep({ baseUrl, fetch: never, maxRetries: 0 });
    const ended: string[] = [];
    const long = client.me.get().catch(({ code }: { code: string }) => ended.push(`long ${code}`));
    const short = client.me.get({ timeoutMs: 500 }).catch(({ code }: { code: string }) => ended.push(`short ${code}`));
    await vi.advanceTimersByTimeAsync(499);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(['short timeout']);
    await vi.advanceTimersByTimeAsync(59_500);
    expect(ended).toEqual(['short timeout', 'long timeout']);
    await Promise.all([long, short]);
    const { client: other } = clientFor([() => Response.json({})]);
    await other.me.get();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects with the reason of its signal, also while its token is fetched', async () => {
    const aborter = new AbortController();
    const waiting = new InterviewPrep({ baseUrl, fetch: never }).me.get({ signal: aborter.signal });
    const getClientToken = () => new Promise<string>(() => undefined);
    const stopped = { signal: AbortSignal.abort(new Error('never started')) };
    await expect(new InterviewPrep({ baseUrl, getClientToken, fetch: never }).me.get(stopped)).rejects.toThrow(
      'never started',
    );
    aborter.abort(new Error('the page closed'));
    await expect(waiting).rejects.toThrow('the page closed');
  });

  it('leaves no listener on a signal that lives longer', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const { client } = clientFor([() => Response.json({})], { getClientToken: async () => 'ict_1' });
    await client.me.get({ signal });
    await vi.advanceTimersByTimeAsync(0);
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed).toHaveBeenCalledTimes(2);
  });

  it('is not repeated and says so when the response is not JSON at all', async () => {
    const { client, bearers } = clientFor([() => new Response('<h1>Log in</h1>')], { maxRetries: 1 });
    await expect(client.me.get()).rejects.toMatchObject({ name: 'ConnectionError', code: 'malformed_answer' });
    expect(bearers).toHaveLength(2);
  });
});
