import type { AskedQuestion, FeedbackEvent } from '../feedback/ports.ts';
import type { Message } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { SessionEvent, TurnEvent } from '../sessions/ports.ts';
import { settledEvents } from '../practice/ports.ts';

type QuestionEvent = Extract<TurnEvent, { type: 'question' }>;

/** Where the practice stands, read from the log. */
export type CoachState = {
  /** The messages, oldest first, without turns that failed. */
  readonly messages: readonly Message[];
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

/** The state after all events. */
export function coachStateOf(events: Iterable<SessionEvent>): CoachState {
  let state = NOTHING;
  for (const event of settledEvents(events)) state = after(state, event);
  return state;
}

function after(state: CoachState, event: TurnEvent): CoachState {
  switch (event.type) {
    case 'message':
      return {
        ...state,
        turns: state.turns + 1,
        messages: [...state.messages, { role: 'candidate', text: event.text }],
      };
    case 'token':
      return { ...state, messages: withReply(state.messages, event.text) };
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

// Text before and after a tool step is one message of the coach: it belongs to one turn.
function withReply(messages: readonly Message[], text: string): Message[] {
  const last = messages.at(-1);
  if (last?.role !== 'coach') return [...messages, { role: 'coach', text }];
  return [...messages.slice(0, -1), { role: 'coach', text: `${last.text}${text}` }];
}

export function askedQuestion(event: QuestionEvent): AskedQuestion {
  const { questionId, text, kind, lookingFor, competencies = [], requirement } = event;
  return { questionId, text, kind, competencyIds: competencies, looksFor: lookingFor, ...defined({ requirement }) };
}
