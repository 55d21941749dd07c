import type { Consent, ConsentCreate } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** What the candidate agreed to. Needs a client token. */
export const consentsResource = (http: Http) => ({
  /** With the version of the text that was shown. */
  record: (body: ConsentCreate, options?: RequestOptions): Promise<Consent> =>
    http.json({ method: 'POST', path: '/v1/consents', body, creates: true, options }),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Consent> => listPages(http, '/v1/consents', options),

  /** The coach does not go on until consent is given again. Nothing is deleted by it; see `me.erase`. */
  withdraw: (consentId: string, options?: RequestOptions): Promise<Consent> =>
    http.json({ method: 'POST', path: pathTo('/v1/consents/', consentId, '/withdraw'), options }),
});
