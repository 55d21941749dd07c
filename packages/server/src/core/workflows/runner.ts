import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { failureName, noTracer, type Tracer } from '../kernel/tracer.ts';
import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import type { JobQueue, Step, StepCall, WorkflowDefinition, WorkflowRun, Workflows, WorkflowStore } from './ports.ts';

const QUEUE = 'workflows';
const LEASE_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
const SWEEP_EVERY_MS = 5_000;

type Dependencies = { store: WorkflowStore; queue: JobQueue; clock: Clock; processId: string; tracer?: Tracer };

/**
 * Runs workflows in this process: one step at a time under a lease, with a checkpoint after each. After a crash another
 * process, or the next start of this one, goes on with the step that was not finished.
 */
export class WorkflowRunner implements Workflows {
  readonly #dependencies: Dependencies;
  readonly #definitions: ReadonlyMap<string, WorkflowDefinition>;
  readonly #closing = new AbortController();
  readonly #running = new Map<string, AbortController>();
  /** Whose the runs of `#running` are. */
  readonly #owners = new Map<string, Scope>();

  constructor(dependencies: Dependencies, definitions: readonly WorkflowDefinition[]) {
    this.#dependencies = dependencies;
    this.#definitions = new Map(definitions.map((definition) => [definition.spec.name, definition]));
  }

  /** Resolves with the run's id when it is durable; it begins soon after. */
  async start(scope: Scope, workflow: string, data: unknown): Promise<string> {
    const id = newId('wfx');
    await this.#dependencies.store.create({ id, workflow, scope, state: 'running', completed: 0, attempt: 1, data });
    await this.#enqueue({ id, workflow });
    return id;
  }

  /** Whether it was still running. A step under way is aborted through its signal. */
  async cancel(scope: Scope, runId: string): Promise<boolean> {
    const cancelled = await this.#dependencies.store.cancel(scope, runId);
    if (cancelled) this.#running.get(runId)?.abort(new ServiceError('prep_finished'));
    return cancelled;
  }

  /** Aborts the steps under way of an owner whose runs are gone. */
  abandon(scope: Scope): void {
    for (const [runId, owner] of this.#owners)
      if (isSameOwner(owner, scope)) this.#running.get(runId)?.abort(new ServiceError('conflict'));
  }

  /** Takes work until `close`. `alone`: no other process uses this storage, so whatever was held is free. */
  async work({ alone }: { alone: boolean }): Promise<void> {
    const { store, queue } = this.#dependencies;
    if (alone) await store.releaseAll();
    for (const name of new Set([...this.#definitions.keys()].map((workflow) => this.#queueOf(workflow)))) {
      await queue.work(name, async (job) => {
        const runId = (job as { runId?: unknown }).runId;
        if (typeof runId === 'string') await this.#advance(runId);
      });
    }
    await this.#sweep();
    void this.#keepSweeping();
  }

  close(): void {
    this.#closing.abort(new ServiceError('shutting_down'));
  }

  async #keepSweeping(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#dependencies.clock.sleep(SWEEP_EVERY_MS, signal).catch(() => {});
      if (!signal.aborted) await this.#sweep().catch(() => {}); // storage that is away now is asked again next time
    }
  }

  async #sweep(): Promise<void> {
    for (const run of await this.#dependencies.store.unheld(this.#dependencies.clock.now())) await this.#enqueue(run);
  }

  #enqueue({ id, workflow }: Pick<WorkflowRun, 'id' | 'workflow'>): Promise<void> {
    return this.#dependencies.queue.enqueue(this.#queueOf(workflow), { key: id, data: { runId: id } });
  }

