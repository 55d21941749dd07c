import type { IdempotencyStore, KeptAnswer, OwnClaim } from '../../../core/idempotency/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { ownerKey } from './keyed.ts';

export type UsedKey = {
  readonly bodyHash: string;
  readonly seed: string;
  readonly claimedAt: number;
  owner: string;
  until: number;
  answer: KeptAnswer | undefined;
};

const KEPT_MS = 86_400_000;

/** Used keys and their answers in this process's memory. */
export function memoryIdempotencyStore(entries = new Map<string, UsedKey>()): IdempotencyStore {
  const own = (scope: Scope, { key, operation, owner }: OwnClaim): UsedKey | undefined => {
    const entry = entries.get(ownerKey(scope, operation, key));
    return entry?.owner === owner && entry.answer === undefined ? entry : undefined;
  };
  return {
    claim: async (scope, { key, operation, owner, bodyHash, seed, now, until }) => {
      for (const [id, { claimedAt }] of entries) if (claimedAt < now - KEPT_MS) entries.delete(id);
      const id = ownerKey(scope, operation, key);
      const entry = entries.get(id);
      if (entry === undefined) {
        entries.set(id, { bodyHash, seed, claimedAt: now, owner, until, answer: undefined });
        return { name: 'mine', seed };
      }
      if (entry.bodyHash !== bodyHash) return { name: 'other_body' };
      if (entry.answer !== undefined) return { name: 'answered', answer: entry.answer };
      if (entry.until > now) return { name: 'in_flight' };
      Object.assign(entry, { owner, until });
      return { name: 'mine', seed: entry.seed };
    },
    renew: async (scope, { until, ...claim }) => {
      const entry = own(scope, claim);
      if (entry !== undefined) entry.until = until;
      return entry !== undefined;
    },
    answer: async (scope, claim, answer) => {
      const entry = own(scope, claim);
      if (entry !== undefined) entry.answer = answer;
    },
    release: async (scope, claim) => {
      const entry = own(scope, claim);
      if (entry !== undefined) entry.until = 0;
    },
    releaseAll: async () => {
      for (const entry of entries.values()) entry.until = 0;
    },
  };
}
