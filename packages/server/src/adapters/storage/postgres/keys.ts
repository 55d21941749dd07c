import type { Selectable } from 'kysely';
import { defined } from '../../../core/kernel/defined.ts';
import type { KeyKind, KeyRecord, TenancyStore } from '../../../core/tenancy/ports.ts';
import type { TenantId } from '../../../core/tenancy/scope.ts';
import { pageOf, parseListCursor } from '../list-cursor.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import { originsSchema } from '../tenancy-rows.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

type Keys = Pick<TenancyStore, 'createKey' | 'keyByHash' | 'key' | 'listKeys' | 'updateKey'>;

/** The keys of tenants in Postgres. */
export function postgresKeys({ db }: Database): Keys {
  return {
    createKey: async (key) => {
      await db.insertInto('ip_keys').values(rowOf(key)).execute();
    },
    keyByHash: async (hash) => {
      const row = await db.selectFrom('ip_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? undefined : keyOf(row);
    },
    key: async (tenantId, id) => {
      const row = await db
        .selectFrom('ip_keys')
        .selectAll()
        .where((key) => key.and({ tenant_id: tenantId, id }))
        .executeTakeFirst();
      return row === undefined ? undefined : keyOf(row);
    },
    listKeys: async (tenantId, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : parseListCursor(cursor);
      let query = db.selectFrom('ip_keys').selectAll().where('tenant_id', '=', tenantId);
      if (after !== undefined) {
        query = query.where((key) =>
          key.or([
            key('created_at', '<', after.createdAt),
            key.and([key('created_at', '=', after.createdAt), key('id', '>', after.id)]),
          ]),
        );
      }
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      const page = pageOf(rows.map(keyOf), limit);
      return { keys: page.rows, nextCursor: page.nextCursor };
    },
    updateKey: async (tenantId, id, { name, origins, expiresAt, lastUsedAt }) => {
      const row = await db
        .updateTable('ip_keys')
        // The id says again what is there, so that an empty change is a statement too.
        .set({
          id,
          ...defined({ name }),
          ...(origins === undefined ? {} : { origins: storableJson(origins) }),
          ...defined({ expires_at: expiresAt, last_used_at: lastUsedAt }),
        })
        .where((key) => key.and({ tenant_id: tenantId, id }))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : keyOf(row);
    },
  };
}

function rowOf(key: KeyRecord) {
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

function keyOf(row: Selectable<Tables['ip_keys']>): KeyRecord {
  return {
    id: row.id,
    // These two columns were filled from a record of this type.
    tenantId: row.tenant_id as TenantId,
    kind: row.kind as KeyKind,
    hash: row.hash,
    hint: row.hint,
    origins: parsedRow(originsSchema, row.origins, 'key'),
    createdAt: row.created_at,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}
