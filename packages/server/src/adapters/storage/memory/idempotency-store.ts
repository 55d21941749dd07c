import type { IdempotencyStore, KeptAnswer } from '../../../core/idempotency/ports.ts';
import { ownerKey } from './keyed.ts';

export type UsedKey = { bodyHash: string; claimedAt: number; answer: KeptAnswer | undefined };

const KEPT_MS = 86_400_000;

/** Used keys and their answers in this process's memory. */
export function memoryIdempotencyStore({
  staleAfterMs = 60_000,
  entries = new Map(),
}: { staleAfterMs?: number; entries?: Map<string, UsedKey> } = {}): IdempotencyStore {
  return {
    claim: async (scope, { key, operation, bodyHash, now }) => {
      for (const [id, { claimedAt }] of entries) if (claimedAt < now - KEPT_MS) entries.delete(id);
      const id = ownerKey(scope, operation, key);
      const entry = entries.get(id);
      if (entry === undefined || (entry.answer === undefined && entry.claimedAt <= now - staleAfterMs)) {
        entries.set(id, { bodyHash, claimedAt: now, answer: undefined });
        return { name: 'first' };
      }
      if (entry.bodyHash !== bodyHash) return { name: 'other_body' };
      return entry.answer === undefined ? { name: 'in_flight' } : { name: 'answered', answer: entry.answer };
    },
    answer: async (scope, { key, operation }, answer) => {
      const entry = entries.get(ownerKey(scope, operation, key));
      if (entry !== undefined) entry.answer = answer;
    },
    release: async (scope, { key, operation }) => {
      const id = ownerKey(scope, operation, key);
      if (entries.get(id)?.answer === undefined) entries.delete(id);
    },
  };
}
