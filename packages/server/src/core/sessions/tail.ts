import type { Position, SessionEvent, SessionFact, StoredFact } from './ports.ts';

/** Whether nothing of `b` comes before `a`. */
export function atOrBefore(a: Position, b: Position): boolean {
  return a.seq < b.seq || (a.seq === b.seq && a.characters <= b.characters);
}

/** Where a log stands after `fact`: inside it when it is text that may still grow. */
export function positionAfter(seq: number, fact: SessionFact): Position {
  return { seq, characters: fact.type === 'token' ? fact.text.length : 0 };
}

/**
 * Stored facts as a reader who stands at `after` meets them. `facts` begins no later than fact `after.seq`;
 * of a text that the reader has in part, only the rest is given.
 */
export function eventsAfter(after: Position, facts: Iterable<StoredFact>): SessionEvent[] {
  const events: SessionEvent[] = [];
  for (const { seq, at, fact } of facts) {
    if (seq < after.seq) continue;
    const position = positionAfter(seq, fact);
    if (seq > after.seq) {
      events.push({ position, at, fact });
    } else if (fact.type === 'token' && position.characters > after.characters) {
      events.push({ position, at, fact: { ...fact, text: fact.text.slice(after.characters) } });
    }
  }
  return events;
}

/** The recent end of a log in memory, so that those who follow need not ask the storage for every word. */
export class Tail {
  /** Everything after this position is in `#facts`. */
  #from: Position;
  #facts: StoredFact[] = [];

  constructor(from: Position) {
    this.#from = from;
  }

  /** What comes after `position`, or `undefined` when the tail does not reach that far back. */
  after(position: Position): SessionEvent[] | undefined {
    if (!atOrBefore(this.#from, position)) return undefined;
    // Readers are nearly always at the end, so look from there.
    let index = this.#facts.length;
    while (index > 0 && (this.#facts[index - 1]?.seq ?? 0) >= position.seq) index -= 1;
    return eventsAfter(position, this.#facts.slice(index));
  }

  /** Takes in what became durable. `grown` belongs to the last fact, which must be a text. */
  extend(grown: string, facts: readonly StoredFact[]): void {
    if (grown !== '') {
      const last = this.#facts.at(-1);
      if (last?.fact.type !== 'token') throw new Error('Only a text can grow');
      this.#facts[this.#facts.length - 1] = { ...last, fact: { ...last.fact, text: last.fact.text + grown } };
    }
    this.#facts.push(...facts);
  }
}
