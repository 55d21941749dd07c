import type { Clock } from '../../../core/kernel/clock.ts';
import type { TenancyStore } from '../../../core/tenancy/ports.ts';
import type { Database } from './database.ts';

type Tokens = Pick<TenancyStore, 'recordToken' | 'revokeToken' | 'isTokenRevoked'>;

// A token that ran out is refused for that alone. A day is kept for clocks that differ.
const KEPT_AFTER_EXPIRY_MS = 86_400_000;

/** Client tokens in Postgres; those long expired are forgotten whenever a new one is recorded. */
export function postgresTokens({ db }: Database, clock: Clock): Tokens {
  return {
    recordToken: async ({ id, tenantId, candidateId, expiresAt }) => {
      await db
        .deleteFrom('ip_tokens')
        .where('expires_at', '<', clock.now() - KEPT_AFTER_EXPIRY_MS)
        .execute();
      const row = { id, tenant_id: tenantId, candidate_id: candidateId, expires_at: expiresAt, revoked_at: null };
      await db.insertInto('ip_tokens').values(row).execute();
    },
    revokeToken: async (tenantId, tokenId, now) => {
      const { numUpdatedRows } = await db
        .updateTable('ip_tokens')
        .set({ revoked_at: now })
        .where((token) => token.and({ tenant_id: tenantId, id: tokenId }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    isTokenRevoked: async (tokenId) => {
      const row = await db
        .selectFrom('ip_tokens')
        .select('id')
        .where('id', '=', tokenId)
        .where('revoked_at', 'is not', null)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
