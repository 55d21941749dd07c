import { connectionError, errorForStatus, InterviewPrepError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import { CREDENTIALS } from './credential.ts';
import type { Credential } from './credential.ts';
import { onAbort } from './on-abort.ts';
import { mayRetry, parseRetryAfter, retryDelayMs } from './retry.ts';
import type { Sleep } from './retry.ts';

/** Options that every call accepts. */
export type RequestOptions = {
  /** Aborts the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Idempotency key of this request, 8 to 255 characters. Every call that creates something gets a generated key, which
   * is reused for its retries.
   */
  idempotencyKey?: string | undefined;
  /** Timeout of one attempt in milliseconds, excluding retries. */
  timeoutMs?: number | undefined;
};

/** One request as a resource describes it. `body` is sent as JSON, `bytes` unchanged. */
export type Call = {
  /** Default: GET. */
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  path: string;
  query?: Record<string, string | number | boolean | undefined> | undefined;
  headers?: Record<string, string | undefined>;
  body?: unknown;
  bytes?: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;
  accept?: string;
  maxRetries?: number;
  options?: RequestOptions | undefined;
};

export type HttpOptions = {
  baseUrl: string;
  credential: Credential;
  fetch: typeof fetch;
  maxRetries: number;
  timeoutMs: number;
  now: () => number;
  random: () => number;
  sleep: Sleep;
};

/** Version of the API contract this client was generated from, sent with every request. */
const VERSION = '2026-11-21';

/** Sends requests: credentials, timeouts, retries and errors. */
export class Http {
  readonly settings: HttpOptions;

  constructor(settings: HttpOptions) {
    this.settings = settings;
  }

  /** The parsed JSON of a successful response, or `undefined` when it has no body. */
  json<T>(call: Call): Promise<T> {
    return this.send(call, async (response) => {
      const body = await response.text();
      // The server validates its responses against the contract that T was generated from.
      return (body === '' ? undefined : JSON.parse(body)) as T;
    });
  }

  /** Creates something, once however often the request is repeated. */
  create<T>(path: string, body: unknown, options: RequestOptions | undefined): Promise<T> {
    return this.json({ method: 'POST', path, body, options: withIdempotencyKey(options) });
  }

  /** `body` is sent as JSON. */
  call<T>(path: string, options?: RequestOptions, ...[method, body]: [Call['method']?, unknown?]): Promise<T> {
    return this.json({ method, path, body, options });
  }

  /**
   * Sends a request until it succeeds or must not be retried. `read` is part of an attempt, so a body that is cut off
   * is requested again. Throws an `InterviewPrepError`, the signal's reason, or what `getClientToken` threw.
   */
  async send<T>(call: Call, read: (response: Response) => Promise<T> | T): Promise<T> {
    const { maxRetries, random, sleep } = this.settings;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#sendWithCredential(call, read);
      } catch (error) {
        call.options?.signal?.throwIfAborted();
        if (attempt >= (call.maxRetries ?? maxRetries) || !mayRetry(error)) throw error;
        await sleep(retryDelayMs(attempt, error, random), call.options?.signal);
      }
    }
  }

  async #sendWithCredential<T>(call: Call, read: (response: Response) => Promise<T> | T): Promise<T> {
    const { credential } = this.settings;
    const bearer = await rejectOnAbort(credential.get(), call.options?.signal);
    try {
      return await this.#attempt(call, bearer, read);
    } catch (error) {
      // The token has expired, or its candidate was deleted; `getClientToken` may return a valid one in both cases.
      if (!(error instanceof InterviewPrepError) || error.status !== 401 || bearer === undefined) throw error;
      const refreshed = await rejectOnAbort(credential.refresh(bearer), call.options?.signal);
      if (refreshed === undefined || refreshed === bearer) throw error;
      return this.#attempt(call, refreshed, read);
    }
  }

  async #attempt<T>(call: Call, bearer: string | undefined, read: (response: Response) => Promise<T> | T): Promise<T> {
    const signal = call.options?.signal;
    const timeoutMs = call.options?.timeoutMs ?? this.settings.timeoutMs;
    const aborter = new AbortController();
    const abort = () => aborter.abort(signal?.reason);
    const timer = setTimeout(() => aborter.abort(), timeoutMs);
    onAbort(signal, abort);
    try {
      const response = await this.settings.fetch(this.#url(call), request(call, bearer, aborter.signal));
      if (!response.ok) throw await errorFromResponse(response, this.settings.now(), bearer);
      return await read(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof InterviewPrepError) throw error;
      if (aborter.signal.aborted)
        throw connectionError(`No complete response within ${timeoutMs} ms.`, { code: 'timeout', cause: error });
      if (error instanceof SyntaxError)
        throw connectionError('The response is not valid JSON.', { code: 'malformed_answer', cause: error });
      throw connectionError(`Could not reach ${this.settings.baseUrl}: ${reasonOf(error)}`, { cause: error });
    } finally {
      clearTimeout(timer);
      // The body of a stream is read after this function returns, so its signal must stay connected to the request.
      if (call.accept !== EVENT_STREAM) signal?.removeEventListener('abort', abort);
    }
  }

  #url({ path, query = {} }: Call): string {
    return this.settings.baseUrl + path + String(new URLSearchParams(defined(query))).replace(/^(?=.)/, '?');
  }
}

