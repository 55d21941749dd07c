import type { Health } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Health checks of the server. Needs no credential. */
export const healthResource = (http: Http) => ({
  live: (options?: RequestOptions): Promise<Health> => http.call('/livez', options),

  /** Throws `UnavailableError` while storage is unreachable or the server is shutting down. */
  ready: (options?: RequestOptions): Promise<Health> => http.call('/readyz', options),
});
