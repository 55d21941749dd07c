import type { Records } from '../records/ports.ts';
import { KeptProjection, type Projection, type SessionLog, settledEvents } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { chatRecord } from './chat-record.ts';
import type { PracticePast } from './ports.ts';
import { type PractisedQuestion, together, withFeedback } from './practised-questions.ts';

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
      // Newest first, and one after the other: a candidate who asks where they stand shall not cost the others their turn.
      for (const { id } of chats) {
        for (const [questionId, earlier] of await kept.of(scope, id)) {
          const later = questions.get(questionId);
          questions.set(questionId, later === undefined ? earlier : together(earlier, later));
        }
      }
      return [...questions.values()];
    },
  };
}
