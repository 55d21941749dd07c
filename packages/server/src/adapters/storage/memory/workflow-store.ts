import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { kept, ownerKey } from './keyed.ts';

export type StoredRun = { run: WorkflowRun; lease: { owner: string; until: number } | undefined };

/** Workflow runs and their leases in this process's memory. */
export function memoryWorkflowStore(runs: Map<string, StoredRun> = new Map()): WorkflowStore {
  const isHeld = ({ lease }: StoredRun, now: number): boolean => lease !== undefined && lease.until > now;
  return {
    create: async (run) => {
      if (runs.has(run.id)) throw new ServiceError('conflict');
      runs.set(run.id, { run: kept(run), lease: undefined });
    },
    claim: async (id, { owner, now, until }) => {
      const stored = runs.get(id);
      if (stored === undefined || stored.run.state !== 'running') return undefined;
      if (isHeld(stored, now) && stored.lease?.owner !== owner) return undefined;
      stored.lease = { owner, until };
      return kept(stored.run);
    },
    checkpoint: async (run, { owner, until }) => {
      const stored = runs.get(run.id);
      if (stored === undefined || stored.run.state !== 'running' || stored.lease?.owner !== owner) return false;
      const { state, completed, attempt, data } = kept(run);
      stored.run = { ...stored.run, state, completed, attempt, data };
      stored.lease = state === 'running' ? { owner, until } : undefined;
      return true;
    },
    cancel: async (scope, id) => {
      const stored = runs.get(id);
      if (stored === undefined || stored.run.state !== 'running' || ownerKey(stored.run.scope) !== ownerKey(scope))
        return false;
      stored.run = { ...stored.run, state: 'cancelled' };
      stored.lease = undefined;
      return true;
    },
    unheld: async (now) =>
      [...runs]
        .filter(([, stored]) => stored.run.state === 'running' && !isHeld(stored, now))
        .map(([id, { run }]) => ({ id, workflow: run.workflow })),
    releaseAll: async () => {
      for (const stored of runs.values()) stored.lease = undefined;
    },
  };
}
