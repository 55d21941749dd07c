import type { EmbedConfig, EmbedSession, EmbedSessionCreate } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** What a widget on a job page needs to begin. */
export const embedResource = (http: Http) => ({
  /** Opens a session with a publishable key. Keep `continuity` in the browser and give it back to go on as the same candidate. */
  openSession: (body: EmbedSessionCreate = {}, options?: RequestOptions): Promise<EmbedSession> =>
    http.json({ method: 'POST', path: '/v1/embed/sessions', body, options }),

  /** Texts, features and theme, for a client token that your backend made. */
  config: (options?: RequestOptions): Promise<EmbedConfig> => http.json({ path: '/v1/embed/config', options }),
});
