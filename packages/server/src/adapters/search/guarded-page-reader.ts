import { cleanLine, cleanText, cut } from '../../core/text/clean-text.ts';
import { pageFacts, pageText } from '../../core/text/html-text.ts';
import { PageFailure, type PageReader } from '../../core/research/ports.ts';
import { EgressRefusal } from '../egress/egress-refusal.ts';
import type { FetchedPage, GuardedFetch } from '../egress/guarded-fetch.ts';

/** In characters. */
const SIZES = { title: 200, text: 40_000 };

/** Pages as text, through the guarded egress. Two pages that cannot be read fail alike: the difference would describe our network. */
export function guardedPageReader(guarded: Pick<GuardedFetch, 'fetch'>): PageReader {
  return {
    async read(url, signal) {
      const page = await fetchPage(guarded, url, signal);
      if (page.contentType.includes('json')) throw new PageFailure('That address is data, not a page.');
      const plain = page.contentType === 'text/plain';
      const text = cut(plain ? cleanText(page.body) : pageText(page.body), SIZES.text);
      if (text === '') throw new PageFailure('There is nothing to read on that page.');
      const title = plain ? undefined : pageFacts(page.body).titles[0];
      return { url: page.url, title: cleanLine(title ?? '', SIZES.title) ?? new URL(page.url).hostname, text };
    },
  };
}

async function fetchPage(guarded: Pick<GuardedFetch, 'fetch'>, url: string, signal: AbortSignal): Promise<FetchedPage> {
  try {
    return await guarded.fetch(url, signal);
  } catch (failure) {
    if (!(failure instanceof EgressRefusal)) throw failure;
    throw new PageFailure('That page could not be read.', { cause: failure });
  }
}
