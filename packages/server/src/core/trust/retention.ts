import type { Clock } from '../kernel/clock.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Records } from '../records/ports.ts';

const EVERY_MS = 6 * 3_600_000;

/** Removes what was promised not to be kept: everything of candidates who have not come back for `keepMs`. */
export function retention(dependencies: { records: Records; objects: ObjectStore; clock: Clock; keepMs: number }) {
  const { records, objects, clock, keepMs } = dependencies;
  const closing = new AbortController();

  const sweep = async (): Promise<number> => {
    const forgotten = await records.eraseIdle(clock.now() - keepMs);
    for (const scope of forgotten) await objects.removeAll(scope);
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
