import type { ZodType } from 'zod';
import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Collection, CollectionName, Records, Row } from '../../../core/records/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import type { ErasedCandidates } from './erasure.ts';
import { byNewest, ownerKey } from './keyed.ts';

type Stored = {
  scope: Scope;
  name: CollectionName;
  id: string;
  json: string;
  version: number;
  createdAt: number;
  touchedAt: number;
};
type Rows = Map<string, Stored>;

/** The store, and what erasure needs of it. */
export type MemoryRecords = { readonly store: Records; erase(scope: Scope): void; touched(): Iterable<Stored> };

/** Documents in this process's memory. */
export function memoryRecords(clock: Clock, erased: ErasedCandidates): MemoryRecords {
  const rows: Rows = new Map();
  return {
    store: {
      collection: (name, { schema, shared = false }) => collectionOf({ rows, clock, name, schema, shared, erased }),
    },
    erase: (scope) => {
      const owner = ownerKey(scope);
      for (const [key, row] of rows) if (ownerKey(row.scope) === owner) rows.delete(key);
    },
    touched: () => rows.values(),
  };
}

type Source<Value> = {
  rows: Rows;
  clock: Clock;
  name: CollectionName;
  schema: ZodType<Value>;
  shared: boolean;
  erased: ErasedCandidates;
};

function collectionOf<Value>(source: Source<Value>): Collection<Value> {
  const { rows, clock, name, shared, erased } = source;
  const rowOf = ({ id, json, version, createdAt }: Stored): Row<Value> => ({
    id,
    value: parsedRow(source.schema, JSON.parse(json), name),
    version,
    createdAt,
  });
  return {
    insert: async (scope, id, value) => {
      erased.refuse(scope);
      const key = ownerKey(scope, name, id);
      if (rows.has(key)) throw new ServiceError('conflict');
      const now = clock.now();
      const stored = { scope, name, id, json: storableJson(value), version: 1, createdAt: now, touchedAt: now };
      rows.set(key, stored);
      return rowOf(stored);
    },
    get: async (scope, id) => {
      const stored = rows.get(ownerKey(scope, name, id)) ?? (shared ? tenantRow(rows, { scope, name, id }) : undefined);
      return stored === undefined ? undefined : rowOf(stored);
    },
    replace: async (scope, id, { value, expectedVersion }) => {
      const key = ownerKey(scope, name, id);
      const stored = rows.get(key);
      if (stored === undefined) throw new ServiceError('not_found');
      if (stored.version !== expectedVersion) throw new ServiceError('conflict');
      const next = { ...stored, json: storableJson(value), version: expectedVersion + 1, touchedAt: clock.now() };
      rows.set(key, next);
      return rowOf(next);
    },
    remove: async (scope, id) => rows.delete(ownerKey(scope, name, id)),
    list: async (scope, { limit, cursor }) => {
      const owner = ownerKey(scope);
      const after = cursor === undefined ? undefined : parseListCursor(cursor);
      const listed = [...rows.values()]
        .filter(
          (row) =>
            row.name === name && ownerKey(row.scope) === owner && (after === undefined || byNewest(after, row) < 0),
        )
        .toSorted(byNewest);
      return pageOf(listed.slice(0, limit + 1).map(rowOf), limit);
    },
  };
}

function tenantRow(
  rows: Rows,
  { scope, name, id }: { scope: Scope; name: CollectionName; id: string },
): Stored | undefined {
  return [...rows.values()].find(
    (row) =>
      row.id === id &&
      row.name === name &&
      row.scope.tenantId === scope.tenantId &&
      row.scope.subject.kind === 'tenant',
  );
}
