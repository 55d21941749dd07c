export { advertAnswer, type AdvertAnswer } from './advert-passages.ts';
import type { components } from '../../contract/openapi.d.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Posting = components['schemas']['Posting'];
export type PostingSource = components['schemas']['PostingCreate']['source'];

/** A page fetched through the guarded egress: public addresses only, size and time limited. */
export interface PageFetcher {
  /** Throws `posting_not_found_on_page` with a detail for anything that cannot or may not be fetched. */
  fetch(url: string, signal?: AbortSignal): Promise<{ url: string; contentType: string; body: string }>;
}

export interface Postings {
  /** Throws `validation_failed`, `posting_not_found_on_page`, or `forbidden` where the scope is bound to one posting. */
  create(scope: Scope, source: PostingSource): Promise<Posting>;
  /** Throws `not_found`. A candidate also sees what the tenant itself created. */
  get(scope: Scope, postingId: string): Promise<Posting>;
  list(scope: Scope, page: Page): Promise<{ data: readonly Posting[]; nextCursor: string | null }>;
}
