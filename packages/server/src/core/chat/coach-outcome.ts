import { type Feedback, type FeedbackEvent, isLong } from '../feedback/ports.ts';
import { followUp, type InterviewPlan, likelyQuestions, questionsToAsk } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { SummaryEvent } from '../practice/ports.ts';
import type { SessionFact, SessionWriter } from '../sessions/ports.ts';
import { type CoachFacts, interviewPosting } from './coach-facts.ts';
import type { Manner } from './coach-log.ts';
import type { CoachTurn } from './coach-turn.ts';
import { wordsToTakeUp } from './follow-up-words.ts';
import type { QuestionFact } from './picked-question.ts';
import type { CoachContext } from './reply-spec.ts';
import { withCriteria } from './with-criteria.ts';

/**
 * What a turn comes to, computed before anything is said about it. `ask` is a question that is asked now, and
 * `planAsking` the plan of the practice interview with it; `plan` is what it is before that, where it changed.
 */
export type Outcome = Pick<
  CoachContext,
  | 'question'
  | 'asksNow'
  | 'feedback'
  | 'followUp'
  | 'listed'
  | 'topic'
  | 'subject'
  | 'advert'
  | 'example'
  | 'plainly'
  | 'reread'
  | 'practice'
> & {
  summary?: SummaryEvent;
  ask?: QuestionFact;
  plan?: InterviewPlan;
  planAsking?: InterviewPlan;
  /** What can be pressed after the reply. */
  choices?: Choices;
  /** How the candidate asked to be written to in this turn. */
  asked?: readonly Manner[];
};

export type Choices = Extract<SessionFact, { type: 'choices' }>['choices'];

export const SILENT: Outcome = { asksNow: false, listed: [] };
const LISTED = 6;
/** After two follow-ups an interviewer goes on. */
const MOST_FOLLOW_UPS = 2;
const isScored = ({ result }: FeedbackEvent): boolean => result === 'scored';

export function listed(intent: 'likely_questions' | 'questions_to_ask', facts: CoachFacts, seed: string): string[] {
  const posting = interviewPosting(facts);
  const options = { count: LISTED, seed };
  if (intent === 'questions_to_ask') return questionsToAsk(posting, options).map(({ text }) => text);
  const resume = facts.resume === undefined ? undefined : { competencyIds: facts.resumeCompetencyIds };
  return likelyQuestions(posting, resume, options).map(({ text }) => text);
}

export function askOutcome(asked: QuestionFact): Outcome {
  const ask = withCriteria(asked);
  return { ...SILENT, asksNow: true, question: questionContext(ask, ask.attempt), ask };
}

export function questionContext(
  { text, kind, requirement, lookingFor, outline }: QuestionFact,
  attempt: number,
): NonNullable<CoachContext['question']> {
  return { text, kind, attempt, lookingFor, ...defined({ requirement, outline }) };
}

/** How long an answer was, where that is worth a sentence. */
function tooLong({ length }: FeedbackEvent): { words: number; text: string } | undefined {
  return length === undefined || !isLong(length) ? undefined : { words: length.words, text: length.text };
}

/** The feedback, in the log before the reply is written. */
export function feedbackOutcome(
  { state, chatId }: CoachTurn,
  turn: { open: QuestionFact; judged: Feedback; writer: SessionWriter },
): Outcome {
  const { open, judged, writer } = turn;
  const { event, weakest, decisions } = judged;
  writer.appendLater(...decisions, event);
  const seed = `${chatId}/${state.turns}`;
  return {
    ...SILENT,
    question: questionContext(open, event.attempt + 1),
    feedback: {
      result: event.result,
      attempt: event.attempt,
      gained: event.previous?.gained ?? [],
      lost: event.previous?.lost ?? [],
      ...defined({ added: event.previous?.added, changes: event.previous?.changes }),
      strengths: event.strengths,
      nextStep: event.nextStep,
      ...defined({ reason: event.reason, reasonText: event.reasonText, length: tooLong(event) }),
      ...(event.score === undefined ? {} : event.score),
    },
    ...(weakest === undefined || state.attempts.filter(isScored).length >= MOST_FOLLOW_UPS
      ? {}
      : {
          followUp: followUp(weakest, seed, {
            questionId: open.questionId,
            ...defined({ words: wordsToTakeUp(event, weakest) }),
          }),
        }),
  };
}
