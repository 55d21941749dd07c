import type { Posting, PostingCreate } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Job postings to prepare for. */
export const postingsResource = (http: Http) => ({
  /** Creates a posting from text, from the schema.org `JobPosting` of a page, or from a public URL. */
  create: (body: PostingCreate, options?: RequestOptions): Promise<Posting> =>
    http.create('/v1/postings', body, options),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Posting> => listPages(http, '/v1/postings', options),

  get: (postingId: string, options?: RequestOptions): Promise<Posting> =>
    http.call(pathTo('/v1/postings/', postingId), options),
});
