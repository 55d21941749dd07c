import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';

export type Sweep = { readonly everyMs: number; run(): Promise<unknown> };

/** Runs each sweep at the start and then again and again, until `close`. One that fails is reported and tried again next time. */
export function sweeps(
  { clock, onFailure }: { clock: Clock; onFailure: (failure: unknown) => void },
  all: readonly Sweep[],
) {
  const closing = new AbortController();
  const keepSweeping = async ({ everyMs, run }: Sweep): Promise<void> => {
    while (!closing.signal.aborted) {
      await run().catch((failure: unknown) => {
        // Storage that is away now is asked again next time.
        if (!(failure instanceof ServiceError && failure.code === 'storage_unavailable')) onFailure(failure);
      });
      await clock.sleep(everyMs, closing.signal).catch(() => {});
    }
  };
  return {
    begin(): void {
      for (const sweep of all) void keepSweeping(sweep);
    },
    close(): void {
      closing.abort();
    },
  };
}
