import type { AskedQuestion, FeedbackEvent } from '../feedback/ports.ts';
import type { Message } from '../engine/ports.ts';
import type { InterviewPlan } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import { isPublic, type Projection, type SessionFact, settledFacts, type TurnEvent } from '../sessions/ports.ts';
import { askedWhether, type Manner, mannerAsked } from './coach-log.ts';

type QuestionEvent = Extract<TurnEvent, { type: 'question' }>;

/** A message and who said it, in which words. */
export type SaidMessage = Message & { readonly messageId: string };

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
  /** All feedback of the chat, oldest first. */
  readonly feedback: readonly FeedbackEvent[];
  /** The newest plan of a practice interview. */
  readonly plan: InterviewPlan | undefined;
  readonly turns: number;
  /** Whether the newest feedback was read once more already, because the candidate asked for it. */
  readonly reread: boolean;
  /** How the candidate asked to be written to. */
  readonly manner: readonly Manner[];
  /** The message of which the candidate was asked just now whether it was an answer. */
  readonly unclear: SaidMessage | undefined;
};

const NOTHING: CoachState = {
  messages: [],
  open: undefined,
  attempts: [],
  putAgain: false,
  askedQuestionIds: [],
  feedback: [],
  plan: undefined,
  turns: 0,
  reread: false,
  manner: [],
  unclear: undefined,
};

/** The state of a practice, from all that its log holds: nothing of it is shown to anybody. */
export const coachProjection: Projection<CoachState> = {
  reader: 'server',
  initial: NOTHING,
  reduce: (state, turn) => settledFacts(turn).reduce(afterFact, state),
};

function afterFact(state: CoachState, fact: SessionFact): CoachState {
  if (isPublic(fact)) return after(state, fact);
  const asked = mannerAsked.read(fact);
  if (asked !== undefined) return { ...state, manner: [...new Set([...state.manner, ...asked.manner])] };
  const unclear = askedWhether.read(fact);
  if (unclear === undefined) return state;
  return { ...state, unclear: state.messages.find(({ messageId }) => messageId === unclear.messageId) };
}

function after(state: CoachState, event: TurnEvent): CoachState {
  switch (event.type) {
    case 'message':
      return {
        ...state,
        turns: state.turns + 1,
        unclear: undefined,
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
        reread: again && state.reread,
        putAgain: again,
        askedQuestionIds: again ? state.askedQuestionIds : [...state.askedQuestionIds, event.questionId],
      };
    }
    case 'feedback':
      return event.reading === undefined ? answered(state, event) : readAgain(state, event);
    case 'plan':
      return { ...state, plan: event.plan };
    default:
      return state;
  }
}

function answered(state: CoachState, event: FeedbackEvent): CoachState {
  const { attempts, feedback } = state;
  return { ...state, attempts: [...attempts, event], feedback: [...feedback, event], putAgain: false, reread: false };
}

function readAgain(state: CoachState, event: FeedbackEvent): CoachState {
  const stands = better(state.attempts.at(-1), event);
  const [attempts, feedback] = [state.attempts, state.feedback].map((all) => [...all.slice(0, -1), stands]);
  return { ...state, attempts: attempts ?? [], feedback: feedback ?? [], reread: true };
}

/** Of two readings of one answer the one that found more stands. */
function better(first: FeedbackEvent | undefined, second: FeedbackEvent): FeedbackEvent {
  return (first?.score?.met ?? 0) > (second.score?.met ?? 0) && first !== undefined ? first : second;
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
