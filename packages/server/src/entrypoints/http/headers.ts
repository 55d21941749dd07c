import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newId } from '../../core/kernel/ids.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';

export const VERSION_HEADER = 'interview-prep-version';

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

/** Sets the headers of every answer, and refuses versions that are not supported. */
export function addHeaders(app: FastifyInstance, { publicUrl, version }: { publicUrl: string; version: string }): void {
  const always = safeHeaders(publicUrl);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(always);
    reply.header('x-request-id', request.id);
    if (!request.url.startsWith('/v1/')) return;
    reply.headers({ 'cache-control': 'no-store', [VERSION_HEADER]: version });
    refuseOtherVersion(request, version);
  });
}

function refuseOtherVersion({ headers, method }: FastifyRequest, version: string): void {
  const asked = headers[VERSION_HEADER];
  if (asked === undefined || asked === version || method === 'OPTIONS') return;
  throw new ServiceError('validation_failed', {
    fields: [{ in: 'header', path: `/${VERSION_HEADER}`, message: `must be ${version}` }],
  });
}
