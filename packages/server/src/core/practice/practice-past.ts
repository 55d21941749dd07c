import type { FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Records } from '../records/ports.ts';
import { KeptProjection, type Projection, type SessionLog, settledEvents } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { chatRecord } from './chat-record.ts';
import type { PracticePast, PractisedQuestion } from './ports.ts';

/** Chats that are looked at, and chats whose logs are read. Older ones count no more. */
export const PAST_LIMITS = { chats: 100, logs: 20 } as const;

/** The questions answered in one chat, by their ids. */
const practisedQuestions: Projection<ReadonlyMap<string, PractisedQuestion>> = {
  reader: 'everybody',
  initial: new Map(),
  reduce(before, turn) {
    const questions = new Map(before);
    for (const event of settledEvents(turn))
      if (event.type === 'feedback')
        questions.set(event.questionId, withFeedback(questions.get(event.questionId), event));
    return questions;
  },
};

/** What was practised, from storage alone: it needs no chat to be running. */
export function practicePast({ records, log }: { records: Records; log: Pick<SessionLog, 'read'> }): PracticePast {
  const rows = records.collection('chat', { schema: chatRecord });
  const chatsOf = async (scope: Scope) => (await rows.list(scope, { limit: PAST_LIMITS.chats })).rows;

  const kept = new KeptProjection(log, practisedQuestions);

  return {
    abandon: (scope) => kept.abandon(scope),
    async postingIds(scope) {
      return [...new Set((await chatsOf(scope)).flatMap(({ value }) => value.postingId ?? []))];
    },
    async practised(scope, { postingId }) {
      const chats = (await chatsOf(scope))
        .filter(({ value }) => postingId === undefined || value.postingId === postingId)
        .slice(0, PAST_LIMITS.logs);
      const questions = new Map<string, PractisedQuestion>();
      // One after the other: a candidate who asks where they stand shall not cost the others their turn.
      for (const { id } of chats) {
        for (const [questionId, found] of await kept.of(scope, id))
          questions.set(questionId, together(questions.get(questionId), found));
      }
      return [...questions.values()];
    },
  };
}

function withFeedback(
  before: PractisedQuestion | undefined,
  { questionId, question, requirement, score }: FeedbackEvent,
): PractisedQuestion {
  const best = score === undefined ? undefined : { met: score.met, of: score.of };
  return together(before, { questionId, question, attempts: 1, ...defined({ requirement, best }) });
}

/** What is known of a question from before, and from the attempts after it. */
function together(before: PractisedQuestion | undefined, found: PractisedQuestion): PractisedQuestion {
  if (before === undefined) return found;
  const best = [before.best, found.best]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.met / b.of - a.met / a.of)[0];
  const requirement = before.requirement ?? found.requirement;
  return {
    questionId: found.questionId,
    question: found.question,
    attempts: before.attempts + found.attempts,
    ...defined({ requirement, best }),
  };
}
