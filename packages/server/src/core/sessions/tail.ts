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

/**
 * The recent end of a log in memory, so that those who follow need not ask the storage for every word. Text is kept in
 * the pieces in which it became durable: joined, it would be copied again with each of them.
 */
export class Tail {
  /** Everything after this position is in `#events`. */
  #from: Position;
  #events: SessionEvent[] = [];

  constructor(from: Position) {
    this.#from = from;
  }

  /** What comes after `position`, or `undefined` when the tail does not reach that far back. */
  after(position: Position): readonly SessionEvent[] | undefined {
    if (!atOrBefore(this.#from, position)) return undefined;
    // Readers are nearly always at the end, so look from there.
    let index = this.#events.length;
    while (index > 0 && !atOrBefore(this.#events[index - 1]?.position ?? this.#from, position)) index -= 1;
    const events = this.#events.slice(index);
    const [first] = events;
    if (first !== undefined) events[0] = restOf(first, position);
    return events;
  }

  /** Takes in what became durable. `grown` belongs to the last fact, which must be a text. */
  extend(grown: string, facts: readonly StoredFact[]): void {
    if (grown !== '') {
      const last = this.#events.at(-1);
      if (last?.fact.type !== 'token') throw new Error('Only a text can grow');
      const { seq, characters } = last.position;
      const position = { seq, characters: characters + grown.length };
      this.#events.push({ position, at: last.at, fact: { ...last.fact, text: grown } });
    }
    if (facts.length > 0) this.#joinLastText();
    for (const { seq, at, fact } of facts) this.#events.push({ position: positionAfter(seq, fact), at, fact });
  }

  /** A text that gets no longer is one event: a thousand pieces of it take more memory than its characters. */
  #joinLastText(): void {
    const last = this.#events.at(-1);
    if (last?.fact.type !== 'token') return;
    const isPiece = ({ position }: SessionEvent) => position.seq === last.position.seq;
    const from = this.#events.findLastIndex((event) => !isPiece(event)) + 1;
    const text = this.#events.slice(from).reduce((joined, { fact }) => joined + textOf(fact), '');
    this.#events.splice(from, this.#events.length, { ...last, fact: { ...last.fact, text } });
  }
}

function textOf(fact: SessionFact): string {
  return fact.type === 'token' ? fact.text : '';
}

/** The part of a piece of text that comes after `position`; any other event as it is. */
function restOf(event: SessionEvent, after: Position): SessionEvent {
  const { position, at, fact } = event;
  if (fact.type !== 'token' || position.seq !== after.seq) return event;
  const isNew = position.characters - after.characters;
  return isNew >= fact.text.length ? event : { position, at, fact: { ...fact, text: fact.text.slice(-isNew) } };
}
