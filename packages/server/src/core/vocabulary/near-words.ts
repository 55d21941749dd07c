import { nearWordFile } from './schema.ts';
import { stemOf, type Word } from './words.ts';

const ENDING =
  /(?:ations?|itions?|ments?|ances?|ences?|ness|ship|able|ible|ically|ally|ly|ers?|ors?|ists?|ives?|ions?)$/u;
const SHORTEST_ROOT = 4;

/** What words of one family share: teach, teacher, teaching; manage, manager, management. */
function rootOf(stem: string): string {
  const root = stem.replace(ENDING, '');
  return root.length < SHORTEST_ROOT ? stem : root.replace(/([bdgmnprt])\1$/u, '$1');
}

const canonical = new Map<string, string>();
for (const [first = '', ...others] of nearWordFile.groups)
  for (const word of [first, ...others]) canonical.set(rootOf(stemOf(word)), rootOf(stemOf(first)));

/** The roots of words, where words that are near in meaning have the same one: "relatives" and "families". */
export function nearStemsOf(words: readonly Word[]): string[] {
  return words.map(({ stem }) => canonical.get(rootOf(stem)) ?? rootOf(stem));
}
