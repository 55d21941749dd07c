import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import type { StepCall, WorkflowSpec, WorkflowDefinition } from '../workflows/ports.ts';
import { type Researcher, researchReport } from './ports.ts';
import { hasEnded } from './research-record.ts';
import type { ResearchRepository } from './research-repository.ts';

/** How research is done: at most three minutes for one try, and a second try when a vendor was away. */
export const researchWorkflowSpec: WorkflowSpec = {
  name: 'research',
  version: 1,
  queue: 'research',
  steps: [
    { name: 'research', run: 'research.look_up', retry: { attempts: 2, delayMs: 2_000 }, timeoutMs: 180_000 },
    { name: 'publish', run: 'research.publish', retry: { attempts: 3, delayMs: 1_000 }, timeoutMs: 10_000 },
  ],
  onFailure: 'research.failed',
};

const begun = z.object({ taskId: z.string() });
const lookedUp = begun.extend({ report: researchReport.optional() });

type Dependencies = {
  readonly repository: ResearchRepository;
  readonly researcher: Researcher;
  readonly usage: Meters;
};

/** The steps of a research task. Each may run again after a crash: looking things up then begins anew. */
export function researchWorkflow(dependencies: Dependencies): WorkflowDefinition {
  const { repository } = dependencies;
  return {
    spec: researchWorkflowSpec,
    steps: {
      'research.look_up': (data, call) => lookUp(dependencies, { ...begun.parse(data), call }),
      'research.publish': async (data, { scope }) => {
        const { taskId, report } = lookedUp.parse(data);
        if (report !== undefined) await repository.setState(scope, taskId, { state: 'completed', report });
        return { taskId };
      },
    },
    failures: {
      'research.failed': (data, { scope, error }) => fail(repository, scope, { ...begun.parse(data), error }),
    },
  };
}

async function lookUp(
  { repository, researcher, usage }: Dependencies,
  { taskId, call }: { taskId: string; call: StepCall },
): Promise<z.infer<typeof lookedUp>> {
  const { scope, signal, span } = call;
  const { value } = await repository.setState(scope, taskId, { state: 'working' });
  if (hasEnded(value.state)) return { taskId };
  const onProgress = async (step: string) => {
    signal.throwIfAborted();
    await repository.setStep(scope, taskId, step);
  };
  const meter = usage.meterFor(scope, { sessionId: taskId, kind: 'research' });
  return {
    taskId,
    report: await researcher.research(value.request, { scope, signal, meter, onProgress, ...defined({ span }) }),
  };
}

async function fail(
  repository: ResearchRepository,
  scope: Scope,
  { taskId, error }: { taskId: string; error: ServiceError },
): Promise<void> {
  const { code, message, detail, retryable } = error;
  try {
    await repository.setState(scope, taskId, {
      state: 'failed',
      failure: { code, message: detail ?? message, retryable },
    });
  } catch (thrown) {
    // Its owner was erased meanwhile: there is no log to append to.
    if (!(thrown instanceof ServiceError) || thrown.code !== 'not_found') throw thrown;
  }
}
