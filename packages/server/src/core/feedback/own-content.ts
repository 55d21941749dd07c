import { wordsOf } from '../vocabulary/ports.ts';
import empty from './empty-words.json' with { type: 'json' };

const stemsOf = (text: string): string[] => wordsOf(text).map(({ stem }) => stem);

const SMALL: ReadonlySet<string> = new Set(stemsOf(empty.small));
const INTERVIEW: ReadonlySet<string> = new Set(stemsOf(empty.interview));
/** Words for what any interview answer is made of may stand in an answer that names nothing. */
const FEWEST_OWN = 3;
/** An answer of this many words of its own says something, whatever else is in it. */
const ENOUGH_OWN = 6;
/** Of the words that mean something, how many are its own in an answer that names nothing. */
const MOST_SHARE_EMPTY = 0.3;
/** Words of the question count here, where they are not copied in a row. */
const ENOUGH_NAMED = 4;
/** Few words that any answer has are no pattern. */
const FEWEST_FILLER = 5;
const SHORTEST_RUN = 3;

/** How much of an answer is its own: `empty` names nothing, `thin` names little. */
export type OwnContent = 'empty' | 'thin' | 'own';

/**
 * What an answer names besides the words that any answer could be made of, those of the question and its requirement,
 * and whole runs of words that are known from elsewhere (an advert that was pasted in).
 */
export function ownContentOf(answer: string, asked: readonly string[], known: readonly string[] = []): OwnContent {
  const around = new Set(asked.flatMap(stemsOf));
  const words = stemsOf(answer);
  const pasted = pastedAt(words, [...asked, ...known]);
  const meaning = words.filter(
    (stem, at) => !SMALL.has(stem) && !/^\d/u.test(stem) && stem.length > 1 && !pasted.has(at),
  );
  const own = new Set(meaning.filter((stem) => !INTERVIEW.has(stem) && !around.has(stem)));
  const share = own.size / Math.max(1, new Set(words.filter((stem) => !SMALL.has(stem) && !/^\d/u.test(stem))).size);
  const filler = words.filter((stem, at) => INTERVIEW.has(stem) || pasted.has(at)).length;
  if (filler >= FEWEST_FILLER && (own.size < FEWEST_OWN || (own.size < ENOUGH_OWN && share < MOST_SHARE_EMPTY)))
    return 'empty';
  const named = new Set(meaning.filter((stem) => !INTERVIEW.has(stem)));
  return named.size < ENOUGH_NAMED ? 'thin' : 'own';
}

/** Where runs of at least three words stand that are found in one of the texts. */
function pastedAt(words: readonly string[], texts: readonly string[]): ReadonlySet<number> {
  const runs = new Set(
    texts.flatMap((text) => {
      const stems = stemsOf(text);
      return stems
        .slice(0, Math.max(0, stems.length - SHORTEST_RUN + 1))
        .map((_, at) => stems.slice(at, at + SHORTEST_RUN).join(' '));
    }),
  );
  const found = new Set<number>();
  for (let at = 0; at + SHORTEST_RUN <= words.length; at += 1) {
    if (!runs.has(words.slice(at, at + SHORTEST_RUN).join(' '))) continue;
    for (let offset = 0; offset < SHORTEST_RUN; offset += 1) found.add(at + offset);
  }
  return found;
}
