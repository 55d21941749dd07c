import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { within } from '../kernel/deadline.ts';
import { defined } from '../kernel/defined.ts';
import { isModelFailure, ServiceError } from '../kernel/service-error.ts';
import type { Call } from '../engine/ports.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import { type Researcher, researchReport, type ResearchReport, type ResearchRequest } from '../research/ports.ts';
import type { Resume, Resumes } from '../resumes/ports.ts';
import { meterOf, type TaskCall, type TaskStep, taskWorkflow } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import type { WorkflowDefinition, WorkflowSpec } from '../workflows/ports.ts';
import { reportAsMarkdown } from './markdown.ts';
import type { PdfRenderer } from './ports.ts';
import { prepDocuments } from './prep-documents.ts';
import type { PrepTasks } from './prep-tasks.ts';
import { checkReport } from './report-check.ts';
import { textsOf } from './report-texts.ts';
import { type PrepReport, prepReportSchema } from './report.ts';

export type ReportFacts = {
  readonly posting: Posting;
  readonly resume: Resume | undefined;
  readonly seed: string;
  readonly now: number;
  /** What is known of the company; left out where nothing could be looked up. */
  readonly research?: ResearchReport;
};

/**
 * Writes the report from what is known; the call is metered, and its session is the document. Throws
 * `prep_not_written` when it cannot be brought into the template.
 */
export type ReportWriter = (facts: ReportFacts, call: Call) => Promise<PrepReport>;

export type PrepWorkflowDependencies = {
  readonly tasks: PrepTasks;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly objects: ObjectStore;
  readonly renderer: PdfRenderer;
  readonly researcher: Researcher;
  readonly write: ReportWriter;
  readonly usage: Meters;
  readonly clock: Clock;
};

/** Research may take so long of the whole; without it there is still a document. */
const RESEARCH_MS = 50_000;
/** What laying out and keeping need at the end. */
const FINISH_MS = 8_000;

/** How long a document may take in all, however often a step of it is tried. */
const PREP_DEADLINE_MS = 120_000;
const OUR_OWN_WORK = { attempts: 3, delayMs: 1_000 };

/** How a preparation document is made. */
const spec: WorkflowSpec = {
  name: 'prep',
  version: 2,
  steps: [
    { name: 'research', run: 'prep.research', retry: OUR_OWN_WORK, timeoutMs: 60_000 },
    { name: 'write', run: 'prep.write', retry: OUR_OWN_WORK, timeoutMs: PREP_DEADLINE_MS },
    { name: 'render', run: 'prep.render', retry: OUR_OWN_WORK, timeoutMs: 30_000 },
    { name: 'publish', run: 'prep.publish', retry: OUR_OWN_WORK, timeoutMs: 10_000 },
  ],
  onFailure: 'prep.failed',
};

const begun = z.object({ postingId: z.string(), deadlineAt: z.number() });
const researched = begun.extend({ research: researchReport.optional() });
const written = z.object({ report: prepReportSchema });

/** What the workflow of a document that is asked for now begins with. */
export function firstInput(postingId: string, clock: Clock): z.infer<typeof begun> {
  return { postingId, deadlineAt: clock.now() + PREP_DEADLINE_MS };
}

/** The steps of a preparation document. Each may run again after a crash and then does the same once more. */
export function prepWorkflow(dependencies: PrepWorkflowDependencies): WorkflowDefinition {
  const steps: Readonly<Record<string, TaskStep>> = {
    'prep.research': (data, call) => research(dependencies, begun.parse(data), call),
    'prep.write': (data, call) => write(dependencies, researched.parse(data), call),
    'prep.render': (data, call) => render(dependencies, written.parse(data), call),
    'prep.publish': (_data, call) => publish(dependencies, call),
  };
  const remove = (scope: Scope, taskId: string) => removeUnwanted(dependencies, scope, taskId);
  return taskWorkflow(dependencies.tasks, spec, { steps, remove });
}

