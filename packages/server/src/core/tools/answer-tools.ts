import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import type { SavedAnswers } from '../preparation/ports.ts';
import type { Tool } from './ports.ts';
import { tool } from './tool.ts';

export function answerTools(dependencies: { answers: SavedAnswers }): readonly Tool[] {
  return [savePrepResponse(dependencies)];
}

function savePrepResponse({ answers }: { answers: SavedAnswers }): Tool {
  return tool({
    name: 'save_prep_response',
    description:
      "Use when the candidate wants to keep an answer. Give the question and the candidate's own words, " +
      'unchanged; never words of yours. Saving an answer to the same question again replaces it.',
    input: z.strictObject({
      question: z.string().trim().min(1).max(500),
      answer: z.string().trim().min(1).max(8_000),
      note: z.string().max(1_000).optional(),
    }),
    output: z.object({ id: z.string(), question: z.string(), timesSaved: z.number(), savedAt: z.string() }),
    readOnly: false,
    scope: 'preps',
    deadlineMs: 5_000,
    async run({ question, answer, note }, { scope }) {
      const saved = await answers.save(scope, { question, answer, ...defined({ note }) });
      return {
        output: saved,
        summary:
          saved.timesSaved === 1
            ? 'Kept your answer'
            : `Kept your answer anew, for the ${ordinal(saved.timesSaved)} time`,
      };
    },
  });
}

function ordinal(count: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(count)
  ];
  return `${count}${suffix}`;
}
