import type { ZodType } from 'zod';
import type { Collection } from './collection.ts';

export type { Collection, Page, Row } from './collection.ts';
export { insertOnce } from './insert-once.ts';
export { upsert as kept } from './upsert.ts';

/** The kinds of small documents we keep. One table holds them all. */
export type CollectionName =
  | 'chat'
  | 'posting'
  | 'resume'
  | 'resume_file'
  | 'prep'
  | 'consent'
  | 'calendar'
  | 'own_interviews'
  | 'response'
  | 'figures'
  | 'research'
  | 'tool_server';

export interface Records {
  /**
   * `shared: true` lets every candidate of a tenant `get` (not list, not change) what the tenant itself owns.
   * Values are parsed by `schema` when read, so that old rows cannot surprise.
   */
  collection<Value>(name: CollectionName, options: { schema: ZodType<Value>; shared?: boolean }): Collection<Value>;
}
