import * as z from 'zod';
import type { Meter } from '../engine/ports.ts';
import type { ServiceError } from '../kernel/service-error.ts';
import type { Row } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { StepCall, WorkflowDefinition, Workflows, WorkflowSpec } from '../workflows/ports.ts';
import type { DurableTasks } from './durable-tasks.ts';

/** What a step of a task gets. */
export type TaskCall = StepCall & {
  readonly taskId: string;
  /**
   * Throws `RunEnded` when the task was cancelled, here or in another process, or its owner is gone. Ask before whatever
   * costs or stays: a request to a model, an object.
   */
  ensureGoing(): Promise<void>;
};

/** Removes what a task has put anywhere, when it has ended or is gone. It may be called more than once. */
type Removal = (scope: Scope, taskId: string) => Promise<void>;

export type TaskStep = (data: unknown, call: TaskCall) => Promise<unknown>;

/** A task to be made. `input` is what its first step begins with. */
export type NewTask<Value> = { readonly id: string; readonly initial: Value; readonly input: unknown };

/**
 * Makes a task, or finds the one that this subject has under the same id. The run comes first and carries the record, so
 * that a task that is there at all goes on, wherever a crash cut this.
 */
export async function createTask<Value>(
  { tasks, workflows }: { tasks: DurableTasks<Value>; workflows: Workflows },
  scope: Scope,
  { id, initial, input }: NewTask<Value>,
): Promise<Row<Value>> {
  await workflows.add(scope, { id, workflow: tasks.kind.name, data: { initial, input } });
  const row = await tasks.ensure(scope, id, initial);
  workflows.wake();
  return row;
}

/**
 * The task as it stands then. The run is not ended here: its step is aborted where it is under way in this process, and
 * whoever takes it next, after a crash too, finds the record cancelled, removes what is left and only then ends the run.
 */
export async function cancelTask<Value>(
  { tasks, workflows }: { tasks: DurableTasks<Value>; workflows: Workflows },
  scope: Scope,
  id: string,
): Promise<{ row: Row<Value>; changed: boolean }> {
  const cancelled = await tasks.setState(scope, id, (value) => tasks.kind.asCancelled(value));
  if (cancelled.changed) workflows.cancel(scope, id);
  return cancelled;
}

/** The workflow that works on tasks of a kind: a run has the id of its task, and begins by making what is missing of it. */
export function taskWorkflow<Value>(
  tasks: DurableTasks<Value>,
  spec: WorkflowSpec,
  { steps, remove = async () => {} }: { steps: Readonly<Record<string, TaskStep>>; remove?: Removal },
): WorkflowDefinition {
  const begun = z.object({ initial: tasks.kind.schema, input: z.unknown() });
  const handler = (step: TaskStep, isFirst: boolean) => async (data: unknown, call: StepCall) => {
    const { scope, runId: taskId, signal } = call;
    const { initial, input } = isFirst ? begun.parse(data) : { initial: undefined, input: data };
    if (initial !== undefined) await tasks.ensure(scope, taskId, initial);
    const ensureGoing = async () => {
      signal.throwIfAborted();
      await tasks.ensureGoing(scope, taskId);
    };
    await ensureGoing();
    return step(input, { ...call, taskId, ensureGoing });
  };
  const first = spec.steps[0]?.run;
  return {
    spec,
    steps: Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, handler(step, name === first)])),
    failures: {
      [spec.onFailure]: async (_data, { scope, runId, error }) => {
        await tasks.advance(scope, runId, (value) => tasks.kind.asFailed(value, failureOf(error)));
        await remove(scope, runId);
      },
    },
    // Only a record that is there says so: the first step may not have made it yet.
    isWanted: async ({ scope, runId }) => {
      const row = await tasks.find(scope, runId);
      return row === undefined || !tasks.kind.hasEnded(row.value);
    },
    onCancelled: ({ scope, runId }) => remove(scope, runId),
  };
}

/** `meter` for a step: it asks before each request to a model whether the task still goes on. */
export function meterOf({ ensureGoing }: TaskCall, meter: Meter): Meter {
  return {
    get total() {
      return meter.total;
    },
    async checkBudget() {
      await ensureGoing();
      await meter.checkBudget();
    },
    record: (use) => meter.record(use),
  };
}

function failureOf({ code, message, detail, retryable }: ServiceError) {
  return { code, message: detail ?? message, retryable };
}
