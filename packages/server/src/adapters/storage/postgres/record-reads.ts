import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import { keyedRows } from './keyed-rows.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Tables } from './tables.ts';

/** A document as it is kept. */
export type StoredRow = Pick<Selectable<Tables['ip_records']>, 'id' | 'value' | 'version' | 'created_at'>;

type Found = StoredRow & { readonly n: number };
type CollectionKey = OwnerColumns & { readonly collection: string };

/** What documents are asked for most; each of them shares a statement with others of the same moment. */
export type RecordReads = {
  one(key: CollectionKey & { readonly id: string }): Promise<StoredRow | undefined>;
  /** What the tenant itself owns. */
  shared(
    key: Pick<CollectionKey, 'tenant_id' | 'collection'> & { readonly id: string },
  ): Promise<StoredRow | undefined>;
  /** The newest `most`; of one moment, by id. */
  newest(key: CollectionKey & { readonly most: number }): Promise<readonly StoredRow[]>;
};

// A LIMIT in each LATERAL keeps the planner at one index lookup a key, however large it believes the tables and the list to be.
const ONE = `SELECT k.n, r.* FROM json_to_recordset($1::json) AS
    k(n int, tenant_id text, subject_kind text, subject_id text, collection text, id text),
  LATERAL (SELECT id, value, version, created_at FROM ip_records WHERE tenant_id = k.tenant_id AND subject_kind = k.subject_kind
    AND subject_id = k.subject_id AND collection = k.collection AND id = k.id LIMIT 1) r`;
const SHARED = `SELECT k.n, r.* FROM json_to_recordset($1::json) AS k(n int, tenant_id text, collection text, id text),
  LATERAL (SELECT id, value, version, created_at FROM ip_records WHERE tenant_id = k.tenant_id AND subject_kind = 'tenant'
    AND collection = k.collection AND id = k.id LIMIT 1) r`;
const NEWEST = `SELECT k.n, r.* FROM json_to_recordset($1::json) AS
    k(n int, tenant_id text, subject_kind text, subject_id text, collection text, most int),
  LATERAL (SELECT id, value, version, created_at FROM ip_records WHERE tenant_id = k.tenant_id AND subject_kind = k.subject_kind
    AND subject_id = k.subject_id AND collection = k.collection ORDER BY created_at DESC, id LIMIT k.most) r
  ORDER BY k.n, r.created_at DESC, r.id`;

/** The grouped reads of the documents in `database`. */
export function recordReads(database: Database): RecordReads {
  const one = keyedRows<Parameters<RecordReads['one']>[0], Found>(database, ONE);
  const shared = keyedRows<Parameters<RecordReads['shared']>[0], Found>(database, SHARED);
  return {
    one: async (key) => (await one(key))[0],
    shared: async (key) => (await shared(key))[0],
    newest: keyedRows<Parameters<RecordReads['newest']>[0], Found>(database, NEWEST),
  };
}