export const EVENT_STREAM = 'text/event-stream';

/**
 * Builds a path and escapes its variable parts: `pathTo('/v1/chats/', id)`. Throws for an empty id, which would address
 * another resource.
 */
export function pathTo(...parts: readonly [before: string, id: string, ...more: string[]]): string {
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part;
      if (part === '') throw new TypeError('An id is missing.');
      return encodeURIComponent(part);
    })
    .join('');
}

function request(call: Call, bearer: string | undefined, signal: AbortSignal): RequestInit {
  // What is undefined stays so, whatever the types say.
  const body: Call['bytes'] | string | undefined =
    // No server accepts half a character (a text cut inside an emoji) or NUL. A backslash of the text itself is written twice.
    call.bytes ?? JSON.stringify(call.body)?.replace(/(\\\\)|\\u(d...|0000)/g, '$1');
  const type = call.bytes ? 'application/octet-stream' : 'application/json';
  return {
    method: call.method ?? 'GET',
    headers: defined({
      accept: call.accept ?? 'application/json',
      'interview-prep-version': VERSION,
      'content-type': body && type,
      authorization: bearer === undefined ? undefined : `Bearer ${bearer}`,
      'idempotency-key': call.options?.idempotencyKey,
      ...call.headers,
    }),
    signal,
    credentials: 'omit',
    cache: 'no-store',
    ...(body !== undefined && { body }),
  };
}

/** The entries that have a value. Who takes them makes text of the numbers. */
function defined(values: Record<string, string | number | boolean | undefined>): [string, string][] {
  return Object.entries(values).filter(([, value]) => value !== undefined) as [string, string][];
}

/** The innermost words about a failed connection: Node wraps `connect ECONNREFUSED …` into `fetch failed`. */
function reasonOf(error: unknown): unknown {
  const { message, code, cause } = Object(error) as { message?: string; code?: string; cause?: unknown };
  return cause == null ? message || code || error : reasonOf(cause);
}

async function errorFromResponse(
  response: Response,
  nowMs: number,
  bearer: string | undefined,
): Promise<InterviewPrepError> {
  const { status, headers } = response;
  // Error pages of proxies in front of the server are not problem documents.
  const problem: Record<string, unknown> = Object(await response.json().catch(() => 0));
  return errorForStatus({
    status,
    code: nonEmpty(problem.code) ?? `http_${status}`,
    message: nonEmpty(problem.title) ?? `The server responded with ${status}.`,
    detail:
      status === 401 && bearer === undefined
        ? `No credential was sent: this client has no ${CREDENTIALS}.`
        : nonEmpty(problem.detail),
    requestId: nonEmpty(problem.requestId) ?? headers.get('x-request-id') ?? undefined,
    retryable:
      typeof problem.retryable === 'boolean' ? problem.retryable : status === 408 || status === 429 || status >= 500,
    retryAfterSeconds: parseRetryAfter(headers.get('retry-after') ?? '', nowMs),
    // Only displayed, never interpreted; an unexpected shape is harmless.
    fields: Array.isArray(problem.errors) ? (problem.errors.filter(Boolean) as FieldError[]) : [],
  });
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The options, with a generated idempotency key unless they have one. `crypto.randomUUID` is not used because browsers
 * only provide it on https pages.
 */
export function withIdempotencyKey(options: RequestOptions = {}): RequestOptions {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1));
  return { ...options, idempotencyKey: options.idempotencyKey ?? hex.join('') };
}

// The token request is shared by concurrent calls: aborting one of them must not abort it for the others.
function rejectOnAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    onAbort(signal, abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
