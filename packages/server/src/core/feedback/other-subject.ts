import * as z from 'zod';
import { folded, wordsOf } from '../vocabulary/ports.ts';
import data from './subjects.json' with { type: 'json' };

const SUBJECTS = z
  .array(z.strictObject({ asked: z.string(), answered: z.string() }))
  .parse(data)
  .map(({ asked, answered }) => ({
    asked: new RegExp(asked, 'iu'),
    answered: new RegExp(`(?<![a-z])(?:${answered})`, 'iu'),
  }));

const FEWEST_WORDS = 20;

/**
 * Whether an answer is surely about another subject: the question is about one that cannot be left out, such as a
 * language that is not shared, and the answer has no word of it. Most questions can be answered by any story, so of
 * those nothing is said.
 */
export function isOtherSubject(answer: string, question: string): boolean {
  if (wordsOf(answer).length < FEWEST_WORDS) return false;
  const subjects = SUBJECTS.filter(({ asked }) => asked.test(question));
  return subjects.length > 0 && !subjects.some(({ answered }) => answered.test(folded(answer)));
}
