import type { Clock } from '../kernel/clock.ts';
import type { Erasure } from '../tenancy/erasure.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { CandidateEraser } from './candidate-eraser.ts';
import { ErasureIncomplete } from './ports.ts';

const PAGE = 100;
/** Longer than any token lives and any paused process is waited for. */
const TOMBSTONES_KEPT_MS = 30 * 86_400_000;

export type RetentionDependencies = {
  readonly erasure: Pick<Erasure, 'idle' | 'dropTombstones'>;
  readonly eraser: Pick<CandidateEraser, 'erase'>;
  readonly clock: Clock;
  readonly keepMs: number;
  /** Called with an `ErasureIncomplete`. */
  readonly onFailure: (failure: unknown) => void;
};

/** Removes what was promised not to be kept: everything of candidates who have not come back for `keepMs`. */
export function retention({ erasure, eraser, clock, keepMs, onFailure }: RetentionDependencies) {
  return {
    /** One candidate at a time; whoever cannot be erased now is found again by the next sweep. Returns how many were erased. */
    async sweep(): Promise<number> {
      const now = clock.now();
      const idleSince = now - keepMs;
      const [seen, failures] = [new Set<string>(), Array<unknown>()];
      let erased = 0;
      for (let page = await fresh(); page.length > 0; page = await fresh()) {
        for (const scope of page) {
          seen.add(nameOf(scope));
          try {
            // Somebody who has come back since is looked at again in the transaction, and stays.
            if (await eraser.erase(scope, { idleSince })) erased += 1;
          } catch (failure) {
            failures.push(failure);
          }
        }
      }
      await erasure.dropTombstones(now - TOMBSTONES_KEPT_MS);
      if (failures.length > 0) onFailure(new ErasureIncomplete('candidates', { of: seen.size, failures }));
      return erased;

      async function fresh(): Promise<readonly Scope[]> {
        return (await erasure.idle(idleSince, PAGE)).filter((scope) => !seen.has(nameOf(scope)));
      }
    },
  };
}

function nameOf({ tenantId, subject }: Scope): string {
  return JSON.stringify([tenantId, subject.id]);
}
