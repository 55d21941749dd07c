import type { AppDependencies } from './dependencies.ts';
import { defined } from '../core/kernel/defined.ts';
import type { Postings } from '../core/postings/ports.ts';
import { PrepService } from '../core/preps/prep-service.ts';
import { prepTasks } from '../core/preps/prep-tasks.ts';
import { prepWorkflow } from '../core/preps/prep-workflow.ts';
import { reportWriter } from '../core/preps/written-report.ts';
import { ResearchService } from '../core/research/research-service.ts';
import { researchTasks } from '../core/research/research-tasks.ts';
import { researchWorkflow } from '../core/research/research-workflow.ts';
import type { Resumes } from '../core/resumes/ports.ts';
import type { SessionLog } from '../core/sessions/ports.ts';
import type { SignedLinks } from '../core/identity/signed-links.ts';
import type { Usages } from '../core/usage/ports.ts';
import { WorkflowRunner } from '../core/workflows/runner.ts';

export type BackgroundDependencies = {
  readonly usage: Usages;
  readonly log: SessionLog;
  readonly links: SignedLinks;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly publicUrl: string;
};

/** The services whose work is done in workflow steps, outside of any request, and the runner of these steps. */
export function createBackgroundServices(
  { storage, clock, processId, renderer, researcher, researchEngine, tracer, onBackgroundError }: AppDependencies,
  { usage, log, links, postings, resumes, publicUrl }: BackgroundDependencies,
) {
  const { records, objects } = storage;
  const preps = prepTasks({ records, log, links, publicUrl });
  const researches = researchTasks({ records, log, clock });
  const running = { store: storage.workflows, clock, processId, tracer, ...defined({ onError: onBackgroundError }) };
  const runner = new WorkflowRunner(running, [
    prepWorkflow({
      tasks: preps,
      postings,
      resumes,
      objects,
      renderer,
      researcher,
      write: reportWriter(researchEngine),
      usage,
      clock,
    }),
    researchWorkflow({ tasks: researches, researcher, usage }),
  ]);
  return {
    runner,
    research: new ResearchService({ tasks: researches, workflows: runner, clock }),
    preps: new PrepService({ tasks: preps, workflows: runner, postings, objects, links, clock }),
  };
}
