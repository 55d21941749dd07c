import type { ClientToken, ClientTokenCreate } from '../contract/shapes.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Client tokens that your backend issues for its signed-in candidates. Needs a secret key. */
export const clientTokensResource = (http: Http) => ({
  /** The token is returned once and is valid for 600 seconds by default (`ttlSeconds`). */
  create: (body: ClientTokenCreate, options?: RequestOptions): Promise<ClientToken> =>
    http.create('/v1/client-tokens', body, options),

  /** The token stops working within five seconds. */
  revoke: (tokenId: string, options?: RequestOptions): Promise<void> =>
    http.call(pathTo('/v1/client-tokens/', tokenId), options, 'DELETE'),
});
