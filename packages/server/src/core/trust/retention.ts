import type { Clock } from '../kernel/clock.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Records } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

const EVERY_MS = 6 * 3_600_000;

/** Removes what was promised not to be kept: everything of candidates who have not come back for `keepMs`. */
export function retention(dependencies: { records: Records; objects: ObjectStore; clock: Clock; keepMs: number }) {
  const { records, objects, clock, keepMs } = dependencies;
  const closing = new AbortController();

  /** Whose files could not be removed yet: their rows are gone, so that no later look would find them. */
  let owed: readonly Scope[] = [];

  const sweep = async (): Promise<number> => {
    const forgotten = await records.eraseIdle(clock.now() - keepMs);
    const failed: Scope[] = [];
    for (const scope of [...owed, ...forgotten]) await objects.removeAll(scope).catch(() => failed.push(scope));
    owed = failed;
    return forgotten.length;
  };

  const keepSweeping = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await sweep().catch(() => {}); // storage that is away now is asked again next time
      await clock.sleep(EVERY_MS, closing.signal).catch(() => {});
    }
  };

  return {
    /** How many candidates were forgotten. */
    sweep,
    begin(): void {
      void keepSweeping();
    },
    close(): void {
      closing.abort();
    },
  };
}
