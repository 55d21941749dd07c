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

/** One execution. `completed` counts finished steps; `data` is the JSON that each step passes to the next. */
export type WorkflowRun = {
  readonly id: string;
  readonly workflow: string;
  readonly scope: Scope;
  readonly state: RunState;
  readonly completed: number;
  readonly attempt: number;
  readonly data: unknown;
};

/** Checkpoints under a lease. Passes `workflow-store.suite.ts`. */
export interface WorkflowStore {
  create(run: WorkflowRun): Promise<void>;
  /** Takes the run for `owner` until `until`, unless it ended or a live lease of another is on it. */
  claim(id: string, lease: { owner: string; now: number; until: number }): Promise<WorkflowRun | undefined>;
  /** Saves and prolongs the lease. `false` when the lease was lost or the run was cancelled: stop at once. */
  checkpoint(run: WorkflowRun, lease: { owner: string; until: number }): Promise<boolean>;
  /** `false` when it had already ended. Scoped: a foreign run cannot be cancelled. */
  cancel(scope: Scope, id: string): Promise<boolean>;
  /** The runs that nobody holds. */
  unheld(now: number): Promise<readonly Pick<WorkflowRun, 'id' | 'workflow'>[]>;
  /** At the start of a process that alone owns its storage: nobody can hold anything. */
  releaseAll(): Promise<void>;
}

/** Work for later, on this process or another; at least once, survives a restart. A few handlers of each queue run at once. */
export interface JobQueue {
  /** One waiting job per `key`. */
  enqueue(queue: string, job: { key: string; data: object }): Promise<void>;
  /** Runs `handler` for each job; a throw means "again later". */
  work(queue: string, handler: (data: unknown) => Promise<void>): Promise<void>;
  close(): Promise<void>;
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

/** Called once when a run has failed for good. */
export type FailureHandler = (
  data: unknown,
  failure: { scope: Scope; step: string; error: ServiceError },
) => Promise<void>;

/** A workflow with the code of its steps. */
export type WorkflowDefinition = {
  readonly spec: WorkflowSpec;
  readonly steps: Readonly<Record<string, StepHandler>>;
  readonly failures: Readonly<Record<string, FailureHandler>>;
};

/** Runs workflows. */
export interface Workflows {
  /** Resolves with the run's id when it is durable; it begins soon after. */
  start(scope: Scope, workflow: string, data: unknown): Promise<string>;
  /** Whether it was still running. */
  cancel(scope: Scope, runId: string): Promise<boolean>;
}
