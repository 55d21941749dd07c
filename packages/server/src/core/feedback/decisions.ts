import * as z from 'zod';
import { inWords } from '../engine/run-decision.ts';
import type { Decision } from '../engine/ports.ts';
import { quotedSpan } from './quoted-span.ts';
import { CRITERION_IDS } from './rubric.ts';

const span = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
const shown = z.enum(['yes', 'partly', 'no']);

const facts = z.object({
  question: z.object({
    text: z.string(),
    kind: z.string(),
    requirement: z.string().optional(),
    competencyIds: z.array(z.string()),
    looksFor: z.array(z.string()),
  }),
  criteria: z.array(z.object({ id: z.enum(CRITERION_IDS), label: z.string(), note: z.string() })),
  /** Only the candidate's words that may count as evidence stand here; the rest is blanked, so that spans stay true. */
  answer: z.string(),
});

const answer = z.object({
  criteria: z.array(z.object({ criterionId: z.enum(CRITERION_IDS), shown, spans: z.array(span) })),
  star: z.array(z.object({ part: z.enum(['situation', 'task', 'action', 'result']), shown, spans: z.array(span) })),
  /** Whether the answer describes everything as done by a group. */
  speaksAsGroup: z.boolean(),
});

export type AnswerFacts = z.infer<typeof facts>;
export type AnswerReading = z.infer<typeof answer>;

const quotes = z
  .array(z.string().max(2_000))
  .max(8)
  .describe('The words of the answer that show it, copied exactly, each a piece without gaps.');

/** A model quotes. Where the quote stands is for code to find, and one that stands nowhere is dropped. */
const said = z.object({
  criteria: z.array(z.object({ criterionId: z.enum(CRITERION_IDS), shown, quotes })).max(30),
  star: z.array(z.object({ part: z.enum(['situation', 'task', 'action', 'result']), shown, quotes })).max(8),
  speaksAsGroup: z.boolean(),
});

const FEWEST_WORDS = 3;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.,-]*/gu;
/** Words of scripts without spaces: a run of signs is more than one. */
const UNSPACED =
  /(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}){4}/u;

/** A word or two show nothing, wherever they stand. */
const isQuote = (quote: string): boolean => (quote.match(WORD)?.length ?? 0) >= FEWEST_WORDS || UNSPACED.test(quote);

function spansIn(text: string, found: readonly string[]): z.infer<typeof span>[] {
  return found.flatMap((quote) => (isQuote(quote) ? (quotedSpan(quote, text) ?? []) : []));
}

/** Which criteria an answer shows, and in which words. Spans are UTF-16 offsets into `facts.answer`. */
export const answerReading: Decision<'feedback.answer_reading', AnswerFacts, AnswerReading> = {
  name: 'feedback.answer_reading',
  version: 1,
  facts,
  answer,
  inWords: inWords(said, ({ criteria, star, speaksAsGroup }, { answer: text }: AnswerFacts): AnswerReading => ({
    criteria: criteria.map(({ criterionId, shown: claim, quotes: found }) => ({
      criterionId,
      shown: claim,
      spans: spansIn(text, found),
    })),
    star: star.map(({ part, shown: claim, quotes: found }) => ({ part, shown: claim, spans: spansIn(text, found) })),
    speaksAsGroup,
  })),
  // Whoever cannot judge says that nothing was shown: no evidence, no score.
  fallback: ({ criteria }) => ({
    criteria: criteria.map(({ id }) => ({ criterionId: id, shown: 'no' as const, spans: [] })),
    star: [],
    speaksAsGroup: false,
  }),
};
