import * as z from 'zod';
import { inWords } from '../engine/run-decision.ts';
import type { Decision } from '../engine/ports.ts';
import { quotedSpan } from './quoted-span.ts';
import { CRITERION_IDS } from './rubric.ts';

const span = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
const shown = z.enum(['yes', 'partly', 'no']);
const concern = z.enum(['harm', 'dishonest', 'confidential']);

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
  /** What an interviewer would stop at, described as the candidate's own deed, and in which words. */
  concern: z.object({ code: concern, spans: z.array(span).min(1) }).optional(),
  /** Only where it answers another question than the one asked. */
  answersQuestion: z.literal(false).optional(),
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
  concern: z.object({ code: z.enum(['none', ...concern.options]), quotes }).nullish(),
  answersQuestion: z.object({ code: z.enum(['yes', 'no']), quotes }).nullish(),
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

/** What takes a score away or holds it down counts only with words of the answer that carry it. */
function refusing(words: z.infer<typeof said>, text: string): Pick<AnswerReading, 'concern' | 'answersQuestion'> {
  const code = words.concern?.code ?? 'none';
  const deeds = spansIn(text, words.concern?.quotes ?? []);
  const others = words.answersQuestion?.code === 'no' ? spansIn(text, words.answersQuestion.quotes) : [];
  return {
    ...(code === 'none' || deeds.length === 0 ? {} : { concern: { code, spans: deeds } }),
    ...(others.length === 0 ? {} : { answersQuestion: false }),
  };
}

/** Which criteria an answer shows, and in which words. Spans are UTF-16 offsets into `facts.answer`. */
export const answerReading: Decision<'feedback.answer_reading', AnswerFacts, AnswerReading> = {
  name: 'feedback.answer_reading',
  version: 1,
  facts,
  answer,
  inWords: inWords(said, (words, { answer: text }: AnswerFacts): AnswerReading => ({
    criteria: words.criteria.map(({ criterionId, shown: claim, quotes: found }) => ({
      criterionId,
      shown: claim,
      spans: spansIn(text, found),
    })),
    star: words.star.map(({ part, shown: claim, quotes: found }) => ({
      part,
      shown: claim,
      spans: spansIn(text, found),
    })),
    speaksAsGroup: words.speaksAsGroup,
    ...refusing(words, text),
  })),
  // Whoever cannot judge says that nothing was shown: no evidence, no score.
  fallback: ({ criteria }) => ({
    criteria: criteria.map(({ id }) => ({ criterionId: id, shown: 'no' as const, spans: [] })),
    star: [],
    speaksAsGroup: false,
  }),
};
