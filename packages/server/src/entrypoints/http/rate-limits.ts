import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { connectionClosed } from './gone-client.ts';
import type { RateLimits } from './options.ts';

const WINDOW_MS = 60_000;

/** Counts requests and refuses the ones that are too many, with `RateLimit` headers as in the IETF draft. */
export type RateLimiter = {
  /** What holds before a credential is looked at. */
  countAnonymous(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** What holds for the credential that was verified. */
  countAuthenticated(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** What holds for work as heavy as a turn; `countAuthenticated` counts the turns of a chat itself. */
  countTurn(request: FastifyRequest, reply: FastifyReply): Promise<void>;
};

/** Throws `rate_limited`. Counts are kept in this process. */
export async function rateLimiter(app: FastifyInstance, limits: RateLimits): Promise<RateLimiter> {
  await app.register(rateLimit, { global: false });
  // Without a key of its own a limit counts by address, where a whole IPv6 /64 is one holder.
  const count = (name: keyof RateLimits, key?: (request: FastifyRequest) => string) => {
    const counted = app.createRateLimit({
      max: limits[name],
      timeWindow: WINDOW_MS,
      ...defined({ keyGenerator: key }),
    });
    return async (request: FastifyRequest, reply: FastifyReply) => {
      // It has no address any more to be counted by. Nobody reads the answer, so nothing is done for it either.
      if (request.raw.socket.destroyed) throw connectionClosed();
      const result = await counted(request);
      if (!result.isAllowed) applyLimit(reply, { name, ...result });
    };
  };
  const byAddress = count('anonymous');
  const embed = count('embedSessions');
  const byCredential = count('credential', holderOf);
  const turn = count('turns', holderOf);
  const special = new Map([
    ['createTurn', turn],
    ['putResume', count('resumes', holderOf)],
    ['putCalendar', count('calendars', holderOf)],
  ]);
  return {
    countAnonymous: byAddress,
    countTurn: turn,
    async countAuthenticated(request, reply) {
      if (request.principal?.credential === 'publishable_key') return embed(request, reply);
      await byCredential(request, reply);
      await special.get(request.routeOptions.config.operation?.id ?? '')?.(request, reply);
    },
  };
}

type Counted = { name: string; max: number; remaining: number; ttlInSeconds: number; isExceeded: boolean };

function applyLimit(reply: FastifyReply, { name, max, remaining, ttlInSeconds, isExceeded }: Counted): void {
  append(reply, 'ratelimit-policy', `"${name}";q=${max};w=${WINDOW_MS / 1000}`);
  append(reply, 'ratelimit', `"${name}";r=${remaining};t=${ttlInSeconds}`);
  if (isExceeded) throw new ServiceError('rate_limited', { retryAfterSeconds: Math.max(1, ttlInSeconds) });
}

function append(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header);
  reply.header(header, before === undefined ? item : `${String(before)}, ${item}`);
}

function holderOf({ principal, ip }: FastifyRequest): string {
  if (principal === undefined) return ip;
  return principal.keyId ?? `${principal.scope.tenantId}/${principal.scope.subject.id}`;
}
