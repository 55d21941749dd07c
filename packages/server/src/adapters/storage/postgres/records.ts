import type { ZodType } from 'zod';
import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Collection, CollectionName, Page, Records, Row } from '../../../core/records/ports.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';
import { type RecordReads, recordReads, type StoredRow } from './record-reads.ts';

type CollectionSource<Value> = {
  name: CollectionName;
  schema: ZodType<Value>;
  shared: boolean;
  database: Database;
  reads: RecordReads;
  clock: Clock;
};

const COLUMNS = ['id', 'value', 'version', 'created_at'] as const;
/** Longer pages are read alone, so that no statement gathers an unreasonable many rows. */
const SHORT_PAGE = 20;

/** Documents in one table of Postgres. */
export function postgresRecords(database: Database, clock: Clock): Records {
  const reads = recordReads(database);
  return {
    collection: (name, { schema, shared = false }) => collectionOf({ name, schema, shared, database, reads, clock }),
  };
}

function collectionOf<Value>(source: CollectionSource<Value>): Collection<Value> {
  const { name, reads, clock } = source;
  const { db } = source.database;
  const rowOf = (stored: StoredRow): Row<Value> => ({
    id: stored.id,
    value: parsedRow(source.schema, stored.value, name),
    version: stored.version,
    createdAt: stored.created_at,
  });
  return {
    insert: async (scope, id, value) => {
      const now = clock.now();
      const row = {
        ...ownerOf(scope),
        collection: name,
        id,
        value: storableJson(value),
        created_at: now,
        touched_at: now,
      };
      return rowOf(await db.insertInto('ip_records').values(row).returning(COLUMNS).executeTakeFirstOrThrow());
    },
    get: async (scope, id) => {
      const stored = await storedRow(source, ownerOf(scope), id);
      return stored === undefined ? undefined : rowOf(stored);
    },
    replace: async (scope, id, { value, expectedVersion }) => {
      const mine = { ...ownerOf(scope), collection: name, id };
      const stored = await db
        .updateTable('ip_records')
        .set((row) => ({ value: storableJson(value), version: row('version', '+', 1), touched_at: clock.now() }))
        .where((row) => row.and({ ...mine, version: expectedVersion }))
        .returning(COLUMNS)
        .executeTakeFirst();
      if (stored !== undefined) return rowOf(stored);
      const current = await db
        .selectFrom('ip_records')
        .select('id')
        .where((row) => row.and(mine))
        .executeTakeFirst();
      throw new ServiceError(current === undefined ? 'not_found' : 'conflict');
    },
    remove: async (scope, id) => {
      const mine = { ...ownerOf(scope), collection: name, id };
      const { numDeletedRows } = await db
        .deleteFrom('ip_records')
        .where((row) => row.and(mine))
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    list: async (scope, page) => {
      const { limit } = page;
      if (page.cursor === undefined && limit <= SHORT_PAGE) {
        const newest = await reads.newest({ ...ownerOf(scope), collection: name, most: limit + 1 });
        return pageOf(newest.map(rowOf), limit);
      }
      return pageOf((await listedRows(source, ownerOf(scope), page)).map(rowOf), limit);
    },
  };
}

async function storedRow(
  { name, shared, reads }: Pick<CollectionSource<unknown>, 'name' | 'shared' | 'reads'>,
  owner: ReturnType<typeof ownerOf>,
  id: string,
): Promise<StoredRow | undefined> {
  const own = await reads.one({ ...owner, collection: name, id });
  return own === undefined && shared ? reads.shared({ tenant_id: owner.tenant_id, collection: name, id }) : own;
}

/** One row more than the page holds, so that it is known whether another page follows. */
async function listedRows(
  { name, database }: Pick<CollectionSource<unknown>, 'name' | 'database'>,
  owner: ReturnType<typeof ownerOf>,
  { limit, cursor }: Page,
): Promise<StoredRow[]> {
  const after = cursor === undefined ? undefined : parseListCursor(cursor);
  let query = database.db
    .selectFrom('ip_records')
    .select(COLUMNS)
    .where((row) => row.and({ ...owner, collection: name }));
  if (after !== undefined) {
    query = query.where((row) =>
      row.or([
        row('created_at', '<', after.createdAt),
        row.and([row('created_at', '=', after.createdAt), row('id', '>', after.id)]),
      ]),
    );
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
}
