import type { Feedback, FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';
import { attemptAt } from './attempt.ts';
import type { CoachTurn } from './coach-turn.ts';
import type { QuestionFact } from './picked-question.ts';
import type { CoachContext } from './reply-spec.ts';

/** The words by which candidates name what was overlooked, and the criteria that they mean. */
const POINTS: readonly (readonly [words: RegExp, criterionIds: readonly string[]])[] = [
  [
    /\b(?:end\w*|result\w*|outcome\w*|finish\w*|happened after|came of it|came back|turned out)\b/iu,
    ['outcome', 'check'],
  ],
  [/\b(?:number\w*|figures?|dates?|how (?:many|much|long)|amount|percent|\d+)\b/iu, ['checkable']],
  [/\b(?:my (?:job|task|part|responsib\w+)|responsib\w+|in charge|was mine)\b/iu, ['responsibility']],
  [/\b(?:when|where|which day|occasion|situation|example)\b/iu, ['occasion', 'own_example']],
  [/\b(?:why|reason\w*|because)\b/iu, ['reason']],
  [/\b(?:steps?|order|first)\b/iu, ['approach']],
  [/\b(?:i did|what i did|action\w*|myself|it was me|i (?:rang|built|called|made))\b/iu, ['own_action']],
];

/** The last answer to the open question as it is to be read once more: the same words, the same attempt. */
export function rereadAttempt(open: QuestionFact, last: FeedbackEvent, turn: CoachTurn) {
  const state = { ...turn.state, attempts: [], putAgain: true };
  return { ...attemptAt(open, { ...turn, state, text: last.answer, messageId: last.messageId }), number: last.attempt };
}

/** The second reading as an event: both stay in the log. */
export function secondReading(last: FeedbackEvent, { event }: Feedback): FeedbackEvent {
  return { ...event, reading: 2, ...defined({ previous: last.previous }) };
}

/** What is said about the two readings. */
export function rereadContext(
  text: string,
  { first, second }: { first: FeedbackEvent; second: FeedbackEvent },
): NonNullable<CoachContext['reread']> {
  const ids = POINTS.find(([words]) => words.test(text))?.[1] ?? [];
  const point = second.criteria.find(({ criterionId }) => ids.includes(criterionId));
  return {
    ...defined({ metBefore: first.score?.met, met: second.score?.met, of: second.score?.of }),
    ...(point === undefined
      ? {}
      : { point: { label: point.label, shown: point.shown, ...defined({ quote: point.quotes[0]?.text }) } }),
  };
}
