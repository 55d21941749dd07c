import { EventEmitter, once } from 'node:events';
import type { Position, SessionEvent, SessionFact } from '../../../packages/server/src/core/sessions/ports.ts';

/** One session's events in memory: what was, then what comes. */
export class MemorySession {
  readonly events: SessionEvent[] = [];
  readonly #wrote = new EventEmitter().setMaxListeners(0);
  #seq = 0;
  #characters = 0;
  #closed = false;

  append(...facts: SessionFact[]): void {
    for (const fact of facts) this.events.push({ position: this.#next(fact), at: 0, fact });
    this.#wrote.emit('wrote');
  }

  end(): void {
    this.#closed = true;
    this.#wrote.emit('wrote');
  }

  get position(): Position {
    return { seq: this.#seq, characters: this.#characters };
  }

  #next(fact: SessionFact): Position {
    const grows = fact.type === 'token' && this.#characters > 0;
    if (!grows) this.#seq += 1;
    this.#characters = fact.type === 'token' ? (grows ? this.#characters : 0) + fact.text.length : 0;
    return this.position;
  }

  past(after: Position, limit: number): SessionEvent[] {
    return this.events.filter(({ position }) => isAfter(position, after)).slice(0, limit);
  }

  async *follow(after: Position, signal: AbortSignal): AsyncGenerator<SessionEvent> {
    let next = this.events.findIndex(({ position }) => isAfter(position, after));
    if (next === -1) next = this.events.length;
    while (!signal.aborted) {
      const event = this.events[next];
      if (event !== undefined) {
        next += 1;
        yield event;
      } else if (this.#closed) return;
      else await once(this.#wrote, 'wrote', { signal }).catch(() => undefined);
    }
  }
}

function isAfter(one: Position, other: Position): boolean {
  return one.seq > other.seq || (one.seq === other.seq && one.characters > other.characters);
}
