import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  InterviewPrep,
  InterviewPrepError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnavailableError,
  UnsupportedMediaTypeError,
  ValidationError,
} from '../index.ts';
import type { InterviewPrepOptions } from '../index.ts';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string>; fails?: Error };

/** A client with a scripted `fetch` (the last response repeats), and the requests and delays it recorded. */
function scripted(answers: Answer[], options: Partial<InterviewPrepOptions> = {}) {
  const sent: { url: string; init: RequestInit; headers: Headers }[] = [];
  const waits: number[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    sent.push({ url: String(url), init, headers: new Headers(init.headers) });
    const { status = 200, body = {}, headers = {}, fails } = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    if (fails !== undefined) throw fails;
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
  };
  const sleep = async (delayMs: number) => void waits.push(delayMs);
  return {
    client: new InterviewPrep({ baseUrl: 'https://prep.example.com/', fetch, sleep, random: () => 0.5, ...options }),
    sent,
    waits,
  };
}

const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { code, status, title: 'No.', requestId: 'req_1', retryable: false, ...more },
});

const never: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('errors', () => {
  it.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [413, PayloadTooLargeError],
    [415, UnsupportedMediaTypeError],
    [422, ValidationError],
    [429, RateLimitError],
    [500, ServerError],
    [503, UnavailableError],
    [418, InterviewPrepError],
  ])('maps status %i to its class', async (status, expected) => {
    const { client } = scripted([problem(status, 'a_code', { detail: 'Because.' })], {
      maxRetries: 0,
      clientToken: 'ict_1',
    });
    const error = await failureOf(client.me.get());
    expect(error).toBeInstanceOf(InterviewPrepError);
    expect(error).toMatchObject({
      name: expected.name,
      code: 'a_code',
      status,
      requestId: 'req_1',
      detail: 'Because.',
      message: 'Because.',
    });
    expect(error?.constructor).toBe(expected);
  });

  it('lists the invalid fields', async () => {
    const fields = [{ in: 'body', path: '/text', message: 'must not be empty' }];
    const { client } = scripted([problem(422, 'validation_failed', { errors: fields })]);
    expect(await failureOf(client.chats.create())).toMatchObject({ fields });
  });

  it('handles an error page that is not a problem document', async () => {
    const { client } = scripted([{ status: 502, body: 'Bad gateway', headers: { 'x-request-id': 'req_2' } }], {
      maxRetries: 0,
    });
    expect(await failureOf(client.me.get())).toMatchObject({
      name: 'ServerError',
      code: 'http_502',
      requestId: 'req_2',
      retryable: true,
    });
  });

  it('reports a network failure as a ConnectionError', async () => {
    const cause = new TypeError('fetch failed');
    const { client, sent } = scripted([{ fails: cause }]);
    const error = await failureOf(client.me.get());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection_failed', retryable: true, cause });
    expect(sent).toHaveLength(3);
  });
});

