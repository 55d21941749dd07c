import type { Scope } from '../tenancy/scope.ts';

export type Row<Value> = {
  readonly id: string;
  readonly value: Value;
  readonly version: number;
  readonly createdAt: number;
};

export type Page = { readonly limit: number; readonly cursor?: string };

/**
 * Documents of one kind, each owned by one subject of one tenant. A foreign id and an unknown id are the same `undefined`.
 * Every adapter passes `records.suite.ts`.
 */
export interface Collection<Value> {
  /** Throws `conflict` when the id is taken. */
  insert(scope: Scope, id: string, value: Value): Promise<Row<Value>>;
  get(scope: Scope, id: string): Promise<Row<Value> | undefined>;
  /** Throws `conflict` when the version has moved on, `not_found` when there is none. Returns the new row. */
  replace(scope: Scope, id: string, change: { value: Value; expectedVersion: number }): Promise<Row<Value>>;
  /** Whether there was one. */
  remove(scope: Scope, id: string): Promise<boolean>;
  /** Newest first; of one moment, by id. Throws `validation_failed` naming `/cursor` for a cursor that is not ours. */
  list(scope: Scope, page: Page): Promise<{ rows: readonly Row<Value>[]; nextCursor: string | null }>;
}
