import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type FetchLike,
  type jsonSchemaValidator,
} from '@modelcontextprotocol/client';
import type { ToolServerAddress } from '../../core/tools/ports.ts';

const US = { name: 'interview-prep', version: '1' };

// A stranger's schema may hold a pattern that takes for ever, and we use nothing of a result but its text.
const TRUSTING: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

export type SessionOptions = { readonly fetch: FetchLike; readonly signal: AbortSignal; readonly timeoutMs: number };

/** A tool as its server describes it. */
export type DescribedTool = {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: unknown;
};

/** One conversation with a tool server, for one request: nothing of it is left for the next caller. */
export interface ToolServerSession {
  list(): Promise<readonly DescribedTool[]>;
  call(tool: string, args: Record<string, unknown>): Promise<CallToolResult>;
}

/**
 * Connects, runs `use`, and closes the connection whatever happens. We offer the server nothing: no sampling, no
 * questions, no roots.
 */
export async function withToolServer<Result>(
  server: ToolServerAddress,
  options: SessionOptions,
  use: (session: ToolServerSession) => Promise<Result>,
): Promise<Result> {
  const { fetch, signal, timeoutMs } = options;
  const client = new Client(US, {
    capabilities: {},
    jsonSchemaValidator: TRUSTING,
    versionNegotiation: { mode: 'auto' },
    inputRequired: { autoFulfill: false },
    listMaxPages: 4,
  });
  const transport = new StreamableHTTPClientTransport(new URL(server.url), {
    fetch,
    // Every redirect is refused by the guarded request itself.
    redirectPolicy: 'follow',
    onInsufficientScope: 'throw',
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 1_000,
      reconnectionDelayGrowFactor: 1,
    },
    ...(server.bearerToken === undefined
      ? {}
      : { requestInit: { headers: { authorization: `Bearer ${server.bearerToken}` } } }),
  });
  const each = { signal, timeout: timeoutMs };
  const hangUp = () => void client.close().catch(() => undefined);
  try {
    await client.connect(transport, each);
    return await use({
      list: async () => (await client.listTools(undefined, each)).tools,
      call: (tool, args) => client.callTool({ name: tool, arguments: args }, each),
    });
  } finally {
    // A server of the older protocol keeps a session until it is deleted; nothing waits for that.
    if (signal.aborted || transport.sessionId === undefined) hangUp();
    else
      void transport
        .terminateSession()
        .catch(() => undefined)
        .finally(hangUp);
  }
}
