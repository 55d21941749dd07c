import { z } from 'zod';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { insertOnce, type Records, type Row } from '../records/ports.ts';
import type { Consent, Consents } from './ports.ts';

const consentRecord = z.object({
  kind: z.literal('practice'),
  textVersion: z.string(),
  givenAt: z.number(),
  withdrawnAt: z.number().exactOptional(),
});

type ConsentRecord = z.infer<typeof consentRecord>;

// Enough to hold whatever was agreed to in the same millisecond as the latest.
const LATEST = { limit: 20 };

/** What candidates agreed to, kept as it was given: a new consent never overwrites an earlier one. */
export function consents({ records, clock }: { records: Records; clock: Clock }): Consents {
  const rows = records.collection<ConsentRecord>('consent', { schema: consentRecord });
  return {
    async record(scope, { kind, textVersion }, { id = newId('con') } = {}) {
      const value: ConsentRecord = { kind, textVersion, givenAt: clock.now() };
      return shown(await insertOnce(rows, scope, { id, value }));
    },
    async list(scope, page) {
      const { rows: found, nextCursor } = await rows.list(scope, page);
      return { data: found.map(shown), nextCursor };
    },
    async withdraw(scope, id) {
      const row = await rows.get(scope, id);
      if (row === undefined) throw new ServiceError('not_found');
      if (row.value.withdrawnAt !== undefined) return shown(row);
      const value = { ...row.value, withdrawnAt: clock.now() };
      return shown(await rows.replace(scope, id, { value, expectedVersion: row.version }));
    },
    async ensureNotWithdrawn(scope) {
      const { rows: found } = await rows.list(scope, LATEST);
      const latest = Math.max(...found.map(({ value }) => value.givenAt));
      const standing = found.filter(({ value }) => value.givenAt === latest);
      if (standing.length > 0 && standing.every(({ value }) => value.withdrawnAt !== undefined))
        throw new ServiceError('consent_required');
    },
  };
}

function shown({ id, value: { kind, textVersion, givenAt, withdrawnAt } }: Row<ConsentRecord>): Consent {
  return {
    id,
    kind,
    textVersion,
    givenAt: isoTime(givenAt),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt: isoTime(withdrawnAt) }),
  };
}
