import * as z from 'zod';
import { parseJson } from '../../core/kernel/safe-json.ts';
import { type SearchHit, SearchFailure } from '../../core/research/ports.ts';

const DEADLINE_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

// Engines differ in what else they say; only what is used is looked at, and one bad result does not cost the others.
const answer = z.looseObject({ results: z.array(z.unknown()).max(1_000) });
const result = z.looseObject({
  url: z.string().max(4_000),
  title: z.string().max(20_000).nullish(),
  content: z.string().max(200_000).nullish(),
});

export type SearchRequest = {
  readonly engine: string;
  readonly url: URL;
  readonly init: RequestInit;
  readonly limit: number;
  readonly signal: AbortSignal;
};

/** Asks an engine at the operator's address. Throws `SearchFailure` in our own words, or the reason of the signal. */
export async function searchHits({ engine, url, init, limit, signal }: SearchRequest): Promise<readonly SearchHit[]> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any([signal, deadline]) });
    if (!response.ok) {
      await response.body?.cancel();
      throw new SearchFailure(`${engine} answered ${response.status}`);
    }
    return hitsIn(await bytesOf(response, engine), { engine, limit });
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof SearchFailure) throw thrown;
    throw new SearchFailure(deadline.aborted ? `${engine} took too long` : `${engine} could not be reached`, {
      cause: thrown,
    });
  }
}

async function bytesOf(response: Response, engine: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The types of the web and of Node do not agree on that the body of a response can be iterated.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new SearchFailure(`${engine} answered with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function hitsIn(bytes: Uint8Array, { engine, limit }: { engine: string; limit: number }): readonly SearchHit[] {
  const read = answer.safeParse(jsonOf(bytes));
  if (!read.success) throw new SearchFailure(`${engine} answered with something that is no list of results`);
  return read.data.results
    .flatMap((entry) => {
      const hit = result.safeParse(entry);
      return hit.success ? [{ url: hit.data.url, title: hit.data.title ?? '', snippet: hit.data.content ?? '' }] : [];
    })
    .slice(0, limit);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch {
    return undefined;
  }
}
