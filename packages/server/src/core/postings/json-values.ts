import { wordsOf } from '../../../../structured-data/src/posting-terms.ts';
import { cleanLine } from '../text/clean-text.ts';

/** The words of a value on one line: text, a number, a thing with a name, or the first of several that says something. */
export function lineOf(value: unknown, length: number): string | undefined {
  const words = wordsOf(value, length);
  return words === undefined ? undefined : cleanLine(words, length);
}
