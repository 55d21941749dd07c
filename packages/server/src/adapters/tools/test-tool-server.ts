import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMcpHandler, Server as McpServer, type CallToolResult, type Tool } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';

export type ReceivedRequest = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type RunningServer = { readonly url: string; readonly received: ReceivedRequest[]; close(): Promise<void> };

/** A tenant's server: real MCP over real HTTP, with whatever tools and answers a test wants. Both ages of the protocol. */
export async function toolServer(
  tools: readonly Tool[],
  answer: (name: string, args: Record<string, unknown>) => CallToolResult | Promise<CallToolResult>,
): Promise<RunningServer> {
  const handler = createMcpHandler(() => {
    const mcpServer = new McpServer({ name: 'tenant', version: '1' }, { capabilities: { tools: {} } });
    mcpServer.setRequestHandler('tools/list', () => ({ tools: [...tools] }));
    mcpServer.setRequestHandler('tools/call', async ({ params }) => answer(params.name, params.arguments ?? {}));
    return mcpServer;
  });
  const node = toNodeHandler(handler);
  return httpServer(
    (request, response, body) =>
      void node(
        request as IncomingMessage & { method: string; url: string },
        response,
        body === '' ? undefined : JSON.parse(body),
      ),
  );
}

type Answer = (request: IncomingMessage, response: Parameters<RequestListener>[1], body: string) => void;

/** A server with arbitrary answers. Records its requests. */
export async function httpServer(answer: Answer): Promise<RunningServer> {
  const received: ReceivedRequest[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    received.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP, so that this is never a pipe's name
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
