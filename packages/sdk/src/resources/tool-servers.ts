import type { ToolServer, ToolServerCreate } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** The tenant's own MCP servers, whose tools the coach may use. Needs a secret key. */
export const toolServersResource = (http: Http) => ({
  /** `bearerToken` is stored encrypted and never returned. */
  create: (body: ToolServerCreate, options?: RequestOptions): Promise<ToolServer> =>
    http.create('/v1/tool-servers', body, options),

  /** Newest first. */
  list: (options?: ListOptions): PageList<ToolServer> => listPages(http, '/v1/tool-servers', options),

  /** Removes a tool server. Within five seconds no new turn can use its tools. */
  delete: (toolServerId: string, options?: RequestOptions): Promise<void> =>
    http.call(pathTo('/v1/tool-servers/', toolServerId), options, 'DELETE'),
});
