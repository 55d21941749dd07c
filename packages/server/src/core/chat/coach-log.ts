import * as z from 'zod';
import { declareFact } from '../sessions/ports.ts';

/** How a candidate asked to be written to. Why they asked for it is not kept here. */
export const MANNERS = ['short', 'plain', 'untimed'] as const;
export type Manner = (typeof MANNERS)[number];

/** From here on the coach writes in this manner too. */
export const mannerAsked = declareFact({
  type: 'coach.manner',
  version: 1,
  visibility: 'internal',
  schema: z.object({ manner: z.array(z.enum(MANNERS)) }),
});

/** The candidate was asked whether this message of theirs was an answer. */
export const askedWhether = declareFact({
  type: 'coach.asked_whether',
  version: 1,
  visibility: 'internal',
  schema: z.object({ messageId: z.string() }),
});
