import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { within } from '../kernel/deadline.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Call } from '../engine/ports.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import { type Researcher, researchReport, type ResearchReport, type ResearchRequest } from '../research/ports.ts';
import type { Resume, Resumes } from '../resumes/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import type { StepCall, WorkflowDefinition } from '../workflows/ports.ts';
import { reportAsMarkdown } from './markdown.ts';
import type { PdfRenderer } from './ports.ts';
import type { PrepRepository } from './prep-repository.ts';
import { checkReport } from './report-check.ts';
import { textsOf } from './report-texts.ts';
import { type PrepReport, prepReportSchema } from './report.ts';
import { PREP_DEADLINE_MS, prepWorkflowSpec } from './prep-workflow-spec.ts';

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
  readonly repository: PrepRepository;
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

const begun = z.object({ prepId: z.string(), postingId: z.string(), deadlineAt: z.number().optional() });
const researched = begun.extend({ research: researchReport.optional() });
const written = begun.extend({ report: prepReportSchema });

export const prepObject = (prepId: string, form: 'pdf' | 'md'): string => `preps/${prepId}.${form}`;

/** The steps of a preparation document. Each may run again after a crash and then does the same once more. */
export function prepWorkflow(dependencies: PrepWorkflowDependencies): WorkflowDefinition {
  return {
    spec: prepWorkflowSpec,
    steps: {
      'prep.research': (data, call) => research(dependencies, begun.parse(data), call),
      'prep.write': (data, call) => write(dependencies, researched.parse(data), call),
      'prep.render': (data, call) => render(dependencies, written.parse(data), call),
      'prep.publish': (data, call) => publish(dependencies, begun.parse(data), call),
    },
    failures: {
      'prep.failed': async (data, { scope, error }) => {
        const { prepId } = begun.parse(data);
        const { code, message, detail, retryable } = error;
        await dependencies.repository.setStatus(scope, prepId, {
          status: 'failed',
          failure: { code, message: detail ?? message, retryable },
        });
      },
    },
  };
}

async function research(dependencies: PrepWorkflowDependencies, data: z.infer<typeof begun>, call: StepCall) {
  const { repository, researcher, clock } = dependencies;
  await repository.setStatus(call.scope, data.prepId, { status: 'researching' });
  const { posting } = await factsOf(dependencies, call.scope, data); // a posting that has gone meanwhile fails here, by its own name
  const { company, title, description: text = '', location, pageUrl } = posting;
  if (company === undefined) return data;
  const request: ResearchRequest = { company, posting: { title, text, ...defined({ location, pageUrl }) } };
  const delayMs = Math.min(RESEARCH_MS, Math.max(0, remainingMs(dependencies, data) / 2));
  const metered = meteredCall(dependencies, call, data.prepId);
  const onProgress = (step: string) => repository.setStep(call.scope, data.prepId, step);
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
    if (call.signal.aborted || !(thrown instanceof ServiceError) || thrown.code !== 'model_unavailable') throw thrown;
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

async function write(dependencies: PrepWorkflowDependencies, data: z.infer<typeof researched>, call: StepCall) {
  const { repository, clock } = dependencies;
  await repository.setStatus(call.scope, data.prepId, { status: 'writing' });
  const facts = { ...(await factsOf(dependencies, call.scope, data)), ...defined({ research: data.research }) };
  const metered = meteredCall(dependencies, call, data.prepId);
  const late = () =>
    new ServiceError('prep_not_written', { detail: 'Writing the document took too long. Ask for it once more.' });
  const delayMs = Math.max(0, remainingMs(dependencies, data) - FINISH_MS);
  const report = await within({ clock, delayMs, signal: call.signal, late }, (signal) =>
    dependencies.write(facts, { ...metered, signal }),
  );
  const wrong = checkReport(report, textsOf(facts));
  if (wrong.length > 0) throw new ServiceError('prep_not_written', { cause: wrong });
  return { prepId: data.prepId, postingId: data.postingId, report };
}

/** What is left of the time that the whole document may take. */
function remainingMs({ clock }: PrepWorkflowDependencies, { deadlineAt }: z.infer<typeof begun>): number {
  return (deadlineAt ?? clock.now() + PREP_DEADLINE_MS) - clock.now();
}

async function render(dependencies: PrepWorkflowDependencies, data: z.infer<typeof written>, { scope }: StepCall) {
  const { prepId, report } = data;
  await dependencies.repository.setStatus(scope, prepId, { status: 'rendering' });
  const pdf = await dependencies.renderer.render(report);
  await dependencies.objects.put(scope, prepObject(prepId, 'pdf'), pdf);
  await dependencies.objects.put(scope, prepObject(prepId, 'md'), new TextEncoder().encode(reportAsMarkdown(report)));
  return { prepId, postingId: data.postingId };
}

async function publish(dependencies: PrepWorkflowDependencies, data: z.infer<typeof begun>, { scope }: StepCall) {
  await dependencies.repository.setStatus(scope, data.prepId, { status: 'ready', readyAt: dependencies.clock.now() });
  return {};
}

/**
 * The step as an engine call. Each try of a step has the budget of a turn, all of a document together that of a
 * session.
 */
function meteredCall({ usage }: PrepWorkflowDependencies, { scope, signal, span }: StepCall, prepId: string): Call {
  return { scope, signal, meter: usage.meterFor(scope, { sessionId: prepId, kind: 'document' }), ...defined({ span }) };
}

async function factsOf(
  { postings, resumes, clock }: PrepWorkflowDependencies,
  scope: Scope,
  { postingId, prepId }: z.infer<typeof begun>,
): Promise<ReportFacts> {
  const posting = await postings.get(scope, postingId);
  const resume = await resumes.get(scope).catch((thrown: unknown) => {
    if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
    throw thrown;
  });
  return { posting, resume, seed: prepId, now: clock.now() };
}
