import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { kept } from './keyed.ts';

export type StoredRun = { run: WorkflowRun; lease: { owner: string; until: number } | undefined };

/** Workflow runs and their leases in this process's memory. */
export function memoryWorkflowStore(runs: Map<string, StoredRun> = new Map()): WorkflowStore {
  const isDue = ({ run, lease }: StoredRun, now: number): boolean =>
    run.state === 'running' && run.dueAt <= now && (lease === undefined || lease.until <= now);
  const heldBy = (owner: string, id: string): StoredRun | undefined => {
    const stored = runs.get(id);
    return stored?.run.state === 'running' && stored.lease?.owner === owner ? stored : undefined;
  };
  return {
    create: async (run) => {
      if (runs.has(run.id)) throw new ServiceError('conflict');
      runs.set(run.id, { run: kept(run), lease: undefined });
    },
    claimDue: async ({ workflows, limit }, { owner, now, until }) => {
      const due = [...runs.values()]
        .filter((stored) => isDue(stored, now) && workflows.includes(stored.run.workflow))
        .toSorted((one, other) => one.run.dueAt - other.run.dueAt)
        .slice(0, limit);
      for (const stored of due) {
        cutOff(stored);
        stored.lease = { owner, until };
      }
      return due.map(({ run }) => kept(run));
    },
    renew: async (id, lease) => {
      const stored = heldBy(lease.owner, id);
      if (stored !== undefined) stored.lease = lease;
      return stored !== undefined;
    },
    checkpoint: async (run, { owner, until }) => {
      const stored = heldBy(owner, run.id);
      if (stored === undefined) return false;
      const { state, completed, attempt, dueAt, data } = kept(run);
      const isRunning = state === 'running';
      stored.run = { ...stored.run, state, completed, attempt, dueAt, data: isRunning ? data : null };
      stored.lease = isRunning && until !== undefined ? { owner, until } : undefined;
      return true;
    },
    releaseAll: async () => {
      for (const stored of runs.values()) cutOff(stored);
    },
  };
}

/** A run that is still under a lease when nobody holds it was cut by a crash. */
function cutOff(stored: StoredRun): void {
  if (stored.lease === undefined) return;
  stored.run = { ...stored.run, attempt: stored.run.attempt + 1 };
  stored.lease = undefined;
}
