import type { FastifyInstance } from 'fastify';
import type { Principal } from '../../core/identity/ports.ts';
import type { ContractOperation } from './contract.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Absent until the credential was verified, and on operations that everybody may call. */
    principal: Principal | undefined;
    startedAt: number;
  }
  interface FastifyContextConfig {
    operation?: ContractOperation;
  }
}

/** Declares the properties that the HTTP server adds to every request. */
export function addRequestState(app: FastifyInstance): void {
  app.decorateRequest('principal', undefined);
  app.decorateRequest('startedAt', 0);
}
