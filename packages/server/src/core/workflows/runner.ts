import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Tracer } from '../kernel/tracer.ts';
import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import { keepLease, leaseFrom } from './kept-lease.ts';
import {
  RunEnded,
  type Step,
  type WorkflowDefinition,
  type WorkflowRun,
  type Workflows,
  type WorkflowStore,
} from './ports.ts';
import { runStep, type StopSignals } from './step-runner.ts';

const SWEEP_EVERY_MS = 1_000;
/** How long a run waits that could not be brought further, e.g. because the storage was away. */
const AGAIN_AFTER_MS = 5_000;
/** How many runs of one queue go on at once in one process. */
const CONCURRENT_RUNS = 2;
/** How many tries of a step a crash may cut beside those that its definition allows, and how often a failure handler is called. */
const SPARE_ATTEMPTS = 5;
const CANCELLED = 'The run was cancelled.';

type Dependencies = {
  readonly store: WorkflowStore;
  readonly clock: Clock;
  readonly processId: string;
  readonly tracer?: Tracer;
  /** Called with failures that no caller awaits. */
  readonly onError?: (failure: unknown) => void;
};

/** `stop` leaves the step at once, `cancel` waits until the step has stopped, so that nothing is left after the run. */
type Running = {
  readonly scope: Scope;
  readonly stop: AbortController;
  readonly cancel: AbortController;
  ended: Promise<void>;
};
type Queue = { readonly workflows: readonly string[]; readonly running: Map<string, Running> };

/**
 * Takes due runs from the store and runs them in this process: one step at a time under a lease, with a checkpoint after
 * each. After a crash another process, or the next start of this one, goes on with the step that was not finished.
 */
export class WorkflowRunner implements Workflows {
  readonly #dependencies: Dependencies;
  readonly #definitions: ReadonlyMap<string, WorkflowDefinition>;
  readonly #queues: readonly Queue[];
  readonly #closing = new AbortController();
  #working = false;
  #taking: Promise<void> | undefined;
  #takeAgain = false;
  #storageAway = false;

