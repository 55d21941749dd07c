import type { Export, Me } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Who the credential belongs to. */
export const meResource = (http: Http) => ({
  get: (options?: RequestOptions): Promise<Me> => http.json({ path: '/v1/me', options }),

  /** Everything that is kept about the candidate. */
  export: (options?: RequestOptions): Promise<Export> => http.json({ path: '/v1/me/export', options }),

  /** Deletes chats, résumé, documents and consents. The token stops working. */
  erase: (options?: RequestOptions): Promise<void> => http.json({ method: 'DELETE', path: '/v1/me', options }),
});
