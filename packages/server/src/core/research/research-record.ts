import * as z from 'zod';
import type { Row } from '../records/ports.ts';
import { RESEARCH_SECTIONS, type ResearchReport, type ResearchState, type ResearchTask } from './ports.ts';
import { researchRequest } from './research-request.ts';

export const STATES = ['submitted', 'working', 'completed', 'failed', 'cancelled'] as const satisfies readonly ResearchState[];

/** What each state says for itself. */
export const STATE_WORDS: Readonly<Record<ResearchState, string>> = {
  submitted: 'Waiting to begin',
  working: 'Beginning',
  completed: 'Finished',
  failed: 'Not finished',
  cancelled: 'Stopped',
};

export const researchReport: z.ZodType<ResearchReport> = z.object({
  company: z.string(),
  searched: z.boolean(),
  facts: z.array(z.object({ section: z.enum(RESEARCH_SECTIONS), text: z.string(), quote: z.string(), sourceNumbers: z.array(z.number()) })),
  sources: z.array(z.object({ number: z.number(), title: z.string(), url: z.string(), fetchedOn: z.string() })),
  notFound: z.array(z.string()),
});

export const researchRecord = z.object({
  request: researchRequest,
  contextId: z.string().exactOptional(),
  state: z.enum(STATES),
  step: z.string(),
  changedAt: z.number(),
  runId: z.string().exactOptional(),
  report: researchReport.exactOptional(),
  failure: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }).exactOptional(),
});

export type ResearchRecord = z.infer<typeof researchRecord>;

export function hasEnded(state: ResearchState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

export function asTask({ id, value }: Row<ResearchRecord>): ResearchTask {
  const { contextId = id, request, state, step, changedAt, report, failure } = value;
  return { id, contextId, request, state, step, changedAt, ...(report === undefined ? {} : { report }), ...(failure === undefined ? {} : { failure }) };
}
