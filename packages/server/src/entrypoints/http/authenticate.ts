import type { FastifyReply, FastifyRequest } from 'fastify';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { Access, Principal } from '../../core/identity/ports.ts';
import { refuseOtherContent } from './body.ts';
import type { AccessRule, ContractOperation } from './contract.ts';
import type { RateLimiter } from './rate-limits.ts';

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** What authentication needs. */
export type AuthContext = {
  readonly limiter: RateLimiter;
  readonly draining: () => boolean;
  readonly services: { readonly access: Access };
};

/** What is checked of a request before its body is read. */
export type ProtectedRoute = Pick<ContractOperation, 'path' | 'access' | 'bodyTypes'>;

/**
 * Refuses while draining, counts the request, authenticates and authorizes it, and checks its content type, before a
 * byte of the body is read. Afterwards the request has its principal.
 */
export async function authenticateRequest(
  { draining, limiter, services }: AuthContext,
  operation: ProtectedRoute,
  { request, reply }: Exchange,
): Promise<void> {
  if (operation.path === '/livez' || operation.path === '/readyz') return;
  if (draining()) {
    reply.header('connection', 'close');
    throw new ServiceError('shutting_down');
  }
  if (operation.access.credentials.length === 0) await limiter.countAnonymous(request, reply);
  else {
    try {
      request.principal = await authorize(request, operation.access, services.access);
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.status === 401) await limiter.countAnonymous(request, reply);
      throw thrown;
    }
    await limiter.countAuthenticated(request, reply);
  }
  refuseOtherContent(request, operation);
}

/** The bearer credential of a request. Throws `unauthenticated` when there is none, or it came another way. */
export function bearerOf({ headers }: FastifyRequest): string {
  const { authorization } = headers;
  if (authorization === undefined)
    throw new ServiceError('unauthenticated', { detail: 'Send the key or token as `Authorization: Bearer …`.' });
  const match = /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(authorization);
  if (match?.[1] === undefined)
    throw new ServiceError('unauthenticated', { detail: 'The Authorization header is not `Bearer …`.' });
  return match[1];
}

/**
 * Authenticates the request and checks the operation's access rule. Throws what `Access` throws, and `forbidden` for a
 * credential that may not call this operation.
 */
export async function authorize(request: FastifyRequest, rule: AccessRule, access: Access): Promise<Principal> {
  const { origin } = request.headers;
  const principal = await access.authenticate(bearerOf(request), defined({ origin }));
  if (!rule.credentials.includes(principal.credential))
    throw new ServiceError('forbidden', { detail: `This operation takes a ${names(rule)}.` });
  const needsScope = principal.credential === 'client_token' && rule.scope !== undefined;
  if (needsScope && rule.scope !== undefined && principal.tokenScopes?.includes(rule.scope) !== true) {
    throw new ServiceError('forbidden', { detail: `The client token lacks the scope ${rule.scope}.` });
  }
  return principal;
}

function names({ credentials }: AccessRule): string {
  return credentials.map((credential) => credential.replace('_', ' ')).join(' or a ');
}
