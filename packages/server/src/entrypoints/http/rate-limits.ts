import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../core/kernel/clock.ts';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { TurnCounts } from '../../core/usage/ports.ts';
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

/** Where turns are counted by all processes together; `undefined`: in this one. */
export type SharedTurns = { readonly turnCounts: TurnCounts | undefined; readonly clock: Clock };

/** Throws `rate_limited`. Counts are kept in this process, except those of turns where all processes share them. */
export async function rateLimiter(
  app: FastifyInstance,
  limits: RateLimits,
  { turnCounts, clock }: SharedTurns,
): Promise<RateLimiter> {
  await app.register(rateLimit, { global: false });
  // Without a key of its own a limit counts by address, where a whole IPv6 /64 is one holder.
  const count = (name: keyof RateLimits, key?: (request: FastifyRequest) => string) => {
    const counted = app.createRateLimit({
      max: limits[name],
      timeWindow: WINDOW_MS,
      ...defined({ keyGenerator: key }),
    });
    return limited(name, counted);
  };
  const limited = (name: keyof RateLimits, counted: (request: FastifyRequest) => Promise<Outcome>) => {
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
  const turn =
    turnCounts === undefined
      ? count('turns', holderOf)
      : limited('turns', countedByAll(turnCounts, { clock, max: limits.turns }));
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

type Outcome = { readonly isAllowed: true } | (Omit<Counted, 'name'> & { readonly isAllowed: false });

function countedByAll(turnCounts: TurnCounts, { clock, max }: { clock: Clock; max: number }) {
  return async (request: FastifyRequest): Promise<Outcome> => {
    const now = clock.now();
    const { count, endsAt } = await turnCounts.count(holderOf(request), { now, windowMs: WINDOW_MS });
    const ttlInSeconds = Math.ceil((endsAt - now) / 1000);
    return { isAllowed: false, max, remaining: Math.max(0, max - count), ttlInSeconds, isExceeded: count > max };
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
