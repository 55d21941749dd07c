import * as z from 'zod';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { kept, type Records, type Row } from '../records/ports.ts';
import { sha256 } from '../kernel/digests.ts';
import type { Scope } from '../tenancy/scope.ts';
import { folded, wordsOf } from '../vocabulary/ports.ts';
import type { SavedAnswer, SavedAnswers } from './ports.ts';

/** How many answers one candidate keeps, and how long they are; UTF-16 characters. */
export const ANSWER_LIMITS = { answers: 200, question: 500, answer: 8_000, note: 1_000 } as const;

const answerRecord = z.object({
  question: z.string(),
  answer: z.string(),
  note: z.string().exactOptional(),
  timesSaved: z.number(),
  savedAt: z.number(),
});
type AnswerRecord = z.infer<typeof answerRecord>;

export function savedAnswers({ records, clock }: { records: Records; clock: Clock }): SavedAnswers {
  const rows = records.collection<AnswerRecord>('response', { schema: answerRecord });
  return {
    async save(scope, { question, answer, note }) {
      const words = cleanLine(question, ANSWER_LIMITS.question);
      const said = cleanText(answer);
      if (words === undefined || said === '')
        throw new ServiceError('validation_failed', {
          detail: 'There is nothing to keep: a question and an answer are needed.',
        });
      const row = await kept(rows, scope, {
        id: answerId(scope, words),
        value: async (before) => {
          if (before === undefined) await ensureBelowLimit(scope);
          // A note stays until it is replaced: saving an answer anew is no reason to lose it.
          const remark = cleanText(note ?? '') || before?.note;
          return {
            question: words,
            answer: said,
            timesSaved: (before?.timesSaved ?? 0) + 1,
            savedAt: clock.now(),
            ...defined({ note: remark }),
          };
        },
      });
      return shown(row);
    },
    async list(scope, page) {
      const { rows: found, nextCursor } = await rows.list(scope, page);
      return { data: found.map(shown), nextCursor };
    },
  };

  async function ensureBelowLimit(scope: Scope): Promise<void> {
    const { rows: all } = await rows.list(scope, { limit: ANSWER_LIMITS.answers });
    if (all.length >= ANSWER_LIMITS.answers)
      throw new ServiceError('validation_failed', {
        detail:
          `${ANSWER_LIMITS.answers} answers are kept already, which is the most that is kept. An answer ` +
          'to one of those questions can still be replaced.',
      });
  }
}

/** The same question in other capitals or punctuation is the same question. */
function answerId({ tenantId, subject }: Scope, question: string): string {
  const words =
    wordsOf(question)
      .map(({ text }) => folded(text))
      .join(' ') || question;
  return `ans_${sha256(JSON.stringify([tenantId, subject.kind, subject.id, words])).slice(0, 40)}`;
}

function shown({ id, value: { savedAt, ...rest } }: Row<AnswerRecord>): SavedAnswer {
  return { id, ...rest, savedAt: isoTime(savedAt) };
}
