import type { EmbedConfig, EmbedSession, EmbedSessionCreate } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Sessions and configuration of the embedded widget. */
export const embedResource = (http: Http) => ({
  /**
   * Opens a session with a publishable key. Store `continuity` in the browser and pass it next time to stay the same
   * candidate.
   */
  openSession: (body: EmbedSessionCreate = {}, options?: RequestOptions): Promise<EmbedSession> =>
    http.call('/v1/embed/sessions', options, 'POST', body),

  /** Texts, features, limits and theme of the widget. Needs a client token. */
  config: (options?: RequestOptions): Promise<EmbedConfig> => http.call('/v1/embed/config', options),
});
