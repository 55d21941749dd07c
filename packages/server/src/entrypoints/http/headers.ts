import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../core/kernel/ids.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';

export const VERSION_HEADER = 'interview-prep-version';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'x-request-id, interview-prep-version, retry-after, ratelimit, ratelimit-policy, idempotent-replayed, content-disposition',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, accept, idempotency-key, last-event-id, interview-prep-version, x-request-id',
  'access-control-max-age': '600',
};

/** A caller's own id of a request when it is harmless, or a new one. */
export function requestIdOf({ headers }: { headers: Record<string, string | string[] | undefined> }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : newId('req');
}

/** What every answer carries, whatever it is. Pages loosen the policy for themselves. */
export function safeHeaders(publicUrl: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Sets the headers of every answer, answers preflights and refuses versions that are not supported. */
export function addHeaders(app: FastifyInstance, { publicUrl, version }: { publicUrl: string; version: string }): void {
  const always = safeHeaders(publicUrl);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(always);
    reply.header('x-request-id', request.id);
    if (!request.url.startsWith('/v1/')) return;
    // Bearer credentials only, no cookies: any page may ask, and only one that holds a token gets anything.
    reply.headers(CORS);
    reply.headers({ 'cache-control': 'no-store', [VERSION_HEADER]: version });
    refuseOtherVersion(request, version);
  });
  app.options('/v1/*', async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.headers(PREFLIGHT).code(204).send(),
  );
}

function refuseOtherVersion({ headers, method }: FastifyRequest, version: string): void {
  const asked = headers[VERSION_HEADER];
  if (asked === undefined || asked === version || method === 'OPTIONS') return;
  throw new ServiceError('validation_failed', {
    fields: [{ in: 'header', path: `/${VERSION_HEADER}`, message: `must be ${version}` }],
  });
}
