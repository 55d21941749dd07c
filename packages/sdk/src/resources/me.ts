import type { Export, Me } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** The holder of the credential. */
export const meResource = (http: Http) => ({
  get: (options?: RequestOptions): Promise<Me> => http.call('/v1/me', options),

  /** All data stored about the candidate. */
  export: (options?: RequestOptions): Promise<Export> => http.call('/v1/me/export', options),

  /** Deletes the candidate's chats, résumé, documents and consents. The token stops working. */
  erase: (options?: RequestOptions): Promise<void> => http.call('/v1/me', options, 'DELETE'),
});
