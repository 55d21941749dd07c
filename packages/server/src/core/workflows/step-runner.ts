import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { failureName, noTracer, type Tracer } from '../kernel/tracer.ts';
import type { Step, StepCall, WorkflowDefinition, WorkflowRun } from './ports.ts';

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
  const [ended, late] = [new AbortController(), new AbortController()];
  const timer = clock.sleep(step.timeoutMs, ended.signal).then(
    () => late.abort(new ServiceError('internal', { detail: `The step ${step.name} took too long.` })),
    () => {},
  );
  const over = AbortSignal.any([stop, late.signal]);
  const signal = AbortSignal.any([over, cancel]);
  const span = tracer.begin(`workflow_step ${step.run}`, {
    kind: 'internal',
    attributes: {
      'interview_prep.workflow.name': run.workflow,
      'interview_prep.workflow.step': step.name,
      'interview_prep.workflow.attempt': run.attempt,
    },
  });
  try {
    const call: StepCall = { scope: run.scope, runId: run.id, key: `${run.id}/${step.name}`, signal, span };
    const data = await Promise.race([handler(run.data, call), rejection(over)]);
    span.end();
    return data;
  } catch (thrown) {
    span.end({ failure: failureName(thrown) });
    throw thrown;
  } finally {
    ended.abort();
    await timer;
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