async function research(dependencies: PrepWorkflowDependencies, data: z.infer<typeof begun>, call: TaskCall) {
  const { tasks, researcher, clock } = dependencies;
  await tasks.advance(call.scope, call.taskId, (value) => ({ ...value, status: 'researching' }));
  const { posting } = await factsOf(dependencies, data.postingId, call); // a posting that has gone meanwhile fails here, by its own name
  const { company, title, description: text = '', location, pageUrl } = posting;
  if (company === undefined) return data;
  const request: ResearchRequest = { company, posting: { title, text, ...defined({ location, pageUrl }) } };
  const delayMs = Math.min(RESEARCH_MS, Math.max(0, remainingMs(dependencies, data) / 2));
  const metered = meteredCall(dependencies, call);
  const onProgress = (step: string) => tasks.setStep(call.scope, call.taskId, step);
  try {
    const late = () => new ServiceError('model_unavailable', { detail: 'The research took too long.' });
    return {
      ...data,
      research: await within({ clock, delayMs, signal: call.signal, late }, (signal) =>
        researcher.research(request, { ...metered, signal, onProgress }),
      ),
    };
  } catch (thrown) {
    // A company that could not be looked up is no reason to go without a document: it says so.
    if (call.signal.aborted || !isModelFailure(thrown)) throw thrown;
    return {
      ...data,
      research: {
        company,
        searched: false,
        facts: [],
        sources: [],
        notFound: [`${company}: the research could not be finished this time, so nothing is claimed.`],
      },
    };
  }
}

async function write(dependencies: PrepWorkflowDependencies, data: z.infer<typeof researched>, call: TaskCall) {
  const { tasks, clock } = dependencies;
  await tasks.advance(call.scope, call.taskId, (value) => ({ ...value, status: 'writing' }));
  const facts = { ...(await factsOf(dependencies, data.postingId, call)), ...defined({ research: data.research }) };
  const metered = meteredCall(dependencies, call);
  const late = () =>
    new ServiceError('prep_not_written', { detail: 'Writing the document took too long. Ask for it once more.' });
  const delayMs = Math.max(0, remainingMs(dependencies, data) - FINISH_MS);
  const report = await within({ clock, delayMs, signal: call.signal, late }, (signal) =>
    dependencies.write(facts, { ...metered, signal }),
  );
  const wrong = checkReport(report, textsOf(facts));
  if (wrong.length > 0) throw new ServiceError('prep_not_written', { cause: wrong });
  return { report };
}

/** What is left of the time that the whole document may take. */
function remainingMs({ clock }: PrepWorkflowDependencies, { deadlineAt }: z.infer<typeof begun>): number {
  return deadlineAt - clock.now();
}

async function render(dependencies: PrepWorkflowDependencies, { report }: z.infer<typeof written>, call: TaskCall) {
  const { tasks, objects, renderer } = dependencies;
  const { scope, taskId } = call;
  await tasks.advance(scope, taskId, (value) => ({ ...value, status: 'rendering' }));
  const pdf = await renderer.render(report);
  await call.ensureGoing();
  try {
    const md = new TextEncoder().encode(reportAsMarkdown(report));
    await prepDocuments(objects, scope, taskId).put({ pdf, md });
  } finally {
    // The run may have ended meanwhile, where this process lost its lease or the step took too long.
    await removeUnwanted(dependencies, scope, taskId);
  }
  await call.ensureGoing();
  return {};
}

/** Removes the files of a document that was cancelled, has failed or is gone; those of any other stay. */
async function removeUnwanted({ tasks, objects }: PrepWorkflowDependencies, scope: Scope, taskId: string) {
  const row = await tasks.find(scope, taskId);
  const isWanted = row !== undefined && row.value.status !== 'cancelled' && row.value.status !== 'failed';
  if (!isWanted) await prepDocuments(objects, scope, taskId).remove();
}

async function publish({ tasks, clock }: PrepWorkflowDependencies, { scope, taskId }: TaskCall) {
  await tasks.advance(scope, taskId, (value) => ({ ...value, status: 'ready', readyAt: clock.now() }));
  return {};
}

/**
 * The step as an engine call. Each try of a step has the budget of a turn, all of a document together that of a
 * session.
 */
function meteredCall({ usage }: PrepWorkflowDependencies, call: TaskCall): Call {
  const { scope, signal, span, taskId } = call;
  const meter = meterOf(call, usage.meterFor(scope, { sessionId: taskId, kind: 'document' }));
  return { scope, signal, meter, ...defined({ span }) };
}

async function factsOf(
  { postings, resumes, clock }: PrepWorkflowDependencies,
  postingId: string,
  { scope, taskId }: TaskCall,
): Promise<ReportFacts> {
  const posting = await postings.get(scope, postingId);
  const resume = await resumes.get(scope).catch((thrown: unknown) => {
    if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
    throw thrown;
  });
  return { posting, resume, seed: taskId, now: clock.now() };
}
