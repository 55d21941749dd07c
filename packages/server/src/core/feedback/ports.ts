import type { components } from '../../contract/openapi.d.ts';
import type { Call } from '../engine/ports.ts';
import type { FeatureFact } from '../sessions/ports.ts';
import type { WeakPart } from './weak-part.ts';

export type { StarPart, WeakPart } from './weak-part.ts';
export { judgedAs } from './judged-as.ts';
export { listensFor } from './listens-for.ts';

export type FeedbackEvent = components['schemas']['FeedbackEvent'];
export type Judged = components['schemas']['Judged'];
/** What an interviewer would stop at in an answer. */
export type Concern = NonNullable<FeedbackEvent['concern']>;
export type AnswerLength = components['schemas']['AnswerLength'];
export { isLong, isVeryLong } from './long-answer.ts';

/** The question an answer is judged against, as it was asked. */
export type AskedQuestion = {
  readonly questionId: string;
  readonly text: string;
  readonly kind: string;
  readonly competencyIds: readonly string[];
  readonly looksFor: readonly string[];
  /** The words of the posting that it is about. */
  readonly requirement?: string;
};

export type Attempt = {
  readonly question: AskedQuestion;
  readonly messageId: string;
  /** All that is judged. */
  readonly answer: string;
  /** The words of this turn, where `answer` holds an earlier answer too. Left out: all of it. */
  readonly said?: string;
  /** Counts from 1. */
  readonly number: number;
  /** The feedback it is compared with: of the last attempt that could be judged. */
  readonly previous?: FeedbackEvent;
  /** Whether `said` completes the answer of `previous`, with which `answer` begins. What was shown there stays shown. */
  readonly completes?: boolean;
  /** Which words of `answer` were said in which message, where it is of several. */
  readonly parts?: FeedbackEvent['parts'];
  /**
   * Texts an answer may have been pasted from: the question, the outline, the posting, the résumé, the coach's
   * messages.
   */
  readonly knownTexts: readonly string[];
};

export type Feedback = {
  readonly event: FeedbackEvent;
  /** Where a follow-up helps most; `undefined` when nothing is missing or there were no words. */
  readonly weakest: WeakPart | undefined;
  readonly decisions: readonly FeatureFact[];
};

/** Judges one answer. Same words, same feedback, on the same engine. */
export interface FeedbackService {
  judge(attempt: Attempt, call: Call): Promise<Feedback>;
}
