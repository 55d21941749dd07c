import type { ZodType } from 'zod';
import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Collection, CollectionName, Records, Row } from '../../../core/records/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { ownerOf } from '../owner.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import type { SqliteDatabase } from './database.ts';
import type { RecordKey, StoredRow } from './record-commands.ts';

type CollectionSource<Value> = {
  name: CollectionName;
  schema: ZodType<Value>;
  shared: boolean;
  database: SqliteDatabase;
  clock: Clock;
};

const SELECT = 'SELECT id, value, version, created_at FROM ip_records WHERE tenant_id = ? AND';
const ONE = `${SELECT} subject_kind = ? AND subject_id = ? AND collection = ? AND id = ?`;
const SHARED = `${SELECT} subject_kind = 'tenant' AND collection = ? AND id = ? LIMIT 1`;
const NEWEST = `${SELECT} subject_kind = ? AND subject_id = ? AND collection = ? ORDER BY created_at DESC, id LIMIT ?`;
const NEXT = `${SELECT} subject_kind = ? AND subject_id = ? AND collection = ? AND created_at <= ?
  AND (created_at < ? OR id > ?) ORDER BY created_at DESC, id LIMIT ?`;

/** Documents in one table of SQLite. */
export function sqliteRecords(database: SqliteDatabase, clock: Clock): Records {
  return { collection: (name, { schema, shared = false }) => collectionOf({ name, schema, shared, database, clock }) };
}

function collectionOf<Value>(source: CollectionSource<Value>): Collection<Value> {
  const { name, database, clock } = source;
  const keyOf = (scope: Scope, id: string): RecordKey => ({ ...ownerOf(scope), collection: name, id });
  const rowOf = (stored: StoredRow): Row<Value> => ({
    id: stored.id,
    value: parsedRow(source.schema, JSON.parse(stored.value), name),
    version: stored.version,
    createdAt: stored.created_at,
  });
  return {
    insert: async (scope, id, value) => {
      const now = clock.now();
      const json = storableJson(value);
      await database.write('records.insert', { key: keyOf(scope, id), value: json, now });
      return rowOf({ id, value: json, version: 1, created_at: now });
    },
    get: async (scope, id) => {
      const stored = storedRow(source, scope, id);
      return stored === undefined ? undefined : rowOf(stored);
    },
    replace: async (scope, id, { value, expectedVersion }) => {
      const change = { key: keyOf(scope, id), value: storableJson(value), version: expectedVersion, now: clock.now() };
      const replaced = await database.write('records.replace', change);
      if (typeof replaced === 'string') throw new ServiceError(replaced);
      return rowOf(replaced);
    },
    remove: (scope, id) => database.write('records.remove', keyOf(scope, id)),
    list: async (scope, { limit, cursor }) => {
      const collection = [scope.tenantId, scope.subject.kind, scope.subject.id, name];
      if (cursor === undefined)
        return pageOf(database.all<StoredRow>(NEWEST, [...collection, limit + 1]).map(rowOf), limit);
      const { createdAt, id } = parseListCursor(cursor);
      const stored = database.all<StoredRow>(NEXT, [...collection, createdAt, createdAt, id, limit + 1]);
      return pageOf(stored.map(rowOf), limit);
    },
  };
}

function storedRow(
  { name, shared, database }: Pick<CollectionSource<unknown>, 'name' | 'shared' | 'database'>,
  { tenantId, subject }: Scope,
  id: string,
): StoredRow | undefined {
  const own = database.get<StoredRow>(ONE, [tenantId, subject.kind, subject.id, name, id]);
  return own === undefined && shared ? database.get<StoredRow>(SHARED, [tenantId, name, id]) : own;
}
