import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Call } from '../mind/ports.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import type { Resume, Resumes } from '../resumes/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import type { StepCall, WorkflowBook } from '../workflows/ports.ts';
import { reportAsMarkdown } from './markdown.ts';
import type { PdfRenderer } from './ports.ts';
import type { PrepShelf } from './prep-shelf.ts';
import { checkReport } from './report-check.ts';
import { type PrepReport, prepReportSchema } from './report.ts';
import { prepWorkflow } from './workflow.ts';

export type ReportFacts = { readonly posting: Posting; readonly resume: Resume | undefined; readonly seed: string; readonly now: number };

/** Writes the report from what is known. The call is metered: its session is the document. */
export type ReportWriter = (facts: ReportFacts, call: Call) => Promise<PrepReport>;

export type StepHouse = {
  readonly shelf: PrepShelf;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly objects: ObjectStore;
  readonly renderer: PdfRenderer;
  readonly write: ReportWriter;
  readonly usage: Meters;
  readonly clock: Clock;
};

const begun = z.object({ prepId: z.string(), postingId: z.string() });
const written = begun.extend({ report: prepReportSchema });

export const prepObject = (prepId: string, form: 'pdf' | 'md'): string => `preps/${prepId}.${form}`;

/** The steps of a preparation document. Each may run again after a crash and then does the same once more. */
export function prepBook(house: StepHouse): WorkflowBook {
  return {
    workflow: prepWorkflow,
    steps: {
      'prep.research': (data, call) => research(house, begun.parse(data), call),
      'prep.write': (data, call) => write(house, begun.parse(data), call),
      'prep.render': (data, call) => render(house, written.parse(data), call),
      'prep.publish': (data, call) => publish(house, begun.parse(data), call),
    },
    failures: {
      'prep.failed': async (data, { scope, error }) => {
        const { prepId } = begun.parse(data);
        const { code, message, detail, retryable } = error;
        await house.shelf.become(scope, prepId, { status: 'failed', failure: { code, message: detail ?? message, retryable } });
      },
    },
  };
}

async function research(house: StepHouse, data: z.infer<typeof begun>, { scope }: StepCall) {
  await house.shelf.become(scope, data.prepId, { status: 'researching' });
  await factsOf(house, scope, data); // a posting that has gone meanwhile fails here, by its own name
  return data;
}

async function write(house: StepHouse, data: z.infer<typeof begun>, step: StepCall) {
  const { scope } = step;
  await house.shelf.become(scope, data.prepId, { status: 'writing' });
  const facts = await factsOf(house, scope, data);
  const report = await house.write(facts, meteredCall(house, step, data.prepId));
  const wrong = checkReport(report, {
    postingText: facts.posting.description ?? facts.posting.title,
    ...(facts.resume === undefined ? {} : { resumeText: facts.resume.text }),
  });
  if (wrong.length > 0) throw new ServiceError('internal', { detail: 'The document did not pass its own check.', cause: wrong });
  return { ...data, report };
}

async function render(house: StepHouse, data: z.infer<typeof written>, { scope }: StepCall) {
  const { prepId, report } = data;
  await house.shelf.become(scope, prepId, { status: 'rendering' });
  const pdf = await house.renderer.render(report);
  await house.objects.put(scope, prepObject(prepId, 'pdf'), pdf);
  await house.objects.put(scope, prepObject(prepId, 'md'), new TextEncoder().encode(reportAsMarkdown(report)));
  return { prepId, postingId: data.postingId };
}

async function publish(house: StepHouse, data: z.infer<typeof begun>, { scope }: StepCall) {
  await house.shelf.become(scope, data.prepId, { status: 'ready', readyAt: house.clock.now() });
  return {};
}

/** The step as a call to the mind. Each try of a step has the budget of a turn, all of a document together that of a session. */
function meteredCall({ usage }: StepHouse, { scope, signal, span }: StepCall, prepId: string): Call {
  return { scope, signal, meter: usage.meterFor(scope, { sessionId: prepId, kind: 'document' }), ...(span === undefined ? {} : { span }) };
}

async function factsOf({ postings, resumes, clock }: StepHouse, scope: Scope, { postingId, prepId }: z.infer<typeof begun>): Promise<ReportFacts> {
  const posting = await postings.get(scope, postingId);
  const resume = await resumes.get(scope).catch((thrown: unknown) => {
    if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
    throw thrown;
  });
  return { posting, resume, seed: prepId, now: clock.now() };
}
