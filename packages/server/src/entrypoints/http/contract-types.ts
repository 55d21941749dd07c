import type { operations } from '../../contract/openapi.d.ts';

/** The names of everything the contract can do. */
export type OperationId = keyof operations;

type Parameters<Id extends OperationId> = operations[Id]['parameters'];
export type PathOf<Id extends OperationId> = Parameters<Id> extends { path: infer Path } ? Path : Record<never, never>;
export type QueryOf<Id extends OperationId> =
  Parameters<Id> extends { query?: infer Query }
    ? [Query] extends [never]
      ? Record<never, never>
      : NonNullable<Query>
    : Record<never, never>;
export type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Content } }
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
export type JsonOf<Id extends OperationId> =
  SuccessOf<Id> extends { content: { 'application/json': infer Json } } ? Frozen<Json> : never;
