import type { Attempt, FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { CoachFacts } from './coach-facts.ts';
import { askedQuestion, type CoachState } from './coach-state.ts';
import type { QuestionFact } from './picked-question.ts';
import { withoutQuotes } from './reply-words.ts';

type Said = {
  readonly messageId: string;
  readonly text: string;
  readonly state: CoachState;
  readonly facts: CoachFacts;
};

/** The last attempt that could be judged: what a new one is compared with. */
export function judgedBefore({ attempts }: Pick<CoachState, 'attempts'>): FeedbackEvent | undefined {
  return attempts.findLast(({ result }) => result === 'scored');
}

const words = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/**
 * The words to judge as the next attempt. A short reply after feedback answers the follow-up question, so it is read
 * together with the answer it completes; a longer one, or one to a question put again, is a new attempt at the whole.
 */
export function attemptText(said: string, state: Pick<CoachState, 'attempts' | 'putAgain'>): string {
  const previous = judgedBefore(state);
  if (previous === undefined || state.putAgain) return said;
  const completes = words(said) * 2 < words(previous.answer);
  return completes ? `${previous.answer}\n\n${said}` : said;
}

/** A message as the next attempt at the open question. */
export function attemptAt(open: QuestionFact, { messageId, text, state, facts }: Said): Attempt {
  const coachTexts = state.messages
    .filter(({ role }) => role === 'coach')
    .map((message) => withoutQuotes(message.text));
  return {
    question: askedQuestion(open),
    messageId,
    answer: attemptText(text, state),
    said: text,
    number: state.attempts.length + 1,
    ...defined({ previous: judgedBefore(state) }),
    knownTexts: [
      open.text,
      ...open.lookingFor,
      ...Object.values(open.outline ?? {}),
      facts.posting?.description ?? '',
      facts.resume?.text ?? '',
      ...coachTexts,
    ],
  };
}
