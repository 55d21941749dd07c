import { afterEach, describe, expect, it, vi } from 'vitest';
import { InterviewPrep } from '../index.ts';
import type { InterviewPrepOptions } from '../index.ts';

const baseUrl = 'https://prep.example.com/mounted/';
const token = (exp: number) => `ict_e30.${btoa(JSON.stringify({ exp }))}.c2ln`;

/** A client whose server answers every request with one status, and the tokens and addresses it received. */
function refused(status: number, options: Partial<InterviewPrepOptions>) {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    sent.push(new Headers(init?.headers).get('authorization') ?? 'none');
    return Response.json({ code: 'a_code', title: 'No.', status }, { status });
  };
  const client = new InterviewPrep({ baseUrl, fetch, maxRetries: 0, now: () => 0, ...options });
  return { sent, failure: client.me.get().catch((thrown: unknown) => thrown) };
}

describe('a refused request', () => {
  it.each([
    ['a key', { secretKey: 'isk_1' }, 'Bearer isk_1'],
    ['a fixed token', { clientToken: 'ict_1' }, 'Bearer ict_1'],
    ['no credential', {}, 'none'],
  ])('with %s is not sent again', async (...[, credential, bearer]) => {
    const { sent, failure } = refused(401, credential);
    expect(await failure).toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect(sent).toEqual([bearer]);
  });

  it('is not sent again with the token that was refused', async () => {
    const getClientToken = vi.fn(async () => token(1e9));
    const { sent, failure } = refused(401, { getClientToken });
    expect(await failure).toMatchObject({ status: 401 });
    expect([sent.length, getClientToken.mock.calls.length]).toEqual([1, 2]);
  });

  it('asks for no other token where the token is not the reason', async () => {
    let made = 0;
    const getClientToken = vi.fn(async () => token(1e9 + (made += 1)));
    const { sent, failure } = refused(403, { getClientToken });
    expect(await failure).toMatchObject({ status: 403 });
    expect([sent.length, getClientToken.mock.calls.length]).toEqual([1, 1]);
    const lost = new InterviewPrep({
      baseUrl,
      getClientToken,
      maxRetries: 0,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    await expect(lost.me.get()).rejects.toMatchObject({
      code: 'connection_failed',
      message: 'Could not reach https://prep.example.com/mounted.',
    });
    expect(getClientToken).toHaveBeenCalledTimes(2);
  });
});

describe('an attempt', () => {
  afterEach(() => void vi.useRealTimers());

  /** Settles like `fetch`: never, until its signal is aborted. */
  const hanging: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      const stop = () => reject(init?.signal?.reason);
      if (init?.signal?.aborted) stop();
      init?.signal?.addEventListener('abort', stop);
    });

  it('is aborted with the reason of the caller, and then listens no more', async () => {
    const aborter = new AbortController();
    const added = vi.spyOn(aborter.signal, 'addEventListener');
    const removed = vi.spyOn(aborter.signal, 'removeEventListener');
    const client = new InterviewPrep({ baseUrl, fetch: hanging });
    const reason = new Error('left');
    const call = client.me.get({ signal: aborter.signal });
    await Promise.resolve();
    aborter.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });

  it('ends after its time and not before, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const client = new InterviewPrep({ baseUrl, fetch: hanging, maxRetries: 0, timeoutMs: 2_000 });
    let failure: unknown;
    const call = client.me.get().catch((thrown: unknown) => void (failure = thrown));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(failure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await call;
    expect(failure).toMatchObject({
      code: 'timeout',
      message: 'No complete response within 2000 ms.',
      retryable: true,
    });
    const quick = new InterviewPrep({ baseUrl, fetch: async () => Response.json({}) });
    await quick.me.get();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has a time of sixty seconds where none is given', async () => {
    vi.useFakeTimers();
    const client = new InterviewPrep({ baseUrl, fetch: hanging, maxRetries: 0 });
    let failure: unknown;
    const call = client.me.get().catch((thrown: unknown) => void (failure = thrown));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(failure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await call;
    expect(failure).toMatchObject({ code: 'timeout' });
  });

  it('that gets no JSON says so, and one without a body is nothing', async () => {
    const answering = (body: string) =>
      new InterviewPrep({ baseUrl, maxRetries: 0, fetch: async () => new Response(body) }).me.get();
    await expect(answering('<html>')).rejects.toMatchObject({
      code: 'malformed_answer',
      message: 'The response is not valid JSON.',
      cause: expect.any(SyntaxError),
    });
    expect(await answering('')).toBeUndefined();
  });
});

it.each([
  [{ status: 408 }, { code: 'http_408', message: 'The server responded with 408.', retryable: true }],
  [{ status: 429 }, { retryable: true }],
  [{ status: 499 }, { retryable: false }],
  [{ status: 500, body: { retryable: false } }, { retryable: false }],
  [
    { status: 400, body: { retryable: true, code: '', title: 7, detail: '' } },
    { code: 'http_400', retryable: true },
  ],
  [
    { status: 422, body: { errors: 'none', title: 'Invalid.' } },
    { message: 'Invalid.', fields: [] },
  ],
  [
    { status: 500, headers: { 'x-request-id': 'req_9' } },
    { requestId: 'req_9', retryAfterSeconds: undefined },
  ],
  [{ status: 503, headers: { 'retry-after': '3' } }, { retryAfterSeconds: 3 }],
])('the response %j is the error %j', async ({ status, body = {}, headers = {} }: Answer, error) => {
  const fetch = async () => Response.json(body, { status, headers });
  await expect(new InterviewPrep({ baseUrl, fetch, maxRetries: 0 }).me.get()).rejects.toMatchObject({
    status,
    ...error,
  });
});

type Answer = { status: number; body?: object; headers?: Record<string, string> };
