import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Postings } from '../postings/ports.ts';
import type { Prep, Preps } from '../preps/ports.ts';
import { BEGINNING } from '../sessions/ports.ts';
import type { Tool, ToolCall } from './ports.ts';
import { tool } from './tool.ts';

const prepView = z.object({
  prepId: z.string(),
  title: z.string(),
  status: z.string(),
  createdAt: z.string(),
  url: z.string().optional(),
});

export function prepTools(dependencies: { preps: Preps; postings: Postings }): readonly Tool[] {
  return [listPreps(dependencies), generatePrep(dependencies)];
}

function listPreps({ preps }: { preps: Preps }): Tool {
  return tool({
    name: 'list_preps',
    description: 'Use when the candidate asks for documents that were made before.',
    input: z.strictObject({}),
    output: z.object({ preps: z.array(prepView) }),
    readOnly: true,
    scope: 'preps',
    deadlineMs: 5_000,
    modelView: ({ preps: found }) => ({ preps: found.map(withoutLink) }),
    async run(_input, { scope, report }) {
      const { data } = await preps.list(scope, { limit: 50 });
      const found = data.map(summaryOf);
      await report({ type: 'prep_list', preps: found });
      return {
        output: { preps: found },
        summary: found.length === 1 ? 'Found 1 document' : `Found ${found.length} documents`,
      };
    },
  });
}

function generatePrep({ preps, postings }: { preps: Preps; postings: Postings }): Tool {
  return tool({
    name: 'generate_prep',
    description:
      'Use when the candidate wants a preparation document. Without a job description it is about the job of this conversation.',
    input: z.strictObject({ job_description: z.string().min(1).max(50_000).optional() }),
    output: prepView,
    readOnly: false,
    scope: 'preps',
    deadlineMs: 125_000,
    modelView: withoutLink,
    async run({ job_description }, call) {
      const postingId =
        job_description === undefined
          ? call.postingId
          : (await postings.create(call.scope, { kind: 'text', text: job_description })).id;
      if (postingId === undefined)
        throw new ServiceError('validation_failed', { detail: 'Tell me first which job it is for.' });
      const { id } = await preps.create(call.scope, { postingId });
      await followPrep(preps, id, call);
      const prep = await preps.get(call.scope, id);
      if (prep.status !== 'ready')
        throw new ServiceError('internal', { detail: prep.failure?.message ?? 'The document was not finished.' });
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

/** The candidate has the document beside the words about it; a model needs neither its link nor its id. */
function withoutLink({ title, status, createdAt }: z.infer<typeof prepView>) {
  return { title, status, createdAt };
}

function summaryOf({ id, title, status, createdAt, url }: Prep) {
  return { prepId: id, title, status, createdAt, ...defined({ url }) };
}
