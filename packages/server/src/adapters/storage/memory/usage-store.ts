import type { DayTally, Tally, UsageEntry, UsageStore } from '../../../core/usage/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import type { ErasedCandidates } from './erasure.ts';
import { ownerKey } from './keyed.ts';

/** `owner` and `sessionId` are empty where nobody is known any more. */
type OwnedEntry = UsageEntry & { readonly tenantId: string; readonly owner: string };

/** The store, and what erasure needs of it. */
export type MemoryUsage = {
  readonly store: UsageStore;
  /** Makes entries of the subject the tenant's, of nobody and no session. */
  erase(scope: Scope): void;
};

/** What was used, in this process's memory. */
export function memoryUsage(erased: ErasedCandidates): MemoryUsage {
  const entries = new Map<string, OwnedEntry>();
  const addEntry = (entry: OwnedEntry): void => {
    const key = JSON.stringify([entry.tenantId, entry.day, entry.owner, entry.sessionId, entry.model]);
    const before = entries.get(key);
    entries.set(key, before === undefined ? entry : { ...entry, ...sumOf(before, entry) });
  };
  const disown = (owner: string): void => {
    for (const [key, entry] of entries) {
      if (entry.owner !== owner) continue;
      entries.delete(key);
      addEntry({ ...entry, owner: '', sessionId: '' });
    }
  };
  const ofTenant = ({ tenantId }: Scope): OwnedEntry[] =>
    [...entries.values()].filter((entry) => entry.tenantId === tenantId);
  const store: UsageStore = {
    add: async (scope, entry) => {
      const { tenantId } = scope;
      addEntry({
        ...entry,
        tenantId,
        ...(erased.has(scope) ? { owner: '', sessionId: '' } : { owner: ownerKey(scope) }),
      });
    },
    tokenTotals: async (scope, { sessionId, day }) => {
      const mine = ofTenant(scope).filter((entry) => entry.sessionId === sessionId && entry.owner === ownerKey(scope));
      return {
        sessionTokens: tokensOf(mine),
        tenantDayTokens: tokensOf(ofTenant(scope).filter((entry) => entry.day === day)),
      };
    },
    byDay: async (scope, { from, to }) => {
      const rows = new Map<string, DayTally>();
      for (const entry of ofTenant(scope).filter(({ day }) => day >= from && day <= to)) {
        const { day, model } = entry;
        const key = JSON.stringify([day, model]);
        rows.set(key, { day, model, ...sumOf(rows.get(key), entry) });
      }
      return [...rows.values()].toSorted(newestDayFirst);
    },
  };
  return { store, erase: (scope) => disown(ownerKey(scope)) };
}

function sumOf(a: Tally | undefined, b: Tally): Tally {
  return {
    turns: (a?.turns ?? 0) + b.turns,
    requests: (a?.requests ?? 0) + b.requests,
    inputTokens: (a?.inputTokens ?? 0) + b.inputTokens,
    outputTokens: (a?.outputTokens ?? 0) + b.outputTokens,
    cachedInputTokens: (a?.cachedInputTokens ?? 0) + b.cachedInputTokens,
  };
}

function tokensOf(entries: readonly Tally[]): number {
  return entries.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}

function newestDayFirst(a: DayTally, b: DayTally): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  if (a.model === b.model) return 0;
  return a.model < b.model ? -1 : 1;
}
