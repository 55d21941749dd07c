import type { ServiceToken, ServiceTokenCreate } from '../contract/shapes.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Tokens with which your backend calls the MCP tools at `/mcp` for its candidates. Needs a secret key. */
export const serviceTokensResource = (http: Http) => ({
  /** The token is returned once and is valid for 600 seconds by default (`ttlSeconds`). */
  create: (body: ServiceTokenCreate, options?: RequestOptions): Promise<ServiceToken> =>
    http.create('/v1/service-tokens', body, options),

  /** The token stops working within five seconds. */
  revoke: (tokenId: string, options?: RequestOptions): Promise<void> =>
    http.call(pathTo('/v1/service-tokens/', tokenId), options, 'DELETE'),
});
