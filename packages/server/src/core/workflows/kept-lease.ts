import type { Clock } from '../kernel/clock.ts';
import { RunEnded, type WorkflowStore } from './ports.ts';

const LEASE_MS = 30_000;
const RENEW_EVERY_MS = 5_000;

type Holder = { readonly store: WorkflowStore; readonly clock: Clock; readonly processId: string };

/** The lease of this process from now on. */
export function leaseFrom({ clock, processId }: Holder): { owner: string; now: number; until: number } {
  const now = clock.now();
  return { owner: processId, now, until: now + LEASE_MS };
}

/**
 * Keeps the lease of a run until `ended`. Aborts `stop` when the run is gone or was taken by another process, and when the
 * lease ran out because the storage did not answer: from then on another process may have it. Never rejects.
 */
export async function keepLease(
  holder: Holder,
  { id, until: first }: { id: string; until: number },
  { stop, ended, onRenewed }: { stop: AbortController; ended: AbortSignal; onRenewed: () => Promise<void> },
): Promise<void> {
  const { store, clock } = holder;
  let until = first;
  const renew = async () => {
    const lease = leaseFrom(holder);
    try {
      if (!(await store.renew(id, lease)))
        return stop.abort(new RunEnded('The run has ended, or another process took it.'));
      until = Math.max(until, lease.until);
      await onRenewed();
    } catch {
      // Storage that is away now is asked again.
    }
  };
  for (;;) {
    // A request that hangs must not keep us from seeing that the lease ran out, so nobody waits for it.
    const over = await clock.sleep(Math.min(RENEW_EVERY_MS, until - clock.now()), ended).then(
      () => false,
      () => true,
    );
    if (over) return;
    if (clock.now() >= until) return stop.abort(new RunEnded('The lease of the run ran out.'));
    void renew();
  }
}
