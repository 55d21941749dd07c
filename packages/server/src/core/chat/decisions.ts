import * as z from 'zod';
import type { Decision } from '../engine/ports.ts';

/** What candidates say while a question is open, without answering it. It stays open, and nothing is counted. */
export const ASIDES = [
  'needs_moment',
  'feeling',
  'thinking',
  'rephrase',
  'example',
  'about_answer',
  'declines',
  'dispute',
  'about_feedback',
  'about_process',
  'privacy',
  'adjust',
  'other_language',
  'not_working',
  'small_talk',
  'acknowledge',
  // The text of an advert, to be read as the job of this chat.
  'job_text',
  // Nobody can say whether it is an answer: the candidate is asked.
  'unclear',
  // What the candidate says to that.
  'confirms_answer',
  'denies_answer',
] as const;

export const INTENTS = [
  'answer',
  'next_question',
  'try_again',
  'practise_interview',
  'change_plan',
  'end_practice',
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
  ...ASIDES,
  'other',
] as const;

const PLAN_CHANGES = ['shorter', 'longer', 'leave_out', 'only', 'more_of'] as const;
const PLAN_STAGES = ['opening', 'experience', 'technical', 'behavioural', 'closing'] as const;

const facts = z.object({
  text: z.string(),
  language: z.string(),
  hasOpenQuestion: z.boolean(),
  hasFeedback: z.boolean(),
  hasPosting: z.boolean(),
  hasResume: z.boolean(),
  /** Whether the coach has just asked if the message before was an answer. */
  asksWhether: z.boolean(),
  /** Whether a practice interview is under way. */
  hasPlan: z.boolean().optional(),
});

const answer = z.object({
  intent: z.enum(INTENTS),
  /** The kind of question that was asked for, when one was named. */
  wanted: z.enum(['behavioural', 'technical', 'role', 'experience', 'situational', 'closing']).optional(),
  /** How the next question shall compare with this one, when that was said. */
  level: z.enum(['easier', 'harder']).optional(),
  feeling: z.enum(['nerves', 'low', 'tired', 'anger', 'glad']).optional(),
  /** How long a practice interview is to be, where that was said. */
  minutes: z.number().int().optional(),
  questions: z.number().int().optional(),
  /** What is to be different in a practice interview, and in which stage of it. */
  change: z.enum(PLAN_CHANGES).optional(),
  stage: z.enum(PLAN_STAGES).optional(),
});

export type IntentFacts = z.infer<typeof facts>;
export type Intent = z.infer<typeof answer>;

/** What the candidate wants with what they just wrote. */
export const chatIntent: Decision<'chat.intent', IntentFacts, Intent> = {
  name: 'chat.intent',
  version: 3,
  facts,
  answer,
  fallback: ({ hasOpenQuestion }) => ({ intent: hasOpenQuestion ? 'answer' : 'other' }),
};
