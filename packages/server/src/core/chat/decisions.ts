import * as z from 'zod';
import type { Decision } from '../engine/ports.ts';

export const INTENTS = [
  'answer',
  'next_question',
  'try_again',
  'explain_question',
  'make_document',
  'list_documents',
  'about_resume',
  'about_posting',
  'likely_questions',
  'questions_to_ask',
  'upcoming_interviews',
  'save_answer',
  'agenda',
  'compensation',
  'progress',
  'about_method',
  'greeting',
  'goodbye',
  'other',
] as const;

const facts = z.object({
  text: z.string(),
  language: z.string(),
  hasOpenQuestion: z.boolean(),
  hasFeedback: z.boolean(),
  hasPosting: z.boolean(),
  hasResume: z.boolean(),
});

const answer = z.object({
  intent: z.enum(INTENTS),
  /** The kind of question that was asked for, when one was named. */
  wanted: z.enum(['behavioural', 'technical', 'role', 'experience', 'situational', 'closing']).optional(),
});

export type IntentFacts = z.infer<typeof facts>;
export type Intent = z.infer<typeof answer>;

/** What the candidate wants with what they just wrote. */
export const chatIntent: Decision<'chat.intent', IntentFacts, Intent> = {
  name: 'chat.intent',
  version: 2,
  facts,
  answer,
  fallback: ({ hasOpenQuestion }) => ({ intent: hasOpenQuestion ? 'answer' : 'other' }),
};
