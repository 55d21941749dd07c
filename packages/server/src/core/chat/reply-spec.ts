import * as z from 'zod';
import type { ReplySpec } from '../engine/ports.ts';
import { payPeriod } from '../preparation/ports.ts';
import { MANNERS } from './coach-log.ts';
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

const score = z.object({ met: z.number(), of: z.number() });
const stage = z.enum(['opening', 'experience', 'technical', 'behavioural', 'closing']);

/** Where a practice interview stands after this turn. `number` is of the question that stands then. */
const practice = z.object({
  step: z.enum(['begins', 'changes', 'unchanged', 'no_topic', 'asks', 'follows_up', 'ends', 'so_far', 'nothing_yet']),
  minutes: z.number().int(),
  number: z.number().int(),
  of: z.number().int(),
  stages: z.array(z.object({ stage, questions: z.number().int() })),
  /** What the candidate wants more of. */
  topic: z.string().optional(),
});

const shownAnswer = z.object({
  questionId: z.string(),
  question: z.string(),
  requirement: z.string().optional(),
  score: score.optional(),
  shown: z.array(z.object({ label: z.string(), quote: z.string() })),
});

/** What a practice showed: every word of it stands in earlier feedback. */
const summary = z.object({
  type: z.literal('summary'),
  version: z.literal(1),
  ends: z.boolean(),
  answered: z.array(shownAnswer),
  best: shownAnswer.nullable(),
  habit: z
    .object({ criterionId: z.string(), label: z.string(), note: z.string(), missed: z.number(), of: z.number() })
    .nullable(),
  notAsked: z.array(z.object({ requirementId: z.string(), text: z.string() })),
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
      /** The number is a first impression; `reasonText` says why. */
      thin: z.boolean().optional(),
      /** Of an answer that is too long to follow. */
      length: z.object({ words: z.number().int(), text: z.string() }).optional(),
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
  /** What was missing in the last answer to this question, or to one about this requirement. */
  remembered: z
    .object({
      about: z.enum(['question', 'requirement']),
      criterionId: z.string(),
      label: z.string(),
      note: z.string(),
    })
    .optional(),
  practice: practice.optional(),
  summary: summary.optional(),
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
  /** How the candidate asked to be written to, in all turns from then on. */
  manner: z.array(z.enum(MANNERS)),
  feeling: z.enum(['nerves', 'low', 'tired', 'anger', 'glad']).optional(),
  level: z.enum(['easier', 'harder']).optional(),
  /** What the candidate asked for a question about, and whether the question asked now is about it. */
  topic: z.object({ asked: z.string(), found: z.boolean() }).optional(),
  /** What in particular an aside is about, of the few things that the coach distinguishes. */
  subject: z.string().optional(),
  /** What the advert says of what was asked: its own words, to the letter. Empty where it says nothing. */
  advert: z
    .object({
      about: z.array(z.string()).readonly(),
      passages: z.array(z.string()).readonly(),
      details: z.array(z.string()).readonly(),
    })
    .optional(),
  /** A good answer to another question, from another trade: to be given as an example, marked as one. */
  example: z.object({ trade: z.string(), answer: z.string() }).optional(),
  /** The open question in plainer words, and what its hard words mean. */
  plainly: z
    .object({ text: z.string(), words: z.array(z.object({ word: z.string(), meaning: z.string() })).readonly() })
    .optional(),
  /** What came of reading an answer once more. Without it, there was nothing to read, or it was read twice already. */
  reread: z
    .object({
      metBefore: z.number().optional(),
      met: z.number().optional(),
      of: z.number().optional(),
      /** What the candidate says was overlooked, and what is shown for it. */
      point: z
        .object({ label: z.string(), shown: z.enum(['yes', 'partly', 'no']), quote: z.string().optional() })
        .optional(),
    })
    .optional(),
  /** Questions to be listed, not asked: likely ones, or ones for the employer. */
  listed: z.array(z.string()),
});

export type CoachContext = z.infer<typeof context>;

/** What the coach says to the candidate in a turn. Feedback and questions are decided before; this puts them in words. */
export const coachReply: ReplySpec<'coach.reply', CoachContext> = { name: 'coach.reply', version: 3, context };
