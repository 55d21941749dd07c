import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { BODY_LIMITS } from '../../limits.ts';
import type { SessionEvent } from '../../core/sessions/ports.ts';
import type { StreamSource } from '../streams/ports.ts';
import { sseResponse } from '../streams/sse-response.ts';
import type { StreamConnections } from '../streams/stream-connections.ts';
import { preferredType } from './accept.ts';
import { authenticateRequest, type Exchange } from './authenticate.ts';
import type { Contract, ContractOperation } from './contract.ts';
import { answerOnce, type OriginOf, type Replayed } from './idempotency.ts';
import type { Answer } from './answer.ts';
import { principalOf, scopeOf } from './call.ts';
import { sendFile } from './file-response.ts';
import type { Handlers } from './handlers.ts';
import { BODY_LIMIT_BYTES, type HttpOptions, type HttpServices } from './options.ts';
import { problemOf } from './problem.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { RequestValidators } from './request-schemas.ts';
import { validatorCompiler } from './request-validators.ts';
import { SseFraming } from './sse-framing.ts';
import { turnStream, wholeTurn } from './turn-response.ts';

type Handler = (call: ReturnType<typeof callOf> & { readonly origin: OriginOf }) => Promise<Answer>;

export type HttpContext = {
  readonly services: HttpServices;
  readonly options: HttpOptions;
  readonly contract: Contract;
  readonly validators: RequestValidators;
  readonly operations: Handlers;
  readonly streams: StreamConnections;
  readonly limiter: RateLimiter;
  readonly draining: () => boolean;
};

/** Adds a route for every operation of the contract. Throws when one has no handler: such a server must not start. */
export function addRoutes(app: FastifyInstance, http: HttpContext): void {
  // Each handler takes the call that the contract has for it; that the validated request is one, no type can say.
  const handlers = new Map(Object.entries(http.operations) as [string, Handler][]);
  for (const operation of http.contract.operations) {
    const handler = handlers.get(operation.id);
    if (handler === undefined) throw new Error(`The operation ${operation.id} of the contract has no handler.`);
    addRoute(app, { http, operation, handler });
  }
}

type Route = { readonly http: HttpContext; readonly operation: ContractOperation; readonly handler: Handler };

function addRoute(app: FastifyInstance, { http, operation, handler }: Route): void {
  const { id, bodyTypes } = operation;
  const validated = Object.keys(http.validators[id] ?? {}).filter((part) => part !== 'body');
  const content = Object.fromEntries(bodyTypes.map((type) => [type, { schema: {} }]));
  app.route({
    // As `addRoutes` found it in the contract, whose methods are those of HTTP.
    method: operation.method as HTTPMethods,
    url: routeUrl(operation.path),
    // Fastify asks for the validator of each part that has a schema; the schemas themselves are in the validators.
    schema: {
      ...Object.fromEntries(validated.map((part) => [part, {}])),
      ...(bodyTypes.length === 0 ? {} : { body: { content } }),
    },
    validatorCompiler: validatorCompiler(id, http.validators),
    bodyLimit: operation.id === 'putResume' ? BODY_LIMITS.resumeBytes : BODY_LIMIT_BYTES,
    config: { operation },
    onRequest: async (request: FastifyRequest, reply: FastifyReply) =>
      authenticateRequest(http, operation, { request, reply }),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const call = callOf(request, reply);
      const answer = await answerIdempotently(http, operation, {
        request,
        run: (origin) => handler({ ...call, origin }),
      });
      return deliver(http, answer, { request, reply, left: call.left });
    },
  });
}

/** `/v1/chats/{chatId}` as Fastify writes it. */
function routeUrl(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function callOf(request: FastifyRequest, reply: FastifyReply) {
  const { origin, 'last-event-id': lastEventId, 'content-type': contentType, accept } = request.headers;
  const leave = new AbortController();
  reply.raw.once('close', () => leave.abort());
  return {
    path: request.params,
    query: request.query,
    body: request.body,
    principal: request.principal,
    headers: { origin, lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined, contentType },
    // Nobody reads a stream that was asked for by HEAD.
    wants: (types: readonly string[]) => (request.method === 'HEAD' ? (types[0] ?? '') : preferredType(accept, types)),
    left: leave.signal,
  };
}

async function answerIdempotently(
  { services, options }: HttpContext,
  operation: ContractOperation,
  { request, run }: { request: FastifyRequest; run: (origin: OriginOf) => Promise<Answer> },
): Promise<Answer | Replayed> {
  const key = request.headers['idempotency-key'];
  if (!operation.takesIdempotencyKey || typeof key !== 'string') return run(() => ({}));
  const path = request.url.split('?', 1)[0] ?? '';
  const scope = scopeOf(request);
  // What a token for another posting was answered is not for this one.
  const bound = scope.postingId === undefined ? '' : ` for ${scope.postingId}`;
  const identity = {
    scope,
    key,
    operation: `${operation.id} ${JSON.stringify(request.params)}${bound}`,
    body: request.body,
  };
  return answerOnce(identity, run, {
    store: services.idempotency,
    clock: options.clock,
    problemOf: (error) => problemOf(error, { requestId: request.id, publicUrl: options.publicUrl, instance: path }),
  });
}

async function deliver(
  { services, streams }: HttpContext,
  answer: Answer | Replayed,
  { request, reply, left }: Exchange & { left: AbortSignal },
): Promise<unknown> {
  switch (answer.kind) {
    case 'kept':
      reply.header('idempotent-replayed', 'true').code(answer.answer.status);
      return answer.answer.body === ''
        ? reply.send()
        : reply.type(answer.answer.contentType).serializer(String).send(answer.answer.body);
    case 'json':
      return reply.code(answer.status).send(answer.body);
    case 'empty':
      return reply.code(204).send();
    case 'text':
      return reply.type('text/plain; charset=utf-8').send(answer.text);
    case 'file':
      return sendFile(reply, answer.file);
    case 'redirect':
      return reply.code(303).header('location', answer.url).send();
    case 'stream':
      return stream(streams, reply, { source: answer.source, until: request.principal?.expiresAt });
    case 'turn': {
      const { scope } = principalOf(request);
      const streamed =
        preferredType(request.headers.accept, ['application/json', 'text/event-stream']) === 'text/event-stream';
      // A turn that has begun is followed to its end, however long the credential lasts.
      if (streamed) return stream(streams, reply, { source: turnStream(services.chats, scope, answer) });
      return reply.send(await wholeTurn(services.chats, scope, { ...answer, left }));
    }
  }
}

async function stream(
  streams: StreamConnections,
  reply: FastifyReply,
  { source, until }: { source: StreamSource<SessionEvent>; until?: number | undefined },
): Promise<FastifyReply> {
  const connection = streams.connect({ until });
  reply.raw.once('close', () => connection.release());
  await connection.serve(source, new SseFraming(), sseResponse(reply));
  return reply;
}
