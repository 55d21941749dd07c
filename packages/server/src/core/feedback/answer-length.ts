import { sentencesOf, wordsOf } from '../vocabulary/ports.ts';
import { isLong } from './long-answer.ts';
import type { AnswerLength } from './ports.ts';
import type { Judged } from './ports.ts';

const WORDS_A_MINUTE = 130;
const SHORT_WORDS = 45;
const MOST_CUTS = 3;
const WORDS_OF_A_CUT = 8;
const FEWEST_WORDS_TO_CUT = 5;

/** How long an answer is aloud, and what of it could be left out. */
export function lengthOf(answer: string, criteria: readonly Judged[] = []): AnswerLength {
  const words = wordsOf(answer).length;
  const seconds = Math.round((words * 60) / WORDS_A_MINUTE / 5) * 5;
  return { words, seconds, text: lengthText(answer, { words, seconds, criteria }) };
}

function lengthText(
  answer: string,
  { words, seconds, criteria }: { words: number; seconds: number; criteria: readonly Judged[] },
): string {
  const aloud = `${words} ${words === 1 ? 'word' : 'words'}, about ${timeAloud(seconds)} aloud`;
  const missing = criteria.some(({ shown }) => shown === 'no');
  if (isLong({ words }))
    return `${aloud}; one and a half to two minutes are easier to follow. ${cuts(answer, criteria)}`;
  return words < SHORT_WORDS && missing ? `${aloud}: there is time for what is still missing.` : `${aloud}.`;
}

/** “45 seconds”, “2 minutes”, “3½ minutes”. */
function timeAloud(seconds: number): string {
  if (seconds < 60) return `${Math.max(5, seconds)} seconds`;
  const halves = Math.round(seconds / 30);
  const whole = Math.floor(halves / 2);
  return `${whole}${halves % 2 === 1 ? '½' : ''} ${halves === 2 ? 'minute' : 'minutes'}`;
}

/** Sentences that none of the quotes stand in, the longest first, as their first words. */
function cuts(answer: string, criteria: readonly Judged[]): string {
  const quotes = criteria.flatMap((criterion) => criterion.quotes);
  const idle = sentencesOf(answer)
    .filter(({ start, end }) => !quotes.some((quote) => quote.start < end && quote.end > start))
    .map(({ text, start }) => ({ start, words: text.split(/\s+/u) }))
    .filter((sentence) => sentence.words.length >= FEWEST_WORDS_TO_CUT)
    .toSorted((a, b) => b.words.length - a.words.length)
    .slice(0, MOST_CUTS)
    .toSorted((a, b) => a.start - b.start);
  if (idle.length === 0) return 'Keep the steps that were yours and the ending, and tell the rest only if they ask.';
  const named = idle.map(({ words: [...all] }) =>
    all.length > WORDS_OF_A_CUT
      ? `“${all
          .slice(0, WORDS_OF_A_CUT)
          .join(' ')
          .replace(/[,;:.]$/u, '')} …”`
      : `“${all.join(' ')}”`,
  );
  return `You could leave out what shows none of the points, for example ${listOf(named)}.`;
}

function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
