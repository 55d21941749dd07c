import type { ServiceError } from '../kernel/service-error.ts';
import type { Span } from '../kernel/tracer.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Retry = { readonly attempts: number; readonly delayMs: number };

export type Step = { readonly name: string; readonly run: string; readonly retry: Retry; readonly timeoutMs: number };

/** Steps as data: the same definition is run here and can be rendered for another engine. */
export type WorkflowSpec = {
  readonly name: string;
  readonly version: number;
  readonly steps: readonly Step[];
  readonly onFailure: string;
  /** Work that mostly waits for others stands in a queue of its own, so that it never keeps other work waiting. */
  readonly queue?: string;
};

export type RunState = 'running' | 'done' | 'failed' | 'cancelled';

/**
 * One execution. `completed` counts finished steps, `attempt` the tries of the next one, those that a crash cut included;
 * `data` is the JSON that each step passes to the next. Nobody takes it before `dueAt` (epoch ms).
 */
export type WorkflowRun = {
  readonly id: string;
  readonly workflow: string;
  readonly scope: Scope;
  readonly state: RunState;
  readonly completed: number;
  readonly attempt: number;
  readonly dueAt: number;
  readonly data: unknown;
};

/** Until when nobody but the owner may take a run. */
export type RunLease = { readonly owner: string; readonly until: number };

/** Runs with their checkpoints under leases, and the schedule of what is due. Passes `workflow-store.suite.ts`. */
export interface WorkflowStore {
  /** Throws `conflict` when there is one with this id. */
  create(run: WorkflowRun): Promise<void>;
  /**
   * Takes runs of these workflows that are due at `now` and that no live lease is on, the longest due first, at most
   * `limit`, for `owner` until `until`. Of many who ask at once each run goes to one. A run whose holder let its lease run
   * out has one more attempt behind it.
   */
  claimDue(
    wanted: { workflows: readonly string[]; limit: number },
    lease: RunLease & { now: number },
  ): Promise<readonly WorkflowRun[]>;
  /** Prolongs the lease. `false` when it was lost, the run ended, or there is none: stop at once. */
  renew(id: string, lease: RunLease): Promise<boolean>;
  /**
   * Saves, and prolongs the lease or, without `until`, gives it up. `false` as in `renew`: then nothing is saved. Of a run
   * that ends no data is kept.
   */
  checkpoint(run: WorkflowRun, lease: { owner: string; until?: number }): Promise<boolean>;
  /** At the start of a process that alone owns its storage: nobody can hold anything. What was held was cut by a crash. */
  releaseAll(): Promise<void>;
}

/** Thrown where work is not wanted any more, since it was cancelled or its owner is gone: the run ends as cancelled. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** What a step gets. `key` is the same whenever this step of this run is tried: use it to make effects happen once. */
export type StepCall = {
  readonly scope: Scope;
  readonly runId: string;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly span?: Span;
};

/** Does one step. What it returns is kept and passed to the next. */
export type StepHandler = (data: unknown, call: StepCall) => Promise<unknown>;

/** Called when a run has failed for good; again when it threw something retryable. */
export type FailureHandler = (
  data: unknown,
  failure: { scope: Scope; runId: string; step: string; error: ServiceError },
) => Promise<void>;

/** Whether anybody still wants a run that is under way. */
export type WantedCheck = (run: { scope: Scope; runId: string }) => Promise<boolean>;

/** Removes what a run leaves that ends as cancelled. It may be called more than once. */
export type CancelHandler = (run: { scope: Scope; runId: string }) => Promise<void>;

/** A workflow with the code of its steps. */
export type WorkflowDefinition = {
  readonly spec: WorkflowSpec;
  readonly steps: Readonly<Record<string, StepHandler>>;
  readonly failures: Readonly<Record<string, FailureHandler>>;
  /** Asked every few seconds while a step is under way; a run that is not wanted is cancelled. */
  readonly isWanted?: WantedCheck;
  /** Called before a run ends as cancelled, in whichever process, and again after a while until it succeeds. */
  readonly onCancelled?: CancelHandler;
};

/** Runs workflows. */
export interface Workflows {
  /** Resolves when the run is durable. It begins at `wake`, or soon by itself. A run that is there already stays as it is. */
  add(scope: Scope, run: { id: string; workflow: string; data: unknown }): Promise<void>;
  /** Takes what is due, in this process. */
  wake(): void;
  /**
   * Aborts the step under way in this process of a run that is not wanted any more; when the step has stopped, the run ends
   * as cancelled. Another process finds out within seconds by `isWanted`; after a crash, the next step throws `RunEnded`.
   */
  cancel(scope: Scope, runId: string): void;
}
