import type { Scope } from '../../../core/tenancy/scope.ts';

/** Whose a thing is, as one text. Parts are length-prefixed by JSON, so that no two owners share a text. */
export function ownerKey({ tenantId, subject }: Scope, ...more: readonly string[]): string {
  return JSON.stringify([tenantId, subject.kind, subject.id, ...more]);
}

/** A copy as a database would give it back: no shared objects, no `undefined`, no functions. */
export function kept<Value>(value: Value): Value {
  // JSON of a JSON-shaped value has the same type; only such values are stored.
  return (value === undefined ? null : JSON.parse(JSON.stringify(value))) as Value;
}

/** Newest first; of one moment, by id. */
export function byNewest(a: { createdAt: number; id: string }, b: { createdAt: number; id: string }): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
