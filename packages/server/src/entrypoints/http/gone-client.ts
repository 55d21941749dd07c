import type { FastifyRequest } from 'fastify';
import { ServiceError } from '../../core/kernel/service-error.ts';

/** What a request of a client that has gone ends with. Nobody reads it, and it is no failure of ours. */
export function connectionClosed(): ServiceError {
  return new ServiceError('malformed_request', { detail: 'The connection was closed.' });
}

/**
 * Whether this was thrown because the client has gone: the rest of its body never came, or work for it was given up. A bug
 * in what goes on without it is a bug all the same.
 */
export function isOfGoneClient(thrown: unknown, { raw }: Pick<FastifyRequest, 'raw'>): boolean {
  if (!raw.socket.destroyed || !(thrown instanceof Error)) return false;
  return thrown === raw.errored || thrown.name === 'AbortError';
}
