import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type { TenancyStore, Tenant } from '../../../core/tenancy/ports.ts';
import { adjustmentsSchema } from '../tenancy-rows.ts';
import { parsedRow } from '../row-parsing.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { postgresKeys } from './keys.ts';
import { postgresTokens } from './tokens.ts';

/** Tenants, keys, candidates and tokens in Postgres. */
export function postgresTenancyStore(database: Database, clock: Clock): TenancyStore {
  return {
    ...tenants(database),
    ...postgresKeys(database),
    ...candidates(database, clock),
    ...postgresTokens(database, clock),
    installationSecret: (name, make) => installationSecret(database, name, make),
  };
}

function tenants({ db }: Database): Pick<TenancyStore, 'createTenant' | 'tenant' | 'countTenants'> {
  return {
    createTenant: async ({ id, name, accent, adjustments }) => {
      const row = { id, name, accent: accent ?? null, adjustments: storableJson(adjustments) };
      await db.insertInto('ip_tenants').values(row).execute();
    },
    tenant: async (id): Promise<Tenant | undefined> => {
      const row = await db.selectFrom('ip_tenants').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { name, accent } = row;
      const adjustments = parsedRow(adjustmentsSchema, row.adjustments, 'tenant');
      return { id, name, adjustments, ...(accent === null ? {} : { accent }) };
    },
    countTenants: async () => {
      const { count } = await db
        .selectFrom('ip_tenants')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

type Candidates = Pick<TenancyStore, 'candidateByExternalId' | 'createAnonymousCandidate' | 'candidateByContinuity'>;

function candidates({ db }: Database, clock: Clock): Candidates {
  return {
    candidateByExternalId: async (tenantId, externalId) => {
      const row = { id: newId('cand'), tenant_id: tenantId, external_id: externalId, seen_at: clock.now() };
      const { id } = await db
        .insertInto('ip_candidates')
        .values(row)
        .onConflict((taken) => taken.columns(['tenant_id', 'external_id']).doUpdateSet({ seen_at: row.seen_at }))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    createAnonymousCandidate: async (tenantId, { hash, keyId, origin, expiresAt }) => {
      const id = newId('cand');
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('ip_candidates')
          .values({ id, tenant_id: tenantId, external_id: null, seen_at: clock.now() })
          .execute();
        const continuity = {
          hash,
          tenant_id: tenantId,
          candidate_id: id,
          key_id: keyId,
          origin,
          expires_at: expiresAt,
        };
        await transaction.insertInto('ip_continuities').values(continuity).execute();
      });
      return id;
    },
    candidateByContinuity: async (tenantId, { hash, origin, now, expiresAt }) => {
      await db.deleteFrom('ip_continuities').where('expires_at', '<=', now).execute();
      const row = await db
        .updateTable('ip_continuities')
        .set({ expires_at: expiresAt })
        .where((continuity) => continuity.and({ hash, tenant_id: tenantId, origin }))
        .returning('candidate_id')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await db.updateTable('ip_candidates').set({ seen_at: now }).where('id', '=', row.candidate_id).execute();
      return row.candidate_id;
    },
  };
}

async function installationSecret({ db }: Database, name: string, make: () => Promise<string>): Promise<string> {
  const kept = () =>
    db.selectFrom('ip_installation_secrets').select('value').where('name', '=', name).executeTakeFirst();
  const existing = await kept();
  if (existing !== undefined) return existing.value;
  const value = await make();
  await db
    .insertInto('ip_installation_secrets')
    .values({ name, value })
    .onConflict((taken) => taken.doNothing())
    .execute();
  return (await kept())?.value ?? value;
}
