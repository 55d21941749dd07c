import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { defined } from '../core/kernel/defined.ts';
import { ServiceError } from '../core/kernel/service-error.ts';
import { addA2a } from './a2a/a2a-routes.ts';
import { readBodies, discardRest } from './http/body.ts';
import { contract } from './http/contract.ts';
import { addCors } from './http/cors.ts';
import { addDocs } from './http/docs.ts';
import { addDraining } from './http/draining.ts';
import { addEmbed } from './http/embed.ts';
import { logFailure } from './http/failure-log.ts';
import { connectionClosed, isOfGoneClient } from './http/gone-client.ts';
import { addHeaders, requestIdOf, safeHeaders } from './http/headers.ts';
import { addMcp } from './mcp/add-mcp.ts';
import { refuseOtherMethods } from './http/other-methods.ts';
import { allOperations } from './http/operations/all.ts';
import { BODY_LIMIT_BYTES, RATE_LIMITS, type HttpOptions, type HttpServices } from './http/options.ts';
import { PROBLEM_TYPE, instanceOf, problemOf, sendProblem, serviceErrorOf } from './http/problem.ts';
import { rateLimiter } from './http/rate-limits.ts';
import { addRequestState } from './http/request-state.ts';
import { addRoutes } from './http/routes.ts';
import { requestValidators } from './http/request-validators.ts';
import { STREAM_LIMITS } from './streams/limits.ts';
import { StreamConnections } from './streams/stream-connections.ts';

/**
 * The HTTP server over the services, ready to listen. Throws when the contract has an operation without a handler or an
 * access rule. `close()` ends open streams so that they resume elsewhere, and waits for requests under way.
 */
export async function httpServer(services: HttpServices, options: HttpOptions): Promise<FastifyInstance> {
  const spec = contract(options.specification);
  const app = instance(options);
  const streams = new StreamConnections({ clock: options.clock, limits: { ...STREAM_LIMITS, ...options.streams } });
  const { draining, leaving } = addDraining(app, streams, options);
  addRequestState(app);
  readBodies(app);
  addCors(app);
  addHeaders(app, { publicUrl: options.publicUrl, version: spec.version });
  logRequests(app, options);
  refuseOtherMethods(app);
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = isOfGoneClient(thrown, request) ? connectionClosed() : serviceErrorOf(thrown);
    logFailure(options.logger, error, namesOf(request));
    if (error.code === 'payload_too_large') await discardRest(request.raw);
    return sendProblem(reply, error, options.publicUrl);
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = `There is nothing at ${instanceOf(request) ?? 'this address'}.`;
    return sendProblem(reply, new ServiceError('not_found', { detail }), options.publicUrl);
  });
  const limiter = await rateLimiter(
    app,
    { ...RATE_LIMITS, ...options.limits },
    { clock: options.clock, turnCounts: services.turnCounts },
  );
  addRoutes(app, {
    services,
    options,
    contract: spec,
    validators: await requestValidators(spec.document),
    operations: allOperations(services, { leaving }),
    streams,
    limiter,
    draining,
  });
  addMcp(app, { services, options, limiter, draining, version: spec.version });
  addA2a(app, { services, options, limiter, streams, draining, version: spec.version });
  addEmbed(app, { identity: services.identity, ...defined({ folder: options.embedDir }) });
  addDocs(app, { contract: spec, ...defined({ folder: options.docsDir }) });
  await app.ready();
  return app;
}

/**
 * Given to the framework so that it does not load its own compilers. Every route of the contract has validators of its own
 * (`request-validators.ts`). Answers may grow beyond the contract: nothing is stripped on the way out.
 */
const COMPILERS = {
  buildValidator: () => () => () => true,
  buildSerializer: () => () => JSON.stringify,
  // The framework types what is built as Ajv's own functions; it calls them, and reads `errors`.
} as unknown as NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

function instance({ trustProxy = false, requestTimeoutMs = 60_000, publicUrl }: HttpOptions): FastifyInstance {
  return Fastify<Server>({
    // The framework's own logger quotes addresses and messages; the server writes its own lines.
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedBy(trustProxy),
    routerOptions: { maxParamLength: 1200 },
    rewriteUrl: ({ url = '/' }) => withoutLastSlash(url),
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: Math.min(10_000, requestTimeoutMs),
      connectionsCheckingInterval: 500,
      maxHeaderSize: 16 * 1024,
    },
    return503OnClosing: false,
    schemaController: { compilersFactory: COMPILERS },
    genReqId: requestIdOf,
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...safeHeaders(publicUrl), 'x-request-id': request.id });
      void sendProblem(reply, serviceErrorOf(error), publicUrl);
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, { socket, publicUrl }),
  });
}

/** People and proxies add a slash: every address is the same with one, behind the same access rules. */
function withoutLastSlash(url: string): string {
  return url.replace(/([^/?#])\/(?=$|[?#])/u, '$1');
}

/** The framework believes no number of hops, since it cannot know that its peer is a proxy. Here the operator says so. */
function trustedBy(trusted: NonNullable<HttpOptions['trustProxy']>): boolean | string[] | TrustedHop {
  if (typeof trusted === 'number') return (_address, hop) => hop < trusted;
  return typeof trusted === 'boolean' ? trusted : [...trusted];
}

type TrustedHop = (address: string, hop: number) => boolean;

function namesOf(request: { id: string; routeOptions: { config: { operation?: { id: string } } } }): {
  requestId: string;
  operationId?: string;
} {
  const operationId = request.routeOptions.config.operation?.id;
  return { requestId: request.id, ...defined({ operationId }) };
}

function logRequests(app: FastifyInstance, { logger, clock }: HttpOptions): void {
  app.addHook('onRequest', async (request) => {
    request.startedAt = clock.now();
  });
  app.addHook('onResponse', async (request, reply) => {
    logger.info(
      {
        ...namesOf(request),
        method: request.method,
        status: reply.statusCode,
        durationMs: clock.now() - request.startedAt,
      },
      'a request was answered',
    );
  });
}

const CONNECTION_FAILURES: Readonly<Record<string, 'request_timeout' | 'headers_too_large'>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** Answers what never became a request: there is no reply object yet, only a socket. */
function refuseConnection(
  error: Error & { code?: string },
  { socket, publicUrl }: { socket: Socket; publicUrl: string },
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const failure = new ServiceError(CONNECTION_FAILURES[error.code ?? ''] ?? 'malformed_request');
  const requestId = requestIdOf({ headers: {} });
  const body = JSON.stringify(problemOf(failure, { requestId, publicUrl }));
  const headers = {
    ...safeHeaders(publicUrl),
    'x-request-id': requestId,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (socket.writable)
    socket.end(
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
    );
  else socket.destroy();
}
