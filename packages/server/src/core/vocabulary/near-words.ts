import { nearWordFile } from './schema.ts';
import { stemOf, type Word } from './words.ts';

const canonical = new Map<string, string>();
for (const [first = '', ...others] of nearWordFile.groups)
  for (const word of [first, ...others]) canonical.set(stemOf(word), stemOf(first));

/** The stems of words, where words that are near in meaning have the same one: "relatives" and "families". */
export function nearStemsOf(words: readonly Word[]): string[] {
  return words.map(({ stem }) => canonical.get(stem) ?? stem);
}
