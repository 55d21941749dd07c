import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { StepCall, Workflow, WorkflowBook } from '../workflows/ports.ts';
import type { Researcher } from './ports.ts';
import { hasEnded, researchReport } from './research-record.ts';
import type { ResearchShelf } from './research-shelf.ts';

/** How research is done: at most three minutes for one try, and a second try when a vendor was away. */
export const researchWorkflow: Workflow = {
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

/** The steps of a research task. Each may run again after a crash: looking things up then begins anew. */
export function researchBook({ shelf, researcher }: { shelf: ResearchShelf; researcher: Researcher }): WorkflowBook {
  return {
    workflow: researchWorkflow,
    steps: {
      'research.look_up': (data, call) => lookUp(shelf, researcher, { ...begun.parse(data), call }),
      'research.publish': async (data, { scope }) => {
        const { taskId, report } = lookedUp.parse(data);
        if (report !== undefined) await shelf.become(scope, taskId, { state: 'completed', report });
        return { taskId };
      },
    },
    failures: {
      'research.failed': (data, { scope, error }) => fail(shelf, scope, { ...begun.parse(data), error }),
    },
  };
}

async function lookUp(shelf: ResearchShelf, researcher: Researcher, { taskId, call }: { taskId: string; call: StepCall }): Promise<z.infer<typeof lookedUp>> {
  const { scope, signal } = call;
  const { value } = await shelf.become(scope, taskId, { state: 'working' });
  if (hasEnded(value.state)) return { taskId };
  const onProgress = async (step: string) => {
    signal.throwIfAborted();
    await shelf.progress(scope, taskId, step);
  };
  return { taskId, report: await researcher.research(value.request, { scope, signal, onProgress }) };
}

async function fail(shelf: ResearchShelf, scope: Scope, { taskId, error }: { taskId: string; error: ServiceError }): Promise<void> {
  const { code, message, detail, retryable } = error;
  try {
    await shelf.become(scope, taskId, { state: 'failed', failure: { code, message: detail ?? message, retryable } });
  } catch (thrown) {
    // Its owner was forgotten meanwhile: there is nobody to tell.
    if (!(thrown instanceof ServiceError) || thrown.code !== 'not_found') throw thrown;
  }
}
