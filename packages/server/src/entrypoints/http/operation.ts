import type { operations } from '../../contract/openapi.d.ts';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { BEGINNING, type Position } from '../../core/sessions/ports.ts';
import { parsePosition } from '../../core/sessions/position.ts';
import type { Principal } from '../../core/identity/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import type { StreamSource } from './open-streams.ts';

/** The names of everything the contract can do. */
export type OperationId = keyof operations;

type Parameters<Id extends OperationId> = operations[Id]['parameters'];
type PathOf<Id extends OperationId> = Parameters<Id> extends { path: infer Path } ? Path : Record<never, never>;
type QueryOf<Id extends OperationId> =
  Parameters<Id> extends { query?: infer Query }
    ? [Query] extends [never]
      ? Record<never, never>
      : NonNullable<Query>
    : Record<never, never>;
type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Content } }
  ? Content extends { 'application/json': infer Body }
    ? Body | (Exclude<keyof Content, 'application/json'> extends never ? never : Uint8Array)
    : Uint8Array
  : undefined;

/** Data that is only read: what a service returns may be frozen. */
type Frozen<Value> = Value extends readonly (infer Entry)[]
  ? readonly Frozen<Entry>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
    : Value;

type SuccessOf<Id extends OperationId> = operations[Id]['responses'] extends infer Responses
  ? Responses[keyof Responses & (200 | 201 | 202)]
  : never;
/** What the contract says an operation answers as JSON; `never` for one that answers otherwise. */
type JsonOf<Id extends OperationId> =
  SuccessOf<Id> extends { content: { 'application/json': infer Json } } ? Frozen<Json> : never;

/** A request, checked against the contract, from somebody who may make it. */
export type Call<Id extends OperationId> = {
  readonly path: PathOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  readonly principal: Principal | undefined;
  readonly headers: { readonly origin?: string; readonly lastEventId?: string; readonly contentType?: string };
  /** Which of the content types that the operation can answer with the caller likes best. */
  readonly wants: (types: readonly string[]) => string;
  /** Aborts when the caller has left. */
  readonly left: AbortSignal;
};

export type Answer<Json = unknown> =
  | { readonly kind: 'json'; readonly status: number; readonly body: Json }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stream'; readonly source: StreamSource }
  | { readonly kind: 'turn'; readonly chatId: string; readonly turnId: string; readonly after: Position };

/** The handler of every operation of the contract; a missing one does not compile. */
export type Operations = { readonly [Id in OperationId]: (call: Call<Id>) => Promise<Answer<JsonOf<Id>>> };

export function json<Json>(body: Json, status = 200): Answer<Json> {
  return { kind: 'json', status, body };
}

export const EMPTY: Answer<never> = { kind: 'empty' };

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
