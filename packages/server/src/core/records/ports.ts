import type { ZodType } from 'zod';
import type { Scope } from '../tenancy/scope.ts';

/** The kinds of small documents we keep. One table holds them all. */
export type CollectionName = 'chat' | 'posting' | 'resume' | 'prep' | 'consent' | 'calendar' | 'response' | 'figures' | 'research' | 'tool_server';

export type Row<Value> = { readonly id: string; readonly value: Value; readonly version: number; readonly createdAt: number };

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

export interface Records {
  /**
   * `shared: true` lets every candidate of a tenant `get` (not list, not change) what the tenant itself owns.
   * Values are parsed by `schema` when read, so that old rows cannot surprise.
   */
  collection<Value>(name: CollectionName, options: { schema: ZodType<Value>; shared?: boolean }): Collection<Value>;
  /** Removes every document and every session log of the scope's subject. */
  eraseSubject(scope: Scope): Promise<void>;
  /** Removes documents and logs of candidates that were not touched since `before` (epoch ms). Returns the subjects. */
  eraseIdle(before: number): Promise<readonly Scope[]>;
}