describe('retries', () => {
  it('retries twice with the same idempotency key', async () => {
    const { client, sent } = scripted([
      problem(500, 'internal'),
      { fails: new TypeError('reset') },
      { body: { id: 'cht_1' } },
    ]);
    expect(await client.chats.create()).toEqual({ id: 'cht_1' });
    const keys = new Set(sent.map(({ headers }) => headers.get('idempotency-key')));
    expect(sent).toHaveLength(3);
    expect(keys.size).toBe(1);
    expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('uses a new key for each call, or the caller’s own', async () => {
    const { client, sent } = scripted([{}]);
    await client.chats.create();
    await client.chats.create();
    await client.chats.create({}, { idempotencyKey: 'my-own-key' });
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(3);
    expect(sent[2]?.headers.get('idempotency-key')).toBe('my-own-key');
  });

  it('waits for Retry-After, in seconds or as a date, plus jitter', async () => {
    const nowMs = Date.parse('2026-11-21T09:00:00Z');
    const { client, waits } = scripted(
      [
        { ...problem(429, 'rate_limited'), headers: { 'retry-after': '7' } },
        { ...problem(503, 'shutting_down'), headers: { 'retry-after': 'Sat, 21 Nov 2026 09:00:20 GMT' } },
        {},
      ],
      { now: () => nowMs },
    );
    await client.me.get();
    expect(waits).toEqual([7000 + 250, 20_000 + 500]);
  });

  it('throws when Retry-After is more than a minute', async () => {
    const { client, sent } = scripted([{ ...problem(429, 'rate_limited'), headers: { 'retry-after': '61' } }]);
    expect(await failureOf(client.me.get())).toMatchObject({ retryAfterSeconds: 61 });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [400, 'malformed_request', 1],
    [403, 'forbidden', 1],
    [404, 'not_found', 1],
    [408, 'timeout', 3],
    [409, 'turn_in_flight', 1],
    [409, 'conflict', 3],
    [409, 'idempotency_in_flight', 3],
    [422, 'validation_failed', 1],
    [429, 'rate_limited', 3],
    [500, 'internal', 3],
    [503, 'storage_unavailable', 3],
  ])('sends a request with the response %i %s %i times', async (status, code, times) => {
    const { client, sent } = scripted([problem(status, code)]);
    await failureOf(client.chats.create());
    expect(sent).toHaveLength(times);
  });

  it('retries a response that was cut off', async () => {
    let first = true;
    const client = new InterviewPrep({
      baseUrl: 'https://prep.example.com',
      sleep: async () => undefined,
      fetch: async () => {
        if (!first) return Response.json({ id: 'cht_2' });
        first = false;
        return new Response('{"id":"ch');
      },
    });
    expect((await client.chats.get('cht_2')).id).toBe('cht_2');
  });
});

describe('cancelling', () => {
  it('rejects with the reason of the signal and sends nothing afterwards', async () => {
    const { client, sent } = scripted([{}]);
    const reason = new Error('left the page');
    expect(await failureOf(client.me.get({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(sent.length).toBeLessThanOrEqual(1);
  });

  it('ends an attempt after timeoutMs', async () => {
    const client = new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch: never, maxRetries: 0 });
    expect(await failureOf(client.me.get({ timeoutMs: 1 }))).toMatchObject({
      name: 'ConnectionError',
      code: 'timeout',
    });
  });
});

describe('a request', () => {
  it('has no cookies, the contract version and the credential', async () => {
    const { client, sent } = scripted([{}], { publishableKey: 'ipk_1' });
    await client.embed.openSession({ hostOrigin: 'https://jobs.example.com' });
    expect(sent[0]?.url).toBe('https://prep.example.com/v1/embed/sessions');
    expect(sent[0]?.init.credentials).toBe('omit');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: 'Bearer ipk_1',
      'content-type': 'application/json',
      'interview-prep-version': '2026-11-21',
    });
  });

  it.each([
    ['Great team \ud83d', 'Great team '],
    ['\ude80 Great team', ' Great team'],
    ['Great 🚀 team\n', 'Great 🚀 team\n'],
    ['Great\0 team', 'Great team'],
    ['a\\ud83d \\u0000 \\\ud83d\\', 'a\\ud83d \\u0000 \\\\'],
  ])('[N-15] sends %j without half characters and NUL', async (text, expected) => {
    const { client, sent } = scripted([{}]);
    await client.postings.create({ source: { kind: 'text', text } });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ source: { kind: 'text', text: expected } });
  });

  it('escapes every id in the URL', async () => {
    const { client, sent } = scripted([{}]);
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (id) => {
        await client.chats.get(id);
        const [, part = ''] = /^https:\/\/prep\.example\.com\/v1\/chats\/([^/?#]*)$/.exec(sent.at(-1)?.url ?? '') ?? [];
        expect(decodeURIComponent(part)).toBe(id);
      }),
    );
    expect(() => client.chats.get('')).toThrow('An id is missing');
  });

  it('sends a résumé as bytes with its file name in the query', async () => {
    const { client, sent } = scripted([{}]);
    const bytes = new Uint8Array([37, 80, 68, 70]);
    await client.resume.put(bytes, { fileName: 'my résumé & more.pdf' });
    expect(new URL(sent[0]?.url ?? '').searchParams.get('fileName')).toBe('my résumé & more.pdf');
    expect(sent[0]?.headers.get('content-type')).toBe('application/octet-stream');
    expect(sent[0]?.init.body).toBe(bytes);
  });
});

describe('pages', () => {
  const pages = [
    { body: { data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'two' } },
    { body: { data: [], nextCursor: 'three' } },
    { body: { data: [{ id: 'c' }], nextCursor: null } },
  ];

  it('iterates all pages', async () => {
    const { client, sent } = scripted([...pages]);
    const ids: string[] = [];
    for await (const chat of client.chats.list({ limit: 2 })) ids.push(chat.id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?limit=2',
      '?limit=2&cursor=two',
      '?limit=2&cursor=three',
    ]);
  });

  it('returns the first page when awaited, and continues from it', async () => {
    const { client, sent } = scripted([...pages]);
    const page = await client.chats.list();
    expect(page.data.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(sent).toHaveLength(1);
    expect((await (await page.next())?.next())?.nextCursor).toBe(null);
  });

  it('iterates from a page through all that follow, and there is none after the last', async () => {
    const { client } = scripted([...pages]);
    const second = await (await client.chats.list()).next();
    const ids: string[] = [];
    for await (const { id } of second ?? []) ids.push(id);
    expect(ids).toEqual(['c']);
    const { client: short } = scripted([{ body: { data: [], nextCursor: null } }]);
    expect(await (await short.chats.list()).next()).toBeUndefined();
  });
});
