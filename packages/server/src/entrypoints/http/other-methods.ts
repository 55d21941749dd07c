import type { FastifyInstance, RouteOptions } from 'fastify';
import { ServiceError } from '../../core/kernel/service-error.ts';

/**
 * Answers every method that an address does not take with 405 and those it takes, before a credential or a body is looked
 * at: TRACE, PROPFIND and whatever else a client makes up. It is added before the routes.
 */
export function refuseOtherMethods(app: FastifyInstance): void {
  const addresses = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }: Pick<RouteOptions, 'url' | 'method'>) => {
    // Preflights of every address at once.
    if (url.includes('*')) return;
    const address = addresses.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) if (one !== 'OPTIONS') address.methods.add(one);
    addresses.set(url, address);
  });
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    // An address of its own is never the id of another: `/v1/interviews/upcoming` is no `/v1/interviews/:interviewId`.
    const own = addresses.get(path);
    if (!request.is404 && (own === undefined || request.method === 'OPTIONS')) return;
    const { methods } = own ?? [...addresses.values()].find(({ pattern }) => pattern.test(path)) ?? {};
    // An address that is too long is not there for the methods it takes either.
    if (methods === undefined || methods.has(request.method)) return;
    const allow = [...methods].toSorted((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other)).join(', ');
    reply.header('allow', allow);
    throw new ServiceError('method_not_allowed', { detail: `This address takes ${allow}.` });
  });
}

const ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
