import { fetch, type Response as Answer } from 'undici';
import { defined } from '../../core/kernel/defined.ts';
import { EgressRefusal, refusalOf } from './egress-refusal.ts';
import type { AddressCheck } from '../../core/tools/ports.ts';
import { guardedAgent, judgedAddresses, type Resolver } from './guarded-agent.ts';
import { guardedUrl, hostOf, reachOf } from './guarded-url.ts';
import { isLoopback } from './public-address.ts';

const USER_AGENT = 'InterviewPrep/1 (calls a tool server of a tenant)';
const CONTENT_TYPES = ['application/json', 'text/event-stream', 'application/problem+json', 'text/plain'];

export type GuardedRequestOptions = {
  readonly ports?: readonly number[];
  /** Of one answer, counted after decompression. */
  readonly maxBytes?: number;
  /** For one request and its whole answer. */
  readonly deadlineMs?: number;
  /** For tests and examples on one machine: this machine may be reached, on any port and without TLS. */
  readonly allowLoopback?: boolean;
  readonly resolver?: Resolver;
  /** How long a name may take to be resolved where an address is only checked. */
  readonly resolveMs?: number;
};

/** The way out for requests to an address that a tenant chose, where the answer is JSON or a stream of events. */
export interface GuardedRequests {
  /** Whether the address may be called, by its form and by where its name leads now. Each call asks again. */
  check(url: string): Promise<AddressCheck>;
  /**
   * As `fetch`, for POST and DELETE. Throws EgressRefusal, or the signal's reason; so does reading a body that is too large or
   * takes too long. A redirect is refused: what was sent is meant for that address alone.
   */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Public `https` addresses on port 443 only, 1 MiB, 25 seconds for all of it, no redirects, no cookies. */
export function guardedRequests(options: GuardedRequestOptions = {}): GuardedRequests {
  const { ports = [443], maxBytes = 1024 * 1024, deadlineMs = 25_000, resolveMs = 5_000 } = options;
  const { allowLoopback = false, resolver } = options;
  const reach = reachOf({ ports, allowLoopback });
  const agent = guardedAgent(reach, { connectTimeoutMs: deadlineMs, ...defined({ resolver }) });
  const addressOf = (text: string): URL => {
    const url = guardedUrl(text, reach);
    const here = isLoopback(hostOf(url.hostname)) || hostOf(url.hostname) === 'localhost';
    if (url.protocol !== 'https:' && !(allowLoopback && here)) throw new EgressRefusal('address');
    return url;
  };
  return {
    async check(url) {
      try {
        const host = hostOf(addressOf(url).hostname);
        await within(resolveMs, judgedAddresses(host, { reach, ...defined({ resolver }) }));
        return 'callable';
      } catch (failure) {
        return failure instanceof EgressRefusal ? 'refused' : 'unresolved';
      }
    },
    async fetch(target, init = {}) {
      const url = addressOf(String(target));
      const { method } = init;
      // MCP clients also open a stream for messages of the server, which nothing here reads.
      if (method !== 'POST' && method !== 'DELETE') return new Response(null, { status: 405 });
      const deadline = AbortSignal.timeout(deadlineMs);
      const signal =
        init.signal === undefined || init.signal === null ? deadline : AbortSignal.any([deadline, init.signal]);
      try {
        const answer = await fetch(url, {
          dispatcher: agent,
          method,
          redirect: 'manual',
          credentials: 'omit',
          signal,
          headers: headersOf(init),
          ...bodyOf(init),
        });
        return await readChecked(answer, { maxBytes, deadline });
      } catch (failure) {
        init.signal?.throwIfAborted();
        throw refusalOf(failure, deadline);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Throws where it takes longer. */
async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long')), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return { ...Object.fromEntries(new Headers(headers)), 'user-agent': USER_AGENT, 'accept-encoding': 'gzip, identity' };
}

function bodyOf({ body }: RequestInit): { body?: string } {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'string') throw new TypeError('Only text is sent');
  return { body };
}

async function readChecked(answer: Answer, limits: { maxBytes: number; deadline: AbortSignal }): Promise<Response> {
  const type = answer.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isRedirect = answer.status >= 300 && answer.status < 400;
  const isOther = answer.ok && answer.body !== null && type !== '' && !CONTENT_TYPES.includes(type);
  if (isRedirect || isOther) {
    await answer.body?.cancel();
    throw new EgressRefusal(isRedirect ? 'redirects' : 'content_type');
  }
  const headers = Object.fromEntries(answer.headers);
  const isEmpty = answer.body === null || [204, 205].includes(answer.status);
  return new Response(isEmpty ? null : bounded(answer, limits), { status: answer.status, headers });
}

/** The body, as it comes, until it is too much. */
function bounded(
  { body }: Answer,
  { maxBytes, deadline }: { maxBytes: number; deadline: AbortSignal },
): ReadableStream<Uint8Array> {
  const chunks = body?.[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await chunks?.next();
        if (next === undefined || next.done === true) return controller.close();
        const chunk: Uint8Array = next.value;
        size += chunk.byteLength;
        if (size <= maxBytes) return controller.enqueue(chunk);
        await chunks?.return?.();
        controller.error(new EgressRefusal('too_large'));
      } catch (failure) {
        controller.error(refusalOf(failure, deadline));
      }
    },
    async cancel() {
      await chunks?.return?.();
    },
  });
}
