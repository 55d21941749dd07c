import type { ZodType } from 'zod';
import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Collection, CollectionName, Records, Row } from '../../../core/records/ports.ts';
import { type Scope, scopeFor } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import { byNewest, ownerKey } from './keyed.ts';
import type { MemorySessions } from './session-store.ts';
import type { MemoryUsage } from './usage-store.ts';

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

/** Documents in this process's memory. They and the logs in `sessions` are erased together, and `usage` forgets whose it was. */
export function memoryRecords(
  clock: Clock,
  { sessions, usage }: { sessions: MemorySessions; usage: MemoryUsage },
): Records {
  const rows: Rows = new Map();
  const eraseSubject = (scope: Scope): void => {
    const owner = ownerKey(scope);
    for (const [key, row] of rows) if (ownerKey(row.scope) === owner) rows.delete(key);
    sessions.erase(scope);
    usage.disown(scope);
  };
  return {
    collection: (name, { schema, shared = false }) => collectionOf({ rows, clock, name, schema, shared }),
    eraseSubject: async (scope) => eraseSubject(scope),
    eraseIdle: async (before) => {
      const touched = new Map<string, { scope: Scope; touchedAt: number }>();
      for (const { scope, touchedAt } of [...rows.values(), ...sessions.touched()]) {
        if (scope.subject.kind !== 'candidate') continue;
        const key = ownerKey(scope);
        touched.set(key, { scope, touchedAt: Math.max(touchedAt, touched.get(key)?.touchedAt ?? 0) });
      }
      const idle = [...touched.values()].filter(({ touchedAt }) => touchedAt < before).map(({ scope }) => scope);
      idle.forEach(eraseSubject);
      usage.disownLost(before);
      return idle.map(({ tenantId, subject }) => scopeFor({ tenantId, subject }));
    },
  };
}

type Source<Value> = { rows: Rows; clock: Clock; name: CollectionName; schema: ZodType<Value>; shared: boolean };

function collectionOf<Value>(source: Source<Value>): Collection<Value> {
  const { rows, clock, name, shared } = source;
  const rowOf = ({ id, json, version, createdAt }: Stored): Row<Value> => ({
    id,
    value: parsedRow(source.schema, JSON.parse(json), name),
    version,
    createdAt,
  });
  return {
    insert: async (scope, id, value) => {
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
