import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { Access, Principal } from '../../core/identity/ports.ts';
import { bearerOf } from '../http/authenticate.ts';
import type { ContractOperation } from '../http/contract.ts';
import { principalOf } from '../http/call.ts';
import { authenticateRequest, type Exchange, type AuthContext } from '../http/authenticate.ts';

/** The MCP endpoint as an operation: its name in logs, its access rule, its content types. */
export const MCP: ContractOperation = {
  id: 'mcp',
  method: 'POST',
  path: '/mcp',
  access: { credentials: ['client_token', 'service_token'], owner: 'subject' },
  bodyTypes: ['application/json'],
  takesIdempotencyKey: false,
};

export type McpAuthContext = AuthContext & {
  readonly services: { readonly access: Access };
  readonly options: { readonly publicUrl: string };
};

/**
 * Authenticates before a byte of the body is read. Afterwards `request.principal` is a candidate, by the bearer
 * credential alone; cookies and other headers never say who somebody is.
 */
export async function authenticateMcp(http: McpAuthContext, { request, reply }: Exchange): Promise<void> {
  await refusePublishableKey(http, { request, reply });
  await authenticateRequest(http, MCP, { request, reply });
  const principal = principalOf(request);
  refuseStrangeOrigin(request, principal, http.options.publicUrl);
  // A service is no browser (one is refused by its origin), and comes by whatever name this server has inside.
  if (principal.credential !== 'service_token') refuseStrangeHost(request, http.options.publicUrl);
  request.principal = await asCandidate(request, principal, http.services.access);
}

/** A page that made its own name lead here (DNS rebinding) still says its own name. An address cannot be made to lead elsewhere. */
function refuseStrangeHost({ hostname }: FastifyRequest, publicUrl: string): void {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const known = [new URL(publicUrl).hostname, 'localhost'].includes(host) || isIP(host) !== 0;
  if (!known)
    throw new ServiceError('forbidden', {
      detail: 'This server is not known by that name. Call it by its public address.',
    });
}

/** Refused here, because elsewhere the origins of such a key are checked first. */
async function refusePublishableKey({ limiter }: McpAuthContext, { request, reply }: Exchange): Promise<void> {
  if (request.headers.authorization === undefined || !bearerOf(request).startsWith('ipk_')) return;
  await limiter.countAnonymous(request, reply);
  throw new ServiceError('forbidden', {
    detail: 'This operation takes a client token or a service token. A publishable key opens embed sessions only.',
  });
}

function refuseStrangeOrigin(
  { headers: { origin } }: FastifyRequest,
  { origins = [] }: Principal,
  publicUrl: string,
): void {
  if (origin === undefined || origin === new URL(publicUrl).origin || origins.includes(origin)) return;
  throw new ServiceError('origin_not_allowed', {
    detail: 'In a browser the tools need a client token that was made for that origin.',
  });
}

async function asCandidate({ headers }: FastifyRequest, principal: Principal, access: Access): Promise<Principal> {
  const email = headers['x-user-email'];
  if (typeof email === 'string') return access.actFor(principal, email);
  if (principal.credential !== 'service_token') return principal;
  throw new ServiceError('validation_failed', {
    fields: [{ in: 'header', path: '/x-user-email', message: 'must say for which candidate the service acts' }],
  });
}
