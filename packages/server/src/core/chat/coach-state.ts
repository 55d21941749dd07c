import type { AskedQuestion, FeedbackEvent } from '../feedback/ports.ts';
import type { Message } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { type Projection, settledEvents, type TurnEvent } from '../sessions/ports.ts';

type QuestionEvent = Extract<TurnEvent, { type: 'question' }>;

/** A message and who said it, in which words. */
type SaidMessage = Message & { readonly messageId: string };

/** Where the practice stands, read from the log. */
export type CoachState = {
  /** The messages, oldest first, without turns that failed. */
  readonly messages: readonly SaidMessage[];
  readonly open: QuestionEvent | undefined;
  /** Feedback on the open question, oldest first. */
  readonly attempts: readonly FeedbackEvent[];
  /** Whether the question was put once more since the last feedback: what follows begins anew and completes nothing. */
  readonly putAgain: boolean;
  readonly askedQuestionIds: readonly string[];
  readonly turns: number;
};

const NOTHING: CoachState = {
  messages: [],
  open: undefined,
  attempts: [],
  putAgain: false,
  askedQuestionIds: [],
  turns: 0,
};

/** The state of a practice, from what everybody in it may meet. */
export const coachProjection: Projection<CoachState> = {
  reader: 'everybody',
  initial: NOTHING,
  reduce: (state, turn) => settledEvents(turn).reduce(after, state),
};

function after(state: CoachState, event: TurnEvent): CoachState {
  switch (event.type) {
    case 'message':
      return {
        ...state,
        turns: state.turns + 1,
        messages: [...state.messages, { messageId: event.messageId, role: 'candidate', text: event.text }],
      };
    case 'token':
      return { ...state, messages: withText(state.messages, event) };
    case 'question': {
      const again = state.open?.questionId === event.questionId && event.attempt > 1;
      return {
        ...state,
        open: event,
        attempts: again ? state.attempts : [],
        putAgain: again,
        askedQuestionIds: again ? state.askedQuestionIds : [...state.askedQuestionIds, event.questionId],
      };
    }
    case 'feedback':
      return { ...state, attempts: [...state.attempts, event], putAgain: false };
    default:
      return state;
  }
}

function withText(
  messages: readonly SaidMessage[],
  { messageId, text }: Extract<TurnEvent, { type: 'token' }>,
): readonly SaidMessage[] {
  const at = messages.findLastIndex((message) => message.messageId === messageId);
  const before = messages[at];
  if (before === undefined) return [...messages, { messageId, role: 'coach', text }];
  return messages.with(at, { ...before, text: `${before.text}${text}` });
}

export function askedQuestion(event: QuestionEvent): AskedQuestion {
  const { questionId, text, judgedAs: kind = event.kind, lookingFor, competencies = [], requirement } = event;
  const looksFor = event.about ?? lookingFor;
  return { questionId, text, kind, competencyIds: competencies, looksFor, ...defined({ requirement }) };
}
