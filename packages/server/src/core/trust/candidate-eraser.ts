import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { ErasedCandidate, Erasure } from '../tenancy/erasure.ts';
import type { Scope } from '../tenancy/scope.ts';
import { ErasureIncomplete } from './ports.ts';

/**
 * When files are looked for again, from the erasure on: a process that was writing one when it was killed or stopped can
 * leave it behind without seeing the tombstone.
 */
const LOOK_AGAIN_AFTER_MS = [5_000, 60_000, 3_600_000];
const AT_ONCE = 1_000;

/** What works on, or keeps, things of an owner, and lets go of them when the owner is erased. */
export interface Abandons {
  abandon(owner: Scope): void;
}

export type EraserDependencies = {
  readonly erasure: Pick<Erasure, 'erase' | 'filesDue' | 'filesRemoved'>;
  readonly objects: Pick<ObjectStore, 'removeAll'>;
  /** What this process may be doing for a candidate. Called once everything of theirs is gone, to end it. */
  readonly running: readonly Abandons[];
  readonly clock: Clock;
  /** Called with an `ErasureIncomplete`. */
  readonly onFailure: (failure: unknown) => void;
};

export type CandidateEraser = ReturnType<typeof candidateEraser>;

/** The one way in which candidates are erased: rows in one transaction, then what runs, then files. */
export function candidateEraser({ erasure, objects, running, clock, onFailure }: EraserDependencies) {
  const removeFiles = async ({ scope, erasedAt }: ErasedCandidate): Promise<void> => {
    await objects.removeAll(scope);
    const now = clock.now();
    const dueAt = LOOK_AGAIN_AFTER_MS.map((delayMs) => erasedAt + delayMs).find((at) => at > now);
    await erasure.filesRemoved(scope, dueAt);
  };

  const removeFilesOf = async (erased: readonly ErasedCandidate[]): Promise<void> => {
    const failures: unknown[] = [];
    for (const each of erased) await removeFiles(each).catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) onFailure(new ErasureIncomplete('files', { of: erased.length, failures }));
  };

  return {
    /**
     * Resolves when the rows are gone and everything is refused from now on. Files that could not be removed stay owed.
     * With `idleSince` only if nothing was touched since then. Answers whether it erased.
     */
    async erase(scope: Scope, { idleSince }: { idleSince?: number } = {}): Promise<boolean> {
      const now = clock.now();
      if (!(await erasure.erase(scope, { now, ...defined({ idleSince }) }))) return false;
      for (const work of running) work.abandon(scope);
      await removeFilesOf([{ scope, erasedAt: now }]);
      return true;
    },
    /** Removes what is due: the files that could not be removed, and those that may have come late. */
    async removeDueFiles(): Promise<void> {
      await removeFilesOf(await erasure.filesDue(clock.now(), AT_ONCE));
    },
  };
}
