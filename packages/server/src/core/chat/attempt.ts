import type { Attempt, FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { CoachFacts } from './coach-facts.ts';
import { relationOf } from './attempt-relation.ts';
import { askedQuestion, type CoachState } from './coach-state.ts';
import type { QuestionFact } from './picked-question.ts';
import { withoutQuotes } from './reply-words.ts';

type Said = {
  readonly messageId: string;
  readonly text: string;
  readonly state: CoachState;
  readonly facts: CoachFacts;
};

/** The last attempt that could be judged, or was too short for it: what a new one is compared with. */
export function judgedBefore({ attempts }: Pick<CoachState, 'attempts'>): FeedbackEvent | undefined {
  return (
    attempts.findLast(({ result }) => result === 'scored') ?? attempts.findLast(({ reason }) => reason === 'too_short')
  );
}

type Words = Pick<Attempt, 'answer' | 'completes' | 'parts'>;

const BETWEEN = '\n\n';
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/**
 * The words to judge as the next attempt. What completes the answer before is read together with it. Another story, the
 * whole from the beginning, and whatever follows a question put again, is a new attempt: evidence is of one attempt only.
 */
export function attemptWords(
  { messageId, text }: Pick<Said, 'messageId' | 'text'>,
  state: Pick<CoachState, 'attempts' | 'putAgain'>,
): Words {
  const previous = judgedBefore(state);
  if (previous === undefined || state.putAgain) return { answer: text };
  if (relationOf({ said: text, before: previous.answer }) === 'new_attempt') return { answer: text };
  const before = previous.parts ?? [{ messageId: previous.messageId, start: 0, end: previous.answer.length }];
  // Said twice, it is no more than said once.
  if (oneLine(previous.answer).includes(oneLine(text)))
    return { answer: previous.answer, completes: true, parts: [...before] };
  const answer = `${previous.answer}${BETWEEN}${text}`;
  return {
    answer,
    completes: true,
    parts: [...before, { messageId, start: answer.length - text.length, end: answer.length }],
  };
}

/** A message as the next attempt at the open question. */
export function attemptAt(open: QuestionFact, { messageId, text, state, facts }: Said): Attempt {
  const coachTexts = state.messages
    .filter(({ role }) => role === 'coach')
    .map((message) => withoutQuotes(message.text));
  return {
    question: askedQuestion(open),
    messageId,
    ...attemptWords({ messageId, text }, state),
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
