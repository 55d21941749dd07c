import { AgentCard } from '@a2a-js/sdk';
import { LegacyJsonRpcTransportHandler } from '@a2a-js/sdk/compat/v0_3/server';
import { JsonRpcTransportHandler, ServerCallContext, validateVersion } from '@a2a-js/sdk/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseJson } from '../../core/kernel/safe-json.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { logFailure } from '../http/failure-log.ts';
import { isOfGoneClient } from '../http/gone-client.ts';
import { principalOf } from '../http/call.ts';
import { type HttpOptions, type HttpServices } from '../http/options.ts';
import type { RateLimiter } from '../http/rate-limits.ts';
import { authenticateRequest, type ProtectedRoute } from '../http/authenticate.ts';
import { sseResponse } from '../streams/sse-response.ts';
import type { StreamConnections } from '../streams/stream-connections.ts';
import { agentCard, CARD_PATH, legacyAgentCard, PROTOCOL_VERSIONS, RPC_PATH } from './agent-card.ts';
import { a2aErrorOf } from './a2a-errors.ts';
import { researchAgent } from './research-agent.ts';
import { RpcFraming } from './rpc-framing.ts';

export type A2aContext = {
  readonly services: Pick<HttpServices, 'access' | 'research'>;
  readonly options: HttpOptions;
  readonly limiter: RateLimiter;
  readonly streams: StreamConnections;
  readonly draining: () => boolean;
  /** The version of what we offer, for the card. */
  readonly version: string;
};

const BODY_BYTES = 64 * 1024;
/** A tenant's own scope is as good as a candidate's: research holds nothing of anybody. */
const OPERATION: ProtectedRoute = {
  path: RPC_PATH,
  access: { credentials: ['client_token', 'secret_key'], owner: 'subject', scope: 'preps' },
  bodyTypes: ['application/json'],
};
/** The methods that begin work. */
const SENDS: ReadonlySet<unknown> = new Set(['SendMessage', 'SendStreamingMessage', 'message/send', 'message/stream']);
const PARSE_ERROR = -32_700;

type Rpc = Record<string, unknown>;

/** The research specialist for agents of others: its card, and A2A over JSON-RPC. Outside the OpenAPI contract; see `docs/a2a.md`. */
export function addA2a(app: FastifyInstance, http: A2aContext): void {
  const { publicUrl } = http.options;
  const facts = { publicUrl, version: http.version };
  const call = { http, card: agentCard(facts) };
  addCard(app, http, facts);
  app.register(async (rpc) => {
    // Bytes as they came: what is no JSON is answered as JSON-RPC has it.
    rpc.removeAllContentTypeParsers();
    rpc.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    rpc.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined);
    rpc.post(
      RPC_PATH,
      {
        bodyLimit: BODY_BYTES,
        onRequest: (request, reply) => authenticateRequest(http, OPERATION, { request, reply }),
      },
      (request, reply) => answerRpc(call, request, reply),
    );
  });
}

function addCard(app: FastifyInstance, { limiter }: A2aContext, facts: { publicUrl: string; version: string }): void {
  const current = AgentCard.toJSON(agentCard(facts));
  const legacy = legacyAgentCard(facts);
  app.get(
    CARD_PATH,
    { onRequest: (request, reply) => limiter.countAnonymous(request, reply) },
    async (request, reply) => {
      reply.headers({
        vary: 'a2a-version',
        'cache-control': 'public, max-age=300',
        'access-control-allow-origin': '*',
      });
      return versionOf(request) === PROTOCOL_VERSIONS.legacy ? legacy : current;
    },
  );
}

type Calls = { readonly http: A2aContext; readonly card: AgentCard };

async function answerRpc({ http, card }: Calls, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply.header('cache-control', 'no-store');
  const rpc = rpcOf(request.body);
  if (rpc === undefined) return failed(null, { code: PARSE_ERROR, message: 'The body is not a JSON-RPC request.' });
  if (SENDS.has(rpc['method'])) await http.limiter.countTurn(request, reply);
  const { scope, expiresAt } = principalOf(request);
  const connection = http.streams.connect({ until: expiresAt });
  reply.raw.once('close', () => connection.release());
  const onFailure = (error: ServiceError) => {
    if (!isOfGoneClient(error.cause, request)) logFailure(http.options.logger, error, { requestId: request.id });
  };
  const agent = researchAgent({ card, research: http.services.research, scope, ends: connection.signal, onFailure });
  const context = new ServerCallContext({ requestedVersion: versionOf(request) });
  const legacy = context.requestedVersion === PROTOCOL_VERSIONS.legacy;
  try {
    validateVersion(context.requestedVersion, card, 'JSONRPC');
    const answer = await (
      legacy ? new LegacyJsonRpcTransportHandler(agent) : new JsonRpcTransportHandler(agent)
    ).handle(rpc, context);
    if (!isStream(answer)) return answer;
    await connection.serve({ complete: true, events: () => answer }, new RpcFraming(), sseResponse(reply));
    return reply;
  } catch (thrown) {
    const error = a2aErrorOf(thrown, onFailure);
    return failed(
      rpc['id'],
      legacy
        ? LegacyJsonRpcTransportHandler.mapToLegacyJSONRPCError(error)
        : JsonRpcTransportHandler.mapToJSONRPCError(error),
    );
  }
}

/** The protocol version of a caller. Clients of 0.3 do not send one. */
function versionOf({ headers }: FastifyRequest): string {
  const given = headers['a2a-version'];
  return typeof given === 'string' && given !== '' ? given : PROTOCOL_VERSIONS.legacy;
}

/** One JSON object, whatever is in it. `undefined` for anything else, a list of requests included. */
function rpcOf(body: unknown): Rpc | undefined {
  try {
    const value = parseJson(Buffer.isBuffer(body) ? body : '');
    // An object that is no list: whatever its fields are, the transport looks at each itself.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Rpc) : undefined;
  } catch {
    return undefined;
  }
}

function failed(id: unknown, error: object): object {
  return { jsonrpc: '2.0', id: typeof id === 'string' || typeof id === 'number' ? id : null, error };
}

function isStream(answer: object): answer is AsyncGenerator<unknown, void, undefined> {
  return Symbol.asyncIterator in answer;
}