  #queueOf(workflow: string): string {
    const queue = this.#definitions.get(workflow)?.spec.queue;
    return queue === undefined ? QUEUE : `${QUEUE}-${queue}`;
  }

  #lease() {
    return { owner: this.#dependencies.processId, until: this.#dependencies.clock.now() + LEASE_MS };
  }

  async #advance(runId: string): Promise<void> {
    // A lease of ours that ran out while we were away must not make us do the same step twice at once.
    if (this.#running.has(runId)) return;
    const stop = new AbortController();
    this.#running.set(runId, stop);
    try {
      await this.#runSteps(runId, stop);
    } finally {
      this.#running.delete(runId);
      this.#owners.delete(runId);
    }
  }

  async #runSteps(runId: string, stop: AbortController): Promise<void> {
    const { store, clock } = this.#dependencies;
    let run = await store.claim(runId, { ...this.#lease(), now: clock.now() });
    if (run === undefined) return;
    this.#owners.set(runId, run.scope);
    const definition = this.#definitions.get(run.workflow);
    if (definition === undefined) throw new Error(`There is no workflow named ${run.workflow}`);
    while (run.state === 'running') {
      const next = await this.#step(run, definition, stop);
      if (!(await store.checkpoint(next, this.#lease()))) return;
      run = next;
    }
  }

  /** The run after its next step: one further, the same once more, or failed. */
  async #step(run: WorkflowRun, definition: WorkflowDefinition, stop: AbortController): Promise<WorkflowRun> {
    const step = definition.spec.steps[run.completed];
    if (step === undefined) return { ...run, state: 'done' };
    try {
      const data = await this.#runStep(run, { step, definition, stop });
      const completed = run.completed + 1;
      return {
        ...run,
        data,
        completed,
        attempt: 1,
        state: completed === definition.spec.steps.length ? 'done' : 'running',
      };
    } catch (thrown) {
      if (this.#closing.signal.aborted || stop.signal.aborted) throw thrown;
      const error = ServiceError.from(thrown);
      if (error.retryable && run.attempt < step.retry.attempts) {
        await this.#dependencies.clock.sleep(step.retry.delayMs, this.#closing.signal);
        return { ...run, attempt: run.attempt + 1 };
      }
      await definition.failures[definition.spec.onFailure]?.(run.data, { scope: run.scope, step: step.name, error });
      return { ...run, state: 'failed' };
    }
  }

  async #runStep(
    run: WorkflowRun,
    { step, definition, stop }: { step: Step; definition: WorkflowDefinition; stop: AbortController },
  ): Promise<unknown> {
    const handler = definition.steps[step.run];
    if (handler === undefined) throw new Error(`There is no step handler named ${step.run}`);
    const { clock } = this.#dependencies;
    const ended = new AbortController();
    const late = new AbortController();
    const timer = clock.sleep(step.timeoutMs, ended.signal).then(
      () => late.abort(new ServiceError('internal', { detail: `The step ${step.name} took too long.` })),
      () => {},
    );
    const renewals = this.#renew(run, stop, ended.signal);
    const signal = AbortSignal.any([stop.signal, late.signal, this.#closing.signal]);
    const span = this.#span(run, step);
    try {
      const call: StepCall = { scope: run.scope, runId: run.id, key: `${run.id}/${step.name}`, signal, span };
      const data = await Promise.race([handler(run.data, call), rejection(signal)]);
      span.end();
      return data;
    } catch (thrown) {
      span.end({ failure: failureName(thrown) });
      throw thrown;
    } finally {
      ended.abort();
      await Promise.all([timer, renewals]);
    }
  }

  #span(run: WorkflowRun, step: Step) {
    const { tracer = noTracer } = this.#dependencies;
    const attributes = {
      'interview_prep.workflow.name': run.workflow,
      'interview_prep.workflow.step': step.name,
      'interview_prep.workflow.attempt': run.attempt,
    };
    return tracer.begin(`workflow_step ${step.run}`, { kind: 'internal', attributes });
  }

  async #renew(run: WorkflowRun, stop: AbortController, ended: AbortSignal): Promise<void> {
    const { clock, store } = this.#dependencies;
    for (;;) {
      const over = await clock.sleep(RENEW_EVERY_MS, ended).then(
        () => false,
        () => true,
      );
      if (over) return;
      const ours = await store.checkpoint(run, this.#lease()).catch(() => true); // storage that is away now is asked again next time
      if (!ours)
        return stop.abort(new ServiceError('conflict', { detail: 'The run was cancelled or is done elsewhere.' }));
    }
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
