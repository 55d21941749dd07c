import * as z from 'zod';

const starter = z.object({ id: z.string(), label: z.string(), message: z.string() });

/** A chat as it is kept. Its events are in the log of its session. */
export const chatRecord = z.object({
  completed: z.boolean(),
  expiresAt: z.number(),
  locale: z.string(),
  /** Who answers; the coach where it is left out. */
  agentId: z.string().optional(),
  postingId: z.string().optional(),
  title: z.string().optional(),
  starters: z.array(starter),
});

export type ChatRecord = z.infer<typeof chatRecord>;
