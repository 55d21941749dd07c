import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Row } from './collection.ts';
import type { Scope } from '../tenancy/scope.ts';

/** Inserts a document, or gives the one that is there under its id: the same request has been here before. */
export async function insertOnce<Value>(
  rows: Collection<Value>,
  scope: Scope,
  { id, value }: { id: string; value: Value },
): Promise<Row<Value>> {
  try {
    return await rows.insert(scope, id, value);
  } catch (failure) {
    const taken = failure instanceof ServiceError && failure.code === 'conflict';
    const row = taken ? await rows.get(scope, id) : undefined;
    if (row === undefined) throw failure;
    return row;
  }
}
