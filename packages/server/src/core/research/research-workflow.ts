import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import { meterOf, type TaskCall, type TaskStep, taskWorkflow } from '../tasks/ports.ts';
import type { Meters } from '../usage/ports.ts';
import type { WorkflowDefinition, WorkflowSpec } from '../workflows/ports.ts';
import { type Researcher, researchReport, type ResearchReport } from './ports.ts';
import { researchRequest } from './research-request.ts';
import type { ResearchTasks } from './research-tasks.ts';

/** How research is done: at most three minutes for one try, and a second try when a vendor was away. */
const spec: WorkflowSpec = {
  name: 'research',
  version: 2,
  queue: 'research',
  steps: [
    { name: 'research', run: 'research.look_up', retry: { attempts: 2, delayMs: 2_000 }, timeoutMs: 180_000 },
    { name: 'publish', run: 'research.publish', retry: { attempts: 3, delayMs: 1_000 }, timeoutMs: 10_000 },
  ],
  onFailure: 'research.failed',
};

const lookedUp = z.object({ report: researchReport });

type Dependencies = { readonly tasks: ResearchTasks; readonly researcher: Researcher; readonly usage: Meters };

/** The steps of a research task. Each may run again after a crash: looking things up then begins anew. */
export function researchWorkflow(dependencies: Dependencies): WorkflowDefinition {
  const { tasks } = dependencies;
  const steps: Readonly<Record<string, TaskStep>> = {
    'research.look_up': (data, call) => lookUp(dependencies, researchRequest.parse(data), call),
    'research.publish': async (data, { scope, taskId }) => {
      const { report } = lookedUp.parse(data);
      await tasks.advance(scope, taskId, (value) => tasks.inState(value, { state: 'completed', report }));
      return {};
    },
  };
  return taskWorkflow(tasks, spec, { steps });
}

async function lookUp(
  { tasks, researcher, usage }: Dependencies,
  request: z.infer<typeof researchRequest>,
  call: TaskCall,
): Promise<{ report: ResearchReport }> {
  const { scope, taskId, signal, span } = call;
  await tasks.advance(scope, taskId, (value) => tasks.inState(value, { state: 'working' }));
  const onProgress = async (step: string) => {
    signal.throwIfAborted();
    await tasks.setStep(scope, taskId, step);
  };
  const meter = meterOf(call, usage.meterFor(scope, { sessionId: taskId, kind: 'research' }));
  return { report: await researcher.research(request, { scope, signal, meter, onProgress, ...defined({ span }) }) };
}
