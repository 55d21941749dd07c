import { ServiceError } from '../../core/kernel/service-error.ts';
import type { PageFetcher } from '../../core/postings/ports.ts';
import { EgressRefusal, type RefusalReason } from './egress-refusal.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

// One sentence for what may not and what cannot be reached: the difference would describe our network to a stranger.
const NOT_REACHED = 'The page could not be reached from here. Paste the text of the advert instead.';

const DETAILS: Record<RefusalReason, string> = {
  address: NOT_REACHED,
  unreachable: NOT_REACHED,
  timed_out: 'The page took too long to answer. Paste the text of the advert instead.',
  status: 'The page did not answer with a posting; it may need a sign-in. Paste the text of the advert instead.',
  redirects: 'The page forwards too often. Give the address it ends at, or paste the text of the advert.',
  content_type: 'What stands at that address is not a web page. Paste the text of the advert instead.',
  too_large: 'The page is larger than we read. Paste the text of the advert instead.',
};

/** Pages for postings through the guarded egress. */
export function pageFetcher(guarded: Pick<GuardedFetch, 'fetch'>): PageFetcher {
  return {
    async fetch(url, signal) {
      try {
        return await guarded.fetch(url, signal);
      } catch (failure) {
        if (!(failure instanceof EgressRefusal)) throw failure;
        throw new ServiceError('posting_not_found_on_page', { detail: DETAILS[failure.reason], cause: failure });
      }
    },
  };
}
