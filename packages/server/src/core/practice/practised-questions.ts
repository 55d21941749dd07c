import type { FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';

/** What was missing in an answer, as its feedback says it. */
export type PastGap = { readonly criterionId: string; readonly label: string; readonly note: string };

/** A question that was answered at least once. `best` is of the attempt that met most; absent where none could be judged. */
export type PractisedQuestion = {
  readonly questionId: string;
  readonly question: string;
  /** The words of the posting that it was about. */
  readonly requirement?: string;
  readonly attempts: number;
  readonly best?: { readonly met: number; readonly of: number };
  /** What was missing in the newest attempt that could be judged; absent where none could. */
  readonly missing?: readonly PastGap[];
};

/** The questions that this feedback is on, oldest first, each once. */
export function practisedIn(feedback: readonly FeedbackEvent[]): PractisedQuestion[] {
  const questions = new Map<string, PractisedQuestion>();
  for (const event of feedback) questions.set(event.questionId, withFeedback(questions.get(event.questionId), event));
  return [...questions.values()];
}

/** A question with one more attempt, the newest. */
export function withFeedback(before: PractisedQuestion | undefined, event: FeedbackEvent): PractisedQuestion {
  const { questionId, question, requirement, score, criteria } = event;
  const judged =
    score === undefined
      ? {}
      : {
          best: { met: score.met, of: score.of },
          missing: criteria
            .filter(({ shown }) => shown === 'no')
            .map(({ criterionId, label, note }) => ({ criterionId, label, note })),
        };
  const attempt: PractisedQuestion = { questionId, question, attempts: 1, ...judged, ...defined({ requirement }) };
  return before === undefined ? attempt : together(before, attempt);
}

/** What is known of a question from earlier attempts and from later ones. */
export function together(earlier: PractisedQuestion, later: PractisedQuestion): PractisedQuestion {
  const best = [earlier.best, later.best]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.met / b.of - a.met / a.of)[0];
  return {
    questionId: later.questionId,
    question: later.question,
    attempts: earlier.attempts + later.attempts,
    ...defined({
      requirement: earlier.requirement ?? later.requirement,
      best,
      missing: later.missing ?? earlier.missing,
    }),
  };
}
