import * as z from 'zod';
import type { ReplySpec } from '../engine/ports.ts';

const context = z.object({
  name: z.string(),
  instructions: z.string(),
  /** What the candidate said just now. */
  text: z.string(),
  language: z.string(),
  posting: z
    .object({ title: z.string(), company: z.string().optional(), description: z.string().optional() })
    .optional(),
  resume: z.object({ text: z.string() }).optional(),
  /** What is said without a language model: the first phrase of which a word was said, or `otherwise`. */
  withoutModel: z.object({
    phrases: z.array(z.object({ when: z.array(z.string()), say: z.string() })),
    otherwise: z.string(),
  }),
});

export type AgentContext = z.infer<typeof context>;

/** What an agent says whose prompt is written in its spec. */
export const agentReply: ReplySpec<'agent.reply', AgentContext> = { name: 'agent.reply', version: 1, context };
