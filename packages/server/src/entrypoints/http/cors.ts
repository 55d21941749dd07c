import type { FastifyInstance } from 'fastify';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'x-request-id, interview-prep-version, retry-after, ratelimit, ratelimit-policy, idempotent-replayed, content-disposition, ' +
    'accept-ranges, content-range, etag',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, accept, range, if-range, idempotency-key, last-event-id, interview-prep-version, x-request-id',
  'access-control-max-age': '600',
};

/**
 * Lets pages of any origin call the API, and answers their preflights. There are bearer credentials only and no cookies:
 * any page may ask, and only one that holds a token gets anything.
 */
export function addCors(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1/')) reply.headers(CORS);
  });
  app.options('/v1/*', async (_request, reply) => reply.headers(PREFLIGHT).code(204).send());
}
