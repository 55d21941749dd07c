import * as z from 'zod';
import type { Decision } from '../engine/ports.ts';

const OUTPUT_TOKENS = 300;

const questionFacts = z.object({
  /** The bank's words, asked as they stand where nothing better was found. */
  example: z.string(),
  kind: z.string(),
  stage: z.string(),
  requirementId: z.string().optional(),
  requirement: z.string().optional(),
  title: z.string(),
  company: z.string().optional(),
  /** What the candidate's résumé says about it. */
  resume: z.array(z.string()),
  asked: z.array(z.string()),
  number: z.number().int(),
  of: z.number().int(),
  language: z.string(),
});
const questionWords = z.object({ text: z.string(), requirementId: z.string().nullable().optional() });

const followUpFacts = z.object({
  question: z.string(),
  /** The candidate's own words. */
  answer: z.string(),
  /** What was missing in it. */
  missing: z.string(),
  example: z.string(),
  language: z.string(),
});
const followUpWords = z.object({ text: z.string(), quote: z.string() });

export type QuestionWordsFacts = z.infer<typeof questionFacts>;
export type QuestionWords = z.infer<typeof questionWords>;
export type FollowUpFacts = z.infer<typeof followUpFacts>;
export type FollowUpWords = z.infer<typeof followUpWords>;

/** The words of a question of a practice interview, made from advert, résumé and plan. Code checks them before they are said. */
export const questionWording: Decision<'chat.question_words', QuestionWordsFacts, QuestionWords> = {
  name: 'chat.question_words',
  version: 1,
  facts: questionFacts,
  answer: questionWords,
  outputTokens: OUTPUT_TOKENS,
  fallback: ({ example, requirementId = null }) => ({ text: example, requirementId }),
};

/** One follow-up that takes up the candidate's own words. Code checks it, and the quote in it. */
export const followUpWording: Decision<'chat.follow_up', FollowUpFacts, FollowUpWords> = {
  name: 'chat.follow_up',
  version: 1,
  facts: followUpFacts,
  answer: followUpWords,
  outputTokens: OUTPUT_TOKENS,
  fallback: ({ example }) => ({ text: example, quote: '' }),
};
