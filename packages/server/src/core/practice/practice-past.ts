import type { FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Records } from '../records/ports.ts';
import { BEGINNING, type SessionEvent, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { chatRecord } from './chat-record.ts';
import type { PracticePast, PractisedQuestion } from './ports.ts';
import { settledEvents } from './settled-events.ts';

/** Chats that are looked at, chats whose logs are read, and events of each. Older ones count no more. */
export const PAST_LIMITS = { chats: 100, logs: 20, events: 2_000, page: 500 } as const;

/** What was practised, from storage alone: it needs no chat to be running. */
export function practicePast({ records, log }: { records: Records; log: Pick<SessionLog, 'read'> }): PracticePast {
  const rows = records.collection('chat', { schema: chatRecord });
  const chatsOf = async (scope: Scope) => (await rows.list(scope, { limit: PAST_LIMITS.chats })).rows;

  async function eventsOf(scope: Scope, chatId: string): Promise<SessionEvent[]> {
    const events: SessionEvent[] = [];
    let after = BEGINNING;
    while (events.length < PAST_LIMITS.events) {
      const page = await log.read(scope, chatId, { after, limit: PAST_LIMITS.page });
      events.push(...page);
      if (page.length < PAST_LIMITS.page) break;
      after = page.at(-1)?.position ?? after;
    }
    return events;
  }

  return {
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
        for (const event of settledEvents(await eventsOf(scope, id))) {
          if (event.type === 'feedback')
            questions.set(event.questionId, withFeedback(questions.get(event.questionId), event));
        }
      }
      return [...questions.values()];
    },
  };
}

function withFeedback(
  before: PractisedQuestion | undefined,
  { questionId, question, requirement, score }: FeedbackEvent,
): PractisedQuestion {
  const best = [before?.best, score]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.met / b.of - a.met / a.of)[0];
  const about = before?.requirement ?? requirement;
  return {
    questionId,
    question,
    attempts: (before?.attempts ?? 0) + 1,
    ...defined({ requirement: about }),
    ...(best === undefined ? {} : { best: { met: best.met, of: best.of } }),
  };
}
