import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { Postings } from '../postings/ports.ts';
import type { Prep, Preps } from '../preps/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import { BEGINNING } from '../sessions/ports.ts';
import type { Tool, ToolCall } from './ports.ts';

const resumeView = z.object({ text: z.string(), competencies: z.array(z.string()), hiddenPassages: z.number() });
const prepView = z.object({ prepId: z.string(), title: z.string(), status: z.string(), createdAt: z.string(), url: z.string().optional() });

/** Ties the input and output types of one tool together, then forgets them: the list is of unlike tools. */
function tool<Input, Output>(definition: Tool<Input, Output>): Tool {
  // A tool's `run` only ever receives what its own `input` has parsed (see the toolbox), so the widening is sound.
  return definition as unknown as Tool;
}

export function candidateTools(house: { resumes: Resumes; preps: Preps; postings: Postings }): readonly Tool[] {
  return [getResume(house), uploadResume(house), listPreps(house), generatePrep(house)];
}

function getResume({ resumes }: { resumes: Resumes }): Tool {
  return tool({
    name: 'get_resume',
    description: "Use before giving advice that depends on the candidate's experience. Returns what a person sees in their résumé.",
    input: z.object({}),
    output: resumeView,
    readOnly: true,
    scope: 'resume',
    deadlineMs: 5_000,
    async run(_input, { scope }) {
      const { text, competencies, hidden } = await resumes.get(scope);
      const summary = `Read your résumé: ${text.split(/\s+/u).length} words`;
      return { output: { text, competencies, hiddenPassages: hidden.length }, summary };
    },
  });
}

function uploadResume({ resumes }: { resumes: Resumes }): Tool {
  return tool({
    name: 'upload_resume',
    description: 'Use when the candidate gives their résumé as text in the conversation. Replaces the one before.',
    input: z.object({ content: z.string().min(1).max(60_000) }),
    output: resumeView,
    readOnly: false,
    scope: 'resume',
    deadlineMs: 10_000,
    async run({ content }, { scope }) {
      const { text, competencies, hidden } = await resumes.put(scope, { bytes: new TextEncoder().encode(content), contentType: 'text/plain' });
      return { output: { text, competencies, hiddenPassages: hidden.length }, summary: 'Kept your résumé' };
    },
  });
}

function listPreps({ preps }: { preps: Preps }): Tool {
  return tool({
    name: 'list_preps',
    description: 'Use when the candidate asks for documents that were made before.',
    input: z.object({}),
    output: z.object({ preps: z.array(prepView) }),
    readOnly: true,
    scope: 'preps',
    deadlineMs: 5_000,
    async run(_input, { scope, report }) {
      const { data } = await preps.list(scope, { limit: 50 });
      const found = data.map(summaryOf);
      await report({ type: 'prep_list', preps: found });
      return { output: { preps: found }, summary: found.length === 1 ? 'Found 1 document' : `Found ${found.length} documents` };
    },
  });
}

function generatePrep({ preps, postings }: { preps: Preps; postings: Postings }): Tool {
  return tool({
    name: 'generate_prep',
    description: 'Use when the candidate wants a preparation document. Without a job description it is about the job of this conversation.',
    input: z.object({ job_description: z.string().min(1).max(50_000).optional() }),
    output: prepView,
    readOnly: false,
    scope: 'preps',
    deadlineMs: 125_000,
    async run({ job_description }, call) {
      const postingId = job_description === undefined ? call.postingId : (await postings.create(call.scope, { kind: 'text', text: job_description })).id;
      if (postingId === undefined) throw new ServiceError('validation_failed', { detail: 'Tell me first which job it is for.' });
      const { id } = await preps.create(call.scope, { postingId });
      await followPrep(preps, id, call);
      const prep = await preps.get(call.scope, id);
      if (prep.status !== 'ready') throw new ServiceError('internal', { detail: prep.failure?.message ?? 'The document was not finished.' });
      return { output: summaryOf(prep), summary: `Made “${prep.title}”` };
    },
  });
}

/** Passes on the progress of a document until it ends. */
async function followPrep(preps: Preps, prepId: string, { scope, signal, report }: ToolCall): Promise<void> {
  for await (const { fact } of preps.events(scope, prepId, { after: BEGINNING, signal })) {
    if (fact.type === 'prep_progress' || fact.type === 'pdf_generated') await report(fact);
  }
}

function summaryOf({ id, title, status, createdAt, url }: Prep) {
  return { prepId: id, title, status, createdAt, ...(url === undefined ? {} : { url }) };
}
