import type { Key, KeyCreate, KeyRotate, KeyUpdate, KeyWithSecret } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** The tenant's keys. Needs a secret key. */
export const keysResource = (http: Http) => ({
  /** `secret` is only returned by this call. */
  create: (body: KeyCreate, options?: RequestOptions): Promise<KeyWithSecret> => http.create('/v1/keys', body, options),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Key> => listPages(http, '/v1/keys', options),

  /** Changes the name or the allowed origins of a key. */
  update: (keyId: string, body: KeyUpdate, options?: RequestOptions): Promise<Key> =>
    http.call(pathTo('/v1/keys/', keyId), options, 'PATCH', body),

  /** Creates a replacement; the old key keeps working for `overlapSeconds` (default: one day). */
  rotate: (keyId: string, body: KeyRotate = {}, options?: RequestOptions): Promise<KeyWithSecret> =>
    http.create(pathTo('/v1/keys/', keyId, '/rotate'), body, options),

  /** The key stops working within five seconds. A key cannot revoke itself. */
  revoke: (keyId: string, options?: RequestOptions): Promise<void> =>
    http.call(pathTo('/v1/keys/', keyId), options, 'DELETE'),
});
