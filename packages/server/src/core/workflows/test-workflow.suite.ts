import { memoryWorkflowStore } from '../../adapters/storage/memory/workflow-store.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { CancelHandler, StepHandler, WantedCheck, WorkflowDefinition, WorkflowStore } from './ports.ts';
import { WorkflowRunner } from './runner.ts';

export const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
export const stranger = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_b' } });
export const LEASE_MS = 30_000;

type Given = {
  name?: string;
  queue?: string;
  retry?: { attempts: number; delayMs: number };
  onFailure?: (failure: string) => Promise<void> | void;
  onCancelled?: CancelHandler;
  isWanted?: WantedCheck;
};

/** A workflow of these steps, in their order. */
export function definitionOf(
  steps: Record<string, StepHandler>,
  { name = 'test', queue, retry = { attempts: 3, delayMs: 1_000 }, onFailure = () => {}, ...hooks }: Given = {},
): WorkflowDefinition {
  return {
    spec: {
      name,
      version: 1,
      steps: Object.keys(steps).map((step) => ({ name: step, run: step, retry, timeoutMs: 60_000 })),
      onFailure: 'failed',
      ...(queue === undefined ? {} : { queue }),
    },
    steps,
    failures: { failed: async (_data, { step, error }) => onFailure(`${step} ${error.code}`) },
    ...hooks,
  };
}

/** A store as one process reaches it: `away` makes every call fail, `hanging` lets none of them answer. */
export function reachable(store: WorkflowStore) {
  const state: { away: boolean; hanging: boolean } = { away: false, hanging: false };
  const through =
    <Args extends unknown[], Value>(call: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      if (state.hanging) return new Promise(() => {});
      if (state.away) throw new ServiceError('storage_unavailable');
      return call(...args);
    };
  const reached: WorkflowStore = {
    create: through(store.create),
    claimDue: through(store.claimDue),
    renew: through(store.renew),
    checkpoint: through(store.checkpoint),
    releaseAll: through(store.releaseAll),
  };
  return Object.assign(state, { store: reached });
}

/** Processes over one store and one clock. */
export function processes() {
  const clock = manualClock();
  const shared = memoryWorkflowStore();
  let added = 0;
  return {
    clock,
    store: shared,
    /** A process that takes work. `crash` cuts it off from the store, as if it were gone. */
    async process(definitions: WorkflowDefinition | readonly WorkflowDefinition[], processId = 'one') {
      const failures: unknown[] = [];
      const link = reachable(shared);
      const dependencies = {
        store: link.store,
        clock,
        processId,
        onError: (failure: unknown) => failures.push(failure),
      };
      const runner = new WorkflowRunner(dependencies, 'spec' in definitions ? [definitions] : definitions);
      await runner.work({ alone: false });
      const crash = () => void (link.hanging = true);
      return Object.assign(runner, { failures, link, crash });
    },
    /** Adds a run and lets it begin in `runner`. */
    async started(runner: WorkflowRunner, workflow = 'test'): Promise<string> {
      added += 1;
      const id = `wfx_${added}`;
      await runner.add(scope, { id, workflow, data: [] });
      runner.wake();
      await clock.advance(0);
      return id;
    },
    /** Whether no run waits or is under way. Takes what there is. */
    async idle(workflow = 'test'): Promise<boolean> {
      const never = Number.MAX_SAFE_INTEGER;
      const left = await shared.claimDue(
        { workflows: [workflow], limit: 1 },
        { owner: 'test', now: never, until: never },
      );
      return left.length === 0;
    },
  };
}

export const append =
  (word: string, log: string[] = []): StepHandler =>
  async (data, { key }) => {
    log.push(`${word} ${key.split('/')[1] ?? ''}`);
    return [...(data as string[]), word];
  };

/** A step that goes on until it is let go, or stopped, which it notes. */
export function waiting() {
  const ends: { reason: unknown }[] = [];
  const waiters: (() => void)[] = [];
  let [running, most] = [0, 0];
  const step: StepHandler = async (data, { signal }) => {
    running += 1;
    most = Math.max(most, running);
    try {
      await new Promise<void>((resolve, reject) => {
        waiters.push(resolve);
        signal.addEventListener('abort', () => reject((ends.push({ reason: signal.reason }), signal.reason)));
      });
      return data;
    } finally {
      running -= 1;
    }
  };
  return {
    step,
    letGo: () => waiters.splice(0).forEach((go) => go()),
    stopped: ends,
    running: () => running,
    most: () => most,
  };
}