  constructor(dependencies: Dependencies, definitions: readonly WorkflowDefinition[]) {
    this.#dependencies = dependencies;
    this.#definitions = new Map(definitions.map((definition) => [definition.spec.name, definition]));
    const specs = definitions.map(({ spec }) => spec);
    this.#queues = [...new Set(specs.map(({ queue }) => queue))].map((name) => ({
      workflows: specs.filter(({ queue }) => queue === name).map((spec) => spec.name),
      running: new Map(),
    }));
  }

  async add(scope: Scope, run: { id: string; workflow: string; data: unknown }): Promise<void> {
    const { store, clock } = this.#dependencies;
    try {
      await store.create({ ...run, scope, state: 'running', completed: 0, attempt: 1, dueAt: clock.now() });
    } catch (thrown) {
      if (!(thrown instanceof ServiceError) || thrown.code !== 'conflict') throw thrown;
    }
  }

  wake(): void {
    if (!this.#working || this.#closing.signal.aborted) return;
    this.#takeAgain = true;
    this.#taking ??= this.#takeDue().finally(() => {
      this.#taking = undefined;
    });
  }

  cancel(scope: Scope, runId: string): void {
    for (const { running } of this.#queues) {
      const run = running.get(runId);
      if (run !== undefined && isSameOwner(run.scope, scope)) run.cancel.abort(new RunEnded(CANCELLED));
    }
    this.wake();
  }

  /** Ends the steps under way of an owner whose runs are gone. */
  abandon(scope: Scope): void {
    for (const { running } of this.#queues)
      for (const each of running.values())
        if (isSameOwner(each.scope, scope)) each.stop.abort(new RunEnded('The owner of the run was erased.'));
  }

  /** Takes work until `close`. `alone`: no other process uses this storage, so whatever was held is free. */
  async work({ alone }: { alone: boolean }): Promise<void> {
    if (alone) await this.#dependencies.store.releaseAll();
    this.#working = true;
    this.wake();
    void this.#keepSweeping();
  }

  /** Takes nothing more, waits for the steps under way until `deadline`, stops the rest, and gives every run back. */
  async close(deadline: AbortSignal): Promise<void> {
    this.#closing.abort();
    await Promise.race([this.#taking, endOf(deadline)]);
    const running = this.#queues.flatMap((queue) => [...queue.running.values()]);
    const stop = () => running.forEach((each) => each.stop.abort(new ServiceError('shutting_down')));
    void endOf(deadline).then(stop);
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #keepSweeping(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      // Not all processes at the same moment.
      const delayMs = SWEEP_EVERY_MS * (0.75 + Math.random() / 2);
      await this.#dependencies.clock.sleep(delayMs, signal).catch(() => {});
      this.wake();
    }
  }

  async #takeDue(): Promise<void> {
    while (this.#takeAgain) {
      this.#takeAgain = false;
      try {
        for (const queue of this.#queues) await this.#takeDueOf(queue);
        this.#storageAway = false;
      } catch (failure) {
        // Once for each time that it is away, not with every sweep.
        if (!this.#storageAway) this.#dependencies.onError?.(failure);
        this.#storageAway = true;
      }
    }
  }

  async #takeDueOf({ workflows, running }: Queue): Promise<void> {
    const limit = CONCURRENT_RUNS - running.size;
    if (limit <= 0 || this.#closing.signal.aborted) return;
    const lease = leaseFrom(this.#dependencies);
    for (const run of await this.#dependencies.store.claimDue({ workflows, limit }, lease)) {
      // A lease of ours that ran out while we were away must not make us do the same step twice at once.
      if (running.has(run.id)) continue;
      const [stop, cancel] = [new AbortController(), new AbortController()];
      const entry: Running = { scope: run.scope, stop, cancel, ended: Promise.resolve() };
      running.set(run.id, entry);
      entry.ended = this.#advance(run, lease.until, entry).finally(() => {
        running.delete(run.id);
        this.wake();
      });
    }
  }

  async #advance(run: WorkflowRun, until: number, { stop, cancel }: Running): Promise<void> {
    const ended = new AbortController();
    const { isWanted } = this.#definitions.get(run.workflow) ?? {};
    const onRenewed = async () => {
      if ((await isWanted?.({ scope: run.scope, runId: run.id })) === false) cancel.abort(new RunEnded(CANCELLED));
    };
    const lease = keepLease(this.#dependencies, { id: run.id, until }, { stop, ended: ended.signal, onRenewed });
    await this.#runSteps(run, { stop: stop.signal, cancel: cancel.signal });
    ended.abort();
    await lease;
  }

  /** Brings a run to its end or to its next wait. Never rejects: a run that got no further is taken up again. */
  async #runSteps(claimed: WorkflowRun, signals: StopSignals): Promise<void> {
    const { stop } = signals;
    const { store, clock, processId: owner } = this.#dependencies;
    let run = claimed;
    try {
      while (run.state === 'running' && !isEnded(stop)) {
        if (this.#closing.signal.aborted) return void (await store.checkpoint(run, { owner }));
        const next = await this.#nextOf(run, signals);
        const waits = next.dueAt > clock.now();
        if (!(await store.checkpoint(next, waits ? { owner } : leaseFrom(this.#dependencies)))) return;
        run = next;
        if (waits) return this.#wakeAt(run.dueAt);
      }
    } catch (failure) {
      if (isEnded(stop)) return;
      this.#dependencies.onError?.(failure);
      // Where that is not possible either, the lease runs out.
      await store.checkpoint({ ...run, dueAt: clock.now() + AGAIN_AFTER_MS }, { owner }).catch(() => false);
    }
  }

  #wakeAt(dueAt: number): void {
    const { clock } = this.#dependencies;
    void clock.sleep(dueAt - clock.now(), this.#closing.signal).then(
      () => this.wake(),
      () => {},
    );
  }

  /** The run after its next step: one further, the same once more after a while, or ended. */
  async #nextOf(run: WorkflowRun, signals: StopSignals): Promise<WorkflowRun> {
    const { clock, tracer } = this.#dependencies;
    const definition = this.#definitions.get(run.workflow);
    const step = definition?.spec.steps[run.completed];
    if (definition === undefined || step === undefined) return { ...run, state: 'done' };
    if (run.attempt > mostAttempts(step))
      return this.#failed(run, definition, { step, error: new ServiceError('internal') });
    try {
      const data = await runStep({ clock, ...defined({ tracer }) }, run, { step, definition, ...signals });
      const completed = run.completed + 1;
      const state = completed === definition.spec.steps.length ? 'done' : 'running';
      return { ...run, data, completed, attempt: 1, state };
    } catch (thrown) {
      if (isEnded(signals.stop)) throw thrown;
      if (signals.stop.aborted) return run;
      if (thrown instanceof RunEnded) return cancelled(run, definition);
      const error = ServiceError.from(thrown);
      if (!error.retryable || run.attempt >= step.retry.attempts) return this.#failed(run, definition, { step, error });
      return { ...run, attempt: run.attempt + 1, dueAt: clock.now() + step.retry.delayMs };
    }
  }

  /** A step is not tried again when only its failure handler failed: the next attempts are of the handler alone. */
  async #failed(
    run: WorkflowRun,
    definition: WorkflowDefinition,
    { step, error }: { step: Step; error: ServiceError },
  ): Promise<WorkflowRun> {
    const { spec, failures } = definition;
    try {
      await failures[spec.onFailure]?.(run.data, { scope: run.scope, runId: run.id, step: step.name, error });
      return { ...run, state: 'failed' };
    } catch (thrown) {
      if (thrown instanceof RunEnded) return cancelled(run, definition);
      this.#dependencies.onError?.(thrown);
      const attempt = Math.max(run.attempt, mostAttempts(step)) + 1;
      const last = attempt > mostAttempts(step) + SPARE_ATTEMPTS;
      if (last || !ServiceError.from(thrown).retryable) return { ...run, state: 'failed' };
      return { ...run, attempt, dueAt: this.#dependencies.clock.now() + AGAIN_AFTER_MS };
    }
  }
}

/** The run after what it left was removed. Rejects while that cannot be done: then the run stays, and is taken again. */
async function cancelled(run: WorkflowRun, { onCancelled }: WorkflowDefinition): Promise<WorkflowRun> {
  await onCancelled?.({ scope: run.scope, runId: run.id });
  return { ...run, state: 'cancelled' };
}

function mostAttempts({ retry }: Step): number {
  return retry.attempts + SPARE_ATTEMPTS;
}

function isEnded(stop: AbortSignal): boolean {
  return stop.reason instanceof RunEnded;
}

function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
