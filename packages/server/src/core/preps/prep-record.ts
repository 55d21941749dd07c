import * as z from 'zod';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Row } from '../records/ports.ts';
import { taskFailure } from '../tasks/ports.ts';
import type { Prep } from './ports.ts';

const STATUSES = ['queued', 'researching', 'writing', 'rendering', 'ready', 'failed', 'cancelled'] as const;
export type PrepStatus = (typeof STATUSES)[number];

/** The stages a person sees, in order, with the words for them. */
export const STAGES = [
  { status: 'researching', words: 'Reading the advert and what you brought' },
  { status: 'writing', words: 'Choosing questions and writing outlines' },
  { status: 'rendering', words: 'Laying out the PDF' },
] as const;

export const prepRecord = z.object({
  postingId: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  readyAt: z.number().optional(),
  pages: z.number().optional(),
  failure: taskFailure.optional(),
});

export type PrepRecord = z.infer<typeof prepRecord>;

export function hasEnded(status: PrepStatus): boolean {
  return status === 'ready' || status === 'failed' || status === 'cancelled';
}

export function progressOf(status: PrepStatus): { step: string; stepsDone: number; stepsTotal: number } {
  const stepsTotal = STAGES.length;
  const index = STAGES.findIndex((stage) => stage.status === status);
  if (index >= 0) return { step: STAGES[index]?.words ?? '', stepsDone: index, stepsTotal };
  const words = { queued: 'Waiting to begin', ready: 'Ready', failed: 'Not finished', cancelled: 'Stopped' };
  const step =
    status === 'queued' || status === 'ready' || status === 'failed' || status === 'cancelled' ? words[status] : '';
  return { step, stepsDone: status === 'ready' ? stepsTotal : 0, stepsTotal };
}

export function asPrep({ id, value, createdAt }: Row<PrepRecord>, url: string | undefined): Prep {
  const { postingId, title, status, readyAt, pages, failure } = value;
  return {
    id,
    postingId,
    title,
    status,
    ...progressOf(status),
    createdAt: isoTime(createdAt),
    ...(readyAt === undefined ? {} : { readyAt: isoTime(readyAt) }),
    ...defined({ pages, failure, url }),
  };
}
