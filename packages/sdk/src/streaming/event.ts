import { EVENT_TYPES } from '../contract/event-types.ts';
import type { components } from '../contract/openapi.d.ts';
import { connectionError } from '../errors.ts';

/** Every event a stream can deliver, as a union discriminated by `type`. */
export type TurnEvent = components['schemas']['TurnEvent'];
export type TurnEventType = TurnEvent['type'];
export type TurnEventOf<Type extends TurnEventType> = Extract<TurnEvent, { type: Type }>;

/**
 * Parses the data of an SSE frame; `undefined` for an event type this version does not know. Throws when it is not an
 * event.
 */
export function parseEvent(data: string): TurnEvent | undefined {
  try {
    // The server validates its events against the contract that TurnEvent was generated from; `null` throws here.
    const event = JSON.parse(data) as TurnEvent;
    return EVENT_TYPES.includes(event.type) ? event : undefined;
  } catch (cause) {
    throw connectionError('The server sent an invalid event.', { code: 'malformed_answer', retryable: false, cause });
  }
}

/** A position in a log: after event `seq`, and after `characters` characters of its text when it is a growing text. */
type Position = { seq: number; characters: number };

/** Tracks what was received, so that events repeated by a new connection are dropped. */
export class StreamPosition {
  #lastEventId: string | undefined;
  #position: Position | undefined;

  constructor(after: string | undefined) {
    this.#lastEventId = after;
    this.#position = positionOf(after);
  }

  /** The id to resume after. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  /**
   * Records a received event. Returns how many leading characters of its text are already known; `undefined` when all
   * of it is.
   */
  advanceTo(id: string | undefined, textLength: number): number | undefined {
    const next = positionOf(id);
    const last = this.#position;
    if (!next) return 0;
    if (last && (next.seq < last.seq || (next.seq === last.seq && next.characters <= last.characters)))
      return undefined;
    this.#lastEventId = id;
    this.#position = next;
    if (next.seq !== last?.seq) return 0;
    return Math.max(0, last.characters - (next.characters - textLength));
  }
}

function positionOf(id: string | undefined): Position | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(id ?? '');
  return match ? { seq: Number(match[1]), characters: Number(match[2] ?? 0) } : undefined;
}
