import * as z from 'zod';
import type { ReplySpec } from '../engine/ports.ts';
import { payPeriod } from '../preparation/ports.ts';
import { INTENTS } from './decisions.ts';

const shown = z.enum(['yes', 'partly', 'no']);
const requirement = z.object({ id: z.string(), text: z.string(), importance: z.enum(['must', 'nice']) });

const question = z.object({
  text: z.string(),
  kind: z.string(),
  attempt: z.number().int(),
  requirement: z.string().optional(),
  lookingFor: z.array(z.string()),
  outline: z.object({ situation: z.string(), task: z.string(), action: z.string(), result: z.string() }).optional(),
});

const context = z.object({
  intent: z.enum(INTENTS),
  /** Same conversation, same words: variation comes from here, not from chance. */
  seed: z.string(),
  language: z.string(),
  posting: z
    .object({ title: z.string(), company: z.string().optional(), requirements: z.array(requirement) })
    .optional(),
  resume: z
    .object({
      competencies: z.array(z.string()),
      hiddenPassages: z.number().int(),
      matches: z.array(
        z.object({
          requirement: z.string(),
          status: z.enum(['shown', 'partly', 'not_shown', 'not_compared']),
          quote: z.string().optional(),
        }),
      ),
    })
    .optional(),
  /** The question that stands after this turn. */
  question: question.optional(),
  /** Whether the reply asks it now, in these words. */
  asksNow: z.boolean(),
  feedback: z
    .object({
      result: z.enum(['scored', 'insufficient_evidence']),
      reason: z.string().optional(),
      reasonText: z.string().optional(),
      met: z.number().optional(),
      of: z.number().optional(),
      attempt: z.number().int(),
      gained: z.array(z.string()),
      lost: z.array(z.string()),
      /** Whether words were added to the earlier answer. */
      added: z.boolean().optional(),
      /** What is shown more, or less, than in the attempt before, and the words that made the difference. */
      changes: z
        .array(z.object({ criterionId: z.string(), label: z.string(), before: shown, after: shown, words: z.string() }))
        .optional(),
      strengths: z.array(z.string()),
      nextStep: z.string(),
    })
    .optional(),
  /** What to ask about the weakest part of the answer. */
  followUp: z.string().optional(),
  /** The question answered last, and the candidate's own words: what they can keep. */
  answered: z.object({ question: z.string(), answer: z.string() }).optional(),
  /** Figures that the candidate named just now. */
  named: z
    .object({
      minutes: z.number().int(),
      current: z.number(),
      wished: z.number(),
      currency: z.string(),
      period: payPeriod,
    })
    .partial()
    .optional(),
  /** Questions to be listed, not asked: likely ones, or ones for the employer. */
  listed: z.array(z.string()),
});

export type CoachContext = z.infer<typeof context>;

/** What the coach says to the candidate in a turn. Feedback and questions are decided before; this puts them in words. */
export const coachReply: ReplySpec<'coach.reply', CoachContext> = { name: 'coach.reply', version: 2, context };
