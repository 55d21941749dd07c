import { sql } from 'kysely';
import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type { TenancyStore, Tenant } from '../../../core/tenancy/ports.ts';
import type { TenantId } from '../../../core/tenancy/scope.ts';
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
    ...candidates(database),
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

type Candidates = Pick<
  TenancyStore,
  'candidateByExternalId' | 'createAnonymousCandidate' | 'candidateByContinuity' | 'eraseCandidate'
>;

function candidates({ db }: Database): Candidates {
  return {
    candidateByExternalId: async (tenantId, externalId) => {
      const row = { id: newId('cand'), tenant_id: tenantId, external_id: externalId };
      const { id } = await db
        .insertInto('ip_candidates')
        .values(row)
        // An update that changes nothing, because DO NOTHING would not return the row that is there.
        .onConflict((taken) => taken.columns(['tenant_id', 'external_id']).doUpdateSet({ external_id: externalId }))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    createAnonymousCandidate: async (tenantId, { hash, keyId, origin, expiresAt }) => {
      const id = newId('cand');
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('ip_candidates').values({ id, tenant_id: tenantId, external_id: null }).execute();
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
      return row?.candidate_id;
    },
    eraseCandidate: (tenantId, candidateId) => eraseCandidate(db, tenantId, candidateId),
  };
}

async function eraseCandidate(db: Database['db'], tenantId: TenantId, candidateId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const theirs = { tenant_id: tenantId, candidate_id: candidateId };
    await transaction
      .deleteFrom('ip_continuities')
      .where((row) => row.and(theirs))
      .execute();
    // The tokens must stay refused until they run out, but need not say whose they were.
    await sql`UPDATE ip_tokens SET revoked_at = coalesce(revoked_at, 0), candidate_id = ''
      WHERE tenant_id = ${tenantId} AND candidate_id = ${candidateId}`.execute(transaction);
    await transaction
      .deleteFrom('ip_candidates')
      .where((row) => row.and({ tenant_id: tenantId, id: candidateId }))
      .execute();
  });
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
