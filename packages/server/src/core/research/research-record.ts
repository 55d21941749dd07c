import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import type { Row } from '../records/ports.ts';
import { taskFailure } from '../tasks/ports.ts';
import { researchReport, type ResearchState, type ResearchTask } from './ports.ts';
import { researchRequest } from './research-request.ts';

export const STATES = [
  'submitted',
  'working',
  'completed',
  'failed',
  'cancelled',
] as const satisfies readonly ResearchState[];

/** What each state says for itself. */
export const STATE_WORDS: Readonly<Record<ResearchState, string>> = {
  submitted: 'Waiting to begin',
  working: 'Beginning',
  completed: 'Finished',
  failed: 'Not finished',
  cancelled: 'Stopped',
};

export const researchRecord = z.object({
  request: researchRequest,
  contextId: z.string().exactOptional(),
  /** Where it was begun by somebody who reaches one posting only: they find it again. */
  postingId: z.string().exactOptional(),
  state: z.enum(STATES),
  step: z.string(),
  changedAt: z.number(),
  report: researchReport.exactOptional(),
  failure: taskFailure.exactOptional(),
});

export type ResearchRecord = z.infer<typeof researchRecord>;

export function hasEnded(state: ResearchState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

export function asTask({ id, value }: Row<ResearchRecord>): ResearchTask {
  const { contextId = id, request, state, step, changedAt, report, failure } = value;
  return { id, contextId, request, state, step, changedAt, ...defined({ report, failure }) };
}
