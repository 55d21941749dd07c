import type { KeyKind, KeyRecord, TenancyStore } from '../../../core/tenancy/ports.ts';
import type { TenantId } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import { originsSchema } from '../tenancy-rows.ts';
import type { SqliteDatabase } from './database.ts';
import type { KeyRow } from './tenancy-commands.ts';

type Keys = Pick<TenancyStore, 'createKey' | 'keyByHash' | 'key' | 'listKeys' | 'updateKey'>;

const NEWEST = 'SELECT * FROM ip_keys WHERE tenant_id = ? ORDER BY created_at DESC, id LIMIT ?';
const NEXT = `SELECT * FROM ip_keys WHERE tenant_id = ? AND created_at <= ? AND (created_at < ? OR id > ?)
  ORDER BY created_at DESC, id LIMIT ?`;

/** The keys of tenants in SQLite. */
export function sqliteKeys(database: SqliteDatabase): Keys {
  return {
    createKey: (key) => database.write('tenancy.createKey', rowOf(key)),
    keyByHash: async (hash) => optionalKey(database.get<KeyRow>('SELECT * FROM ip_keys WHERE hash = ?', [hash])),
    key: async (tenantId, id) =>
      optionalKey(database.get<KeyRow>('SELECT * FROM ip_keys WHERE tenant_id = ? AND id = ?', [tenantId, id])),
    listKeys: async (tenantId, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : parseListCursor(cursor);
      const rows =
        after === undefined
          ? database.all<KeyRow>(NEWEST, [tenantId, limit + 1])
          : database.all<KeyRow>(NEXT, [tenantId, after.createdAt, after.createdAt, after.id, limit + 1]);
      const page = pageOf(rows.map(keyOf), limit);
      return { keys: page.rows, nextCursor: page.nextCursor };
    },
    updateKey: async (tenantId, id, { name, origins, expiresAt, lastUsedAt }) =>
      optionalKey(
        await database.write('tenancy.updateKey', {
          tenant_id: tenantId,
          id,
          name: name ?? null,
          origins: origins === undefined ? null : storableJson(origins),
          expires_at: expiresAt ?? null,
          last_used_at: lastUsedAt ?? null,
        }),
      ),
  };
}

function rowOf(key: KeyRecord): KeyRow {
  return {
    id: key.id,
    tenant_id: key.tenantId,
    kind: key.kind,
    name: key.name ?? null,
    hash: key.hash,
    hint: key.hint,
    origins: storableJson(key.origins),
    created_at: key.createdAt,
    last_used_at: key.lastUsedAt ?? null,
    expires_at: key.expiresAt ?? null,
  };
}

function optionalKey(row: KeyRow | undefined): KeyRecord | undefined {
  return row === undefined ? undefined : keyOf(row);
}

function keyOf(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    // These two columns were filled from a record of this type.
    tenantId: row.tenant_id as TenantId,
    kind: row.kind as KeyKind,
    hash: row.hash,
    hint: row.hint,
    origins: parsedRow(originsSchema, JSON.parse(row.origins), 'key'),
    createdAt: row.created_at,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}
