import { wordsOf, type Word } from './words.ts';

/** A phrase found in a text: what it stands for and where, as offsets of the text and as a count of words. */
export type PhraseMatch<Value> = {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly wordCount: number;
};
export type PhraseIndex<Value> = { find(text: string, words?: readonly Word[]): PhraseMatch<Value>[] };

type Ending<Value> = { value: Value; exactly: readonly string[] | null };
type Node<Value> = { next: Map<string, Node<Value>>; endings: Ending<Value>[] };

/**
 * Finds many phrases at once, whatever their number: each word of the text is looked up a few times, never searched for.
 * Endings and capitals do not matter, except in a phrase that starts with `=`.
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
  let node = root;
  for (const word of words) {
    let next = node.next.get(word.stem);
    if (!next) {
      next = { next: new Map(), endings: [] };
      node.next.set(word.stem, next);
    }
    node = next;
  }
  if (words.length > 0) node.endings.push({ value, exactly: exact ? words.map((word) => word.text) : null });
}

function matchesFrom<Value>(
  root: Node<Value>,
  place: { text: string; words: readonly Word[]; first: number },
): PhraseMatch<Value>[] {
  const { text, words, first } = place;
  const longest = new Map<Value, PhraseMatch<Value>>();
  let node: Node<Value> | undefined = root;
  for (let at = first, word = words[at]; word; word = words[++at]) {
    const before = words[at - 1];
    if (at > first && before && !joins(text.slice(before.end, word.start))) break;
    node = node.next.get(word.stem);
    if (!node) break;
    for (const { value, exactly } of node.endings) {
      const spelled = words.slice(first, at + 1);
      if (exactly && !exactly.every((wanted, i) => wanted === spelled[i]?.text)) continue;
      const start = words[first]?.start ?? 0;
      longest.set(value, { value, start, end: word.end, wordCount: spelled.length });
    }
  }
  return [...longest.values()];
}

/** Whether what stands between two words may stand inside a phrase. A full stop, comma, dash or empty line may not. */
function joins(gap: string): boolean {
  if (gap.length > 4 || /[,;:!?()[\]|•\t]|\s[-–—]\s/u.test(gap)) return false;
  return !/\.\s/u.test(gap) && !/\n\s*\n/u.test(gap);
}

/** Matches that are not inside a longer match: "sales forecast" hides the "sales" in it. In text order. */
export function outermost<Value>(matches: readonly PhraseMatch<Value>[]): PhraseMatch<Value>[] {
  const ordered = [...matches].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: PhraseMatch<Value>[] = [];
  let widest: PhraseMatch<Value> | undefined;
  for (const match of ordered) {
    const inside = widest && match.end <= widest.end && !(match.start === widest.start && match.end === widest.end);
    if (!inside) {
      kept.push(match);
      widest = match;
    }
  }
  return kept;
}
