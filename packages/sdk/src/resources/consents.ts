import type { Consent, ConsentCreate } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Consents of the candidate. Needs a client token. */
export const consentsResource = (http: Http) => ({
  /** Records consent to the text version that was shown. */
  record: (body: ConsentCreate, options?: RequestOptions): Promise<Consent> =>
    http.create('/v1/consents', body, options),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Consent> => listPages(http, '/v1/consents', options),

  /**
   * Withdraws consent: the coach refuses to continue until consent is recorded again. Deletes nothing; see `me.erase`.
   */
  withdraw: (consentId: string, options?: RequestOptions): Promise<Consent> =>
    http.call(pathTo('/v1/consents/', consentId, '/withdraw'), options, 'POST'),
});
