import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { Erasure } from '../../../core/tenancy/erasure.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { ownerKey } from './keyed.ts';

type Tombstone = { scope: Scope; erasedAt: number; filesDueAt: number | undefined };
type Touched = { readonly scope: Scope; readonly touchedAt: number };

/** What erasure needs of the stores. */
export type ErasableStore = {
  erase?(scope: Scope): void;
  /** Everything that was touched, with its owner; those of one owner in any order. */
  touched?(): Iterable<Touched>;
};

/** Who was erased. */
export class ErasedCandidates {
  readonly tombstones = new Map<string, Tombstone>();

  has(scope: Scope): boolean {
    return this.tombstones.has(ownerKey(scope));
  }

  /** Throws `unauthenticated` for somebody who was erased. */
  refuse(scope: Scope): void {
    if (this.has(scope)) throw new ServiceError('unauthenticated');
  }
}

/** Erasure over stores in this process's memory. */
export function memoryErasure(erased: ErasedCandidates, stores: readonly ErasableStore[]): Erasure {
  const { tombstones } = erased;
  const lastTouches = (): Map<string, Touched> => {
    const last = new Map<string, Touched>();
    for (const { scope, touchedAt } of stores.flatMap((store) => [...(store.touched?.() ?? [])])) {
      if (scope.subject.kind !== 'candidate') continue;
      const key = ownerKey(scope);
      last.set(key, { scope, touchedAt: Math.max(touchedAt, last.get(key)?.touchedAt ?? 0) });
    }
    return last;
  };
  return {
    erase: async (scope, { now, idleSince = Infinity }) => {
      const key = ownerKey(scope);
      if ((lastTouches().get(key)?.touchedAt ?? 0) >= idleSince) return false;
      tombstones.set(key, { scope, erasedAt: tombstones.get(key)?.erasedAt ?? now, filesDueAt: now });
      for (const store of stores) store.erase?.(scope);
      return true;
    },
    isErased: async (scope) => erased.has(scope),
    idle: async (before, limit) =>
      [...lastTouches().values()]
        .filter(({ touchedAt }) => touchedAt < before)
        .slice(0, limit)
        .map(({ scope }) => scope),
    filesDue: async (now, limit) =>
      [...tombstones.values()]
        .filter(({ filesDueAt = Infinity }) => filesDueAt <= now)
        .slice(0, limit)
        .map(({ scope, erasedAt }) => ({ scope, erasedAt })),
    filesRemoved: async (scope, dueAt) => {
      const tombstone = tombstones.get(ownerKey(scope));
      if (tombstone !== undefined) tombstone.filesDueAt = dueAt;
    },
    dropTombstones: async (before) => {
      for (const [key, { erasedAt, filesDueAt }] of tombstones)
        if (erasedAt < before && filesDueAt === undefined) tombstones.delete(key);
    },
  };
}
