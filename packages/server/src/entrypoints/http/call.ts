import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { Principal } from '../../core/identity/ports.ts';
import { BEGINNING, type Position } from '../../core/sessions/ports.ts';
import { parsePosition } from '../../core/sessions/position.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import type { OriginOf } from './idempotency.ts';
import type { BodyOf, OperationId, PathOf, QueryOf } from './contract-types.ts';

/** A request, checked against the contract, from somebody who may make it. */
export type Call<Id extends OperationId> = {
  readonly path: PathOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  readonly principal: Principal | undefined;
  readonly headers: { readonly origin?: string; readonly lastEventId?: string; readonly contentType?: string };
  /** Which of the content types that the operation can answer with the caller likes best. */
  readonly wants: (types: readonly string[]) => string;
  /** What a new thing is made of, so that the same request makes it once. Empty where the request has no idempotency key. */
  readonly origin: OriginOf;
  /** Aborts when the caller has left. */
  readonly left: AbortSignal;
};

/** Whose data the call is about. Throws `unauthenticated` where an operation forgot to ask for a credential. */
export function scopeOf(call: { readonly principal: Principal | undefined }): Scope {
  return principalOf(call).scope;
}

export function principalOf({ principal }: { readonly principal: Principal | undefined }): Principal {
  if (principal === undefined) throw new ServiceError('unauthenticated');
  return principal;
}

/** The page a list was asked for; the contract has given `limit` its default. */
export function pageOf(query: { readonly limit?: number; readonly cursor?: string }): {
  limit: number;
  cursor?: string;
} {
  return { limit: query.limit ?? 20, ...defined({ cursor: query.cursor }) };
}

/** Where a reader of events stands: `Last-Event-ID`, or `after`, or the beginning. */
export function positionOf(call: {
  readonly headers: { readonly lastEventId?: string };
  readonly query: { readonly after?: string };
}): Position {
  return parsePosition(call.headers.lastEventId ?? call.query.after) ?? BEGINNING;
}
