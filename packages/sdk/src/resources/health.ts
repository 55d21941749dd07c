import type { Health } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Whether the server lives and can be used. Needs no credential. */
export const healthResource = (http: Http) => ({
  live: (options?: RequestOptions): Promise<Health> => http.json({ path: '/livez', options }),

  /** Throws `UnavailableError` while storage cannot be reached or the server drains. */
  ready: (options?: RequestOptions): Promise<Health> => http.json({ path: '/readyz', options }),
});
