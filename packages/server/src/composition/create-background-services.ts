import type { AppDependencies } from './dependencies.ts';
import { defined } from '../core/kernel/defined.ts';
import type { Postings } from '../core/postings/ports.ts';
import { PrepRepository } from '../core/preps/prep-repository.ts';
import { PrepService } from '../core/preps/prep-service.ts';
import { prepWorkflow } from '../core/preps/prep-workflow.ts';
import { reportWriter } from '../core/preps/written-report.ts';
import { ResearchRepository } from '../core/research/research-repository.ts';
import { ResearchService } from '../core/research/research-service.ts';
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
  const prepRepository = new PrepRepository({ records, log, links, publicUrl });
  const researchRepository = new ResearchRepository({ records, log, clock });
  const running = { store: storage.workflows, clock, processId, tracer, ...defined({ onError: onBackgroundError }) };
  const runner = new WorkflowRunner(running, [
    prepWorkflow({
      repository: prepRepository,
      postings,
      resumes,
      objects,
      renderer,
      researcher,
      write: reportWriter(researchEngine),
      usage,
      clock,
    }),
    researchWorkflow({ repository: researchRepository, researcher, usage }),
  ]);
  return {
    runner,
    research: new ResearchService({ repository: researchRepository, workflows: runner }),
    preps: new PrepService({ repository: prepRepository, workflows: runner, postings, objects, log, links, clock }),
  };
}
