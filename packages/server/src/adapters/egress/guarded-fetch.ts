import { fetch, type Agent, type Response } from 'undici';
import { defined } from '../../core/kernel/defined.ts';
import { EgressRefusal, refusalOf } from './egress-refusal.ts';
import { guardedAgent, type Resolver } from './guarded-agent.ts';
import { guardedUrl, reachOf, type Reach } from './guarded-url.ts';

const READS = 'single public pages';
const CONTENT_TYPES = ['text/html', 'application/xhtml+xml', 'text/plain', 'application/json', 'application/ld+json'];
const CHARSET = /charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})/iu;
const META_CHARSET = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})/iu;

export type FetchedPage = { readonly url: string; readonly contentType: string; readonly body: string };

export type GuardedFetchOptions = {
  readonly ports?: readonly number[];
  readonly maxBytes?: number;
  readonly deadlineMs?: number;
  readonly redirects?: number;
  /** For tests and examples on one machine: this machine may be reached, on any port. */
  readonly allowLoopback?: boolean;
  readonly resolver?: Resolver;
  /** What may come, instead of pages. */
  readonly contentTypes?: readonly string[];
  /** What we say we read, to whoever we ask: "one job posting". */
  readonly reads?: string;
};

/** The one way out to addresses that a stranger chose. */
export interface GuardedFetch {
  /** The text of a page. Throws EgressRefusal, or the signal's reason. */
  fetch(url: string, signal?: AbortSignal): Promise<FetchedPage>;
  close(): Promise<void>;
}

type Limits = {
  readonly maxBytes: number;
  readonly redirects: number;
  readonly contentTypes: readonly string[];
  readonly reads: string;
};

/** Public addresses on ports 80 and 443 only, three redirects, 2 MiB, eight seconds for all of it, no cookies. */
export function guardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const {
    ports = [80, 443],
    maxBytes = 2 * 1024 * 1024,
    deadlineMs = 8_000,
    redirects = 3,
    allowLoopback = false,
    resolver,
    contentTypes = CONTENT_TYPES,
    reads = READS,
  } = options;
  const reach = reachOf({ ports, allowLoopback });
  const agent = guardedAgent(reach, { connectTimeoutMs: deadlineMs, ...defined({ resolver }) });
  return {
    async fetch(url, signal) {
      const deadline = AbortSignal.timeout(deadlineMs);
      const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      try {
        return await follow(url, {
          reach,
          agent,
          signal: either,
          limits: { maxBytes, redirects, contentTypes, reads },
        });
      } catch (failure) {
        signal?.throwIfAborted();
        throw refusalOf(failure, deadline);
      }
    },
    close: () => agent.destroy(),
  };
}

type Way = { readonly reach: Reach; readonly agent: Agent; readonly signal: AbortSignal; readonly limits: Limits };

async function follow(start: string, { reach, agent, signal, limits }: Way): Promise<FetchedPage> {
  let url = guardedUrl(start, reach);
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    const headers = {
      'user-agent': `InterviewPrep/1 (reads ${limits.reads} at the request of a candidate)`,
      accept: `${limits.contentTypes.join(', ')};q=0.9`,
      'accept-encoding': 'gzip, identity',
    };
    const response = await fetch(url, { dispatcher: agent, redirect: 'manual', signal, headers, credentials: 'omit' });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) return await pageOf(response, { url, limits });
    await response.body?.cancel();
    if (!URL.canParse(next, url.href)) throw new EgressRefusal('address');
    url = guardedUrl(new URL(next, url.href).href, reach);
  }
  throw new EgressRefusal('redirects');
}

async function pageOf(response: Response, { url, limits }: { url: URL; limits: Limits }): Promise<FetchedPage> {
  const contentType = response.headers.get('content-type') ?? '';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const reason = response.ok ? (limits.contentTypes.includes(type) ? undefined : 'content_type') : 'status';
  if (reason !== undefined) {
    await response.body?.cancel();
    throw new EgressRefusal(reason);
  }
  const bytes = await bytesOf(response, limits.maxBytes);
  return { url: url.href, contentType: type, body: textOf(bytes, contentType) };
}

/** Counted after decompression: a small answer that swells is large. */
async function bytesOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new EgressRefusal('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array, contentType: string): string {
  const beginning = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const label = CHARSET.exec(contentType)?.[1] ?? META_CHARSET.exec(beginning)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // a charset that nobody knows
  }
}
