import type { Clock } from '../kernel/clock.ts';
import { within } from '../kernel/deadline.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { failureName, noTracer, type Tracer } from '../kernel/tracer.ts';
import type { Step, WorkflowDefinition, WorkflowRun } from './ports.ts';

/** What ends a step: `stop` whether or not it listens, `cancel` when it has stopped by itself or its time is over. */
export type StopSignals = { readonly stop: AbortSignal; readonly cancel: AbortSignal };
type StepOfRun = StopSignals & { readonly step: Step; readonly definition: WorkflowDefinition };

/** Runs one step of a run in its time. Rejects when it fails or is too late, and with the reason of `stop`. */
export async function runStep(
  { clock, tracer = noTracer }: { clock: Clock; tracer?: Tracer },
  run: WorkflowRun,
  { step, definition, stop, cancel }: StepOfRun,
): Promise<unknown> {
  const handler = definition.steps[step.run];
  if (handler === undefined) throw new Error(`There is no step handler named ${step.run}`);
  const late = () => new ServiceError('internal', { detail: `The step ${step.name} took too long.` });
  const span = tracer.begin(`workflow_step ${step.run}`, {
    kind: 'internal',
    attributes: {
      'interview_prep.workflow.name': run.workflow,
      'interview_prep.workflow.step': step.name,
      'interview_prep.workflow.attempt': run.attempt,
    },
  });
  try {
    const call = { scope: run.scope, runId: run.id, key: `${run.id}/${step.name}`, span };
    const data = await within({ clock, delayMs: step.timeoutMs, signal: stop, late }, (over) =>
      handler(run.data, { ...call, signal: AbortSignal.any([over, cancel]) }),
    );
    span.end();
    return data;
  } catch (thrown) {
    span.end({ failure: failureName(thrown) });
    throw thrown;
  }
}
