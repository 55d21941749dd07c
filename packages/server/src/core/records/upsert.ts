import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Row } from './collection.ts';
import type { Scope } from '../tenancy/scope.ts';

const ATTEMPTS = 8;

/** Inserts or replaces the document of an id. `value` sees what was there; two at the same moment both count, one after the other. */
export async function upsert<Value>(
  rows: Collection<Value>,
  scope: Scope,
  { id, value }: { id: string; value: (before: Value | undefined) => Value | Promise<Value> },
): Promise<Row<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await rows.get(scope, id);
    const next = await value(before?.value);
    try {
      return before === undefined
        ? await rows.insert(scope, id, next)
        : await rows.replace(scope, id, { value: next, expectedVersion: before.version });
    } catch (failure) {
      const moved = failure instanceof ServiceError && (failure.code === 'conflict' || failure.code === 'not_found');
      if (!moved || attempt === ATTEMPTS) throw failure;
    }
  }
}
