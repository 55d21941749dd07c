import type { IncomingMessage } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { logFailure } from '../http/failure-log.ts';
import { principalOf } from '../http/call.ts';
import { BODY_LIMIT_BYTES, type HttpOptions, type HttpServices } from '../http/options.ts';
import type { Exchange, AuthContext } from '../http/authenticate.ts';
import { authenticateMcp, MCP } from './mcp-auth.ts';
import { OpenCalls } from './open-calls.ts';
import { documentOf, takesStream } from './answer-form.ts';
import { mcpServer } from './mcp-server.ts';

export type McpContext = AuthContext & {
  readonly services: Pick<HttpServices, 'access' | 'tools' | 'consents'>;
  readonly options: Pick<HttpOptions, 'publicUrl' | 'logger'>;
  /** The version of the contract, sent to clients. */
  readonly version: string;
};

const KEEP_ALIVE_MS = 15_000;

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'authorization, content-type, accept, mcp-protocol-version, mcp-method, mcp-name, x-request-id',
  'access-control-max-age': '600',
};

const message = z.looseObject({
  method: z.string().optional(),
  params: z.looseObject({ requestId: z.union([z.string(), z.number()]).optional() }).optional(),
});

/**
 * The tools at `/mcp`, in the Model Context Protocol over Streamable HTTP. Stateless: every request brings its own
 * credential and nothing is left of it when it is answered.
 */
export function addMcp(app: FastifyInstance, http: McpContext): void {
  const calls = new OpenCalls();
  app.route({
    method: 'POST',
    url: MCP.path,
    bodyLimit: BODY_LIMIT_BYTES,
    config: { operation: MCP },
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      await authenticateMcp(http, { request, reply });
      reply.headers(readableFrom(request));
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) =>
      handleMessage({ ...http, calls }, { request, reply }),
  });
  // Asked before there is a token: it says only that a page may ask.
  app.options(MCP.path, async ({ headers: { origin } }, reply) =>
    reply
      .headers({ ...PREFLIGHT, 'access-control-allow-origin': origin ?? '*', vary: 'origin' })
      .code(204)
      .send(),
  );
}

/** Only an origin that was allowed may read the answer. */
function readableFrom({ headers: { origin } }: FastifyRequest): Record<string, string> {
  return origin === undefined
    ? {}
    : {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'x-request-id, retry-after',
        vary: 'origin',
      };
}

/** Somebody's own: kept by nobody on the way, and passed on as it comes. */
function unkept(response: Response): Response {
  response.headers.set('cache-control', 'no-store, no-transform');
  response.headers.set('x-accel-buffering', 'no');
  return response;
}

async function handleMessage(http: McpContext & { calls: OpenCalls }, { request, reply }: Exchange): Promise<void> {
  const principal = principalOf(request);
  const { body } = request;
  if (Array.isArray(body)) throw new ServiceError('malformed_request', { detail: 'Send one message at a time.' });
  const { method, params } = message.safeParse(body).data ?? {};
  if (method === 'tools/call') await http.limiter.countTurn(request, reply);
  if (method === 'notifications/cancelled' && params?.requestId !== undefined)
    http.calls.cancel({ principal, id: params.requestId });
  const onFailure = (failure: ServiceError) =>
    logFailure(http.options.logger, failure, { requestId: request.id, operationId: MCP.id });
  const { services, calls, version } = http;
  let refused: Error | undefined;
  const onerror = (error: Error) => void (refused = error);
  const handler = createMcpHandler(() => mcpServer({ ...services, calls, version, onFailure }, principal), {
    onerror,
    responseMode: 'sse',
    keepAliveMs: KEEP_ALIVE_MS,
  });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  // What a server has received has a method and an address; the type is shared with what a client receives.
  const received = request.raw as IncomingMessage & { method: string; url: string };
  const asDocument = !takesStream(received.headers.accept);
  // The handler wants both types from everybody.
  received.headers.accept = 'application/json, text/event-stream';
  const answered = async (...asked: Parameters<typeof handler.fetch>) => {
    const response = await handler.fetch(...asked);
    return unkept(asDocument ? await documentOf(response) : response);
  };
  await toNodeHandler({ fetch: answered }, { onerror })(received, reply.raw, body);
  // A refusal goes to the caller only; what became a 5xx is a failure of ours.
  if (reply.raw.statusCode >= 500) onFailure(ServiceError.from(refused));
}
