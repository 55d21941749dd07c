import { wordsOf, type Word } from './words.ts';

/** A phrase found in a text: what it stands for and where, as offsets of the text and as a count of words. */
export type PhraseMatch<Value> = {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly wordCount: number;
  /** Other words stand between those of the phrase. */
  readonly parted?: boolean;
};
export type PhraseIndex<Value> = { find(text: string, words?: readonly Word[]): PhraseMatch<Value>[] };

type Ending<Value> = { value: Value; exactly: readonly string[] | null };
type Node<Value> = { next: Map<string, Node<Value>>; endings: Ending<Value>[] };
type Place = { readonly text: string; readonly words: readonly Word[]; readonly first: number };

/** In a phrase: "write ~ report" is also found in "write a short weekly report". */
const PARTED = '~';
const MOST_BETWEEN = 3;

/**
 * Finds many phrases at once, whatever their number: each word of the text is looked up a few times, never searched for.
 * Endings and capitals do not matter, except in a phrase that starts with `=`. Where a phrase has `~`, up to three words
 * may stand in between.
 */
export function phraseIndex<Value>(entries: Iterable<readonly [phrase: string, value: Value]>): PhraseIndex<Value> {
  const root: Node<Value> = { next: new Map(), endings: [] };
  for (const [phrase, value] of entries) insert(root, phrase, value);
  return {
    find(text, words = wordsOf(text)) {
      return words.flatMap((_, first) => matchesFrom(root, { text, words, first }));
    },
  };
}

function insert<Value>(root: Node<Value>, phrase: string, value: Value): void {
  const exact = phrase.startsWith('=');
  const words = wordsOf(phrase);
  const stems = phrase
    .split(PARTED)
    .map((part) => wordsOf(part).map(({ stem }) => stem))
    .flatMap((part, nth) => (nth === 0 ? part : [PARTED, ...part]));
  let node = root;
  for (const stem of stems) {
    let next = node.next.get(stem);
    if (!next) {
      next = { next: new Map(), endings: [] };
      node.next.set(stem, next);
    }
    node = next;
  }
  if (words.length > 0) node.endings.push({ value, exactly: exact ? words.map((word) => word.text) : null });
}

function matchesFrom<Value>(root: Node<Value>, place: Place): PhraseMatch<Value>[] {
  const longest = new Map<Value, PhraseMatch<Value>>();
  const start = place.words[place.first]?.start ?? 0;
  const keep = (node: Node<Value>, at: number, parted: boolean): void => {
    const spelled = place.words.slice(place.first, at);
    const end = spelled.at(-1)?.end ?? start;
    for (const { value, exactly } of node.endings) {
      if (exactly && !exactly.every((wanted, i) => wanted === spelled[i]?.text)) continue;
      const known = longest.get(value);
      if (known && known.end > end) continue;
      longest.set(value, { value, start, end, wordCount: spelled.length, ...(parted ? { parted } : {}) });
    }
  };
  const walk = (node: Node<Value>, at: number, parted: boolean): void => {
    if (at > place.first) keep(node, at, parted);
    const gap = node.next.get(PARTED);
    if (gap) afterGap(place, at).forEach((further) => walkWord(gap, further, parted || further > at));
    walkWord(node, at, parted);
  };
  const walkWord = (node: Node<Value>, at: number, parted: boolean): void => {
    const word = place.words[at];
    const next = word && joined(place, at) ? node.next.get(word.stem) : undefined;
    if (next) walk(next, at + 1, parted);
  };
  walk(root, place.first, false);
  return [...longest.values()];
}

/** Where a phrase may go on after a few words of the same clause. */
function afterGap(place: Place, at: number): number[] {
  const places = [at];
  for (let further = at; further < at + MOST_BETWEEN && joined(place, further); further++) places.push(further + 1);
  return places;
}

function joined({ text, words, first }: Place, at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return word !== undefined && (at <= first || !before || joins(text.slice(before.end, word.start)));
}

/** Whether what stands between two words may stand inside a phrase. A full stop, comma, dash or empty line may not. */
function joins(gap: string): boolean {
  if (gap.length > 4 || /[,;:!?()[\]|•\t]|\s[-–—]\s/u.test(gap)) return false;
  return !/\.\s/u.test(gap) && !/\n\s*\n/u.test(gap);
}

/**
 * Matches that are not inside a longer match: "sales forecast" hides the "sales" in it. One whose words are parted hides
 * nothing between them. In text order.
 */
export function outermost<Value>(matches: readonly PhraseMatch<Value>[]): PhraseMatch<Value>[] {
  const ordered = [...matches].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: PhraseMatch<Value>[] = [];
  let widest: PhraseMatch<Value> | undefined;
  for (const match of ordered) {
    const inside = widest && match.end <= widest.end && !(match.start === widest.start && match.end === widest.end);
    if (inside) continue;
    kept.push(match);
    if (match.parted !== true) widest = match;
  }
  return kept;
}
