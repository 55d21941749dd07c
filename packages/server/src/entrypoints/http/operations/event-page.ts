import type { SessionEvent } from '../../../core/sessions/ports.ts';
import { positionId } from '../../../core/sessions/position.ts';
import { wireEvents, type WireEvent } from '../event-frame.ts';

/** How events are answered: as a page of JSON, or as a stream that goes on. */
export const EVENT_TYPES = ['application/json', 'text/event-stream'];

/** A page of events that were, with the cursor to the next one. */
export function eventPage(
  events: readonly SessionEvent[],
  limit: number,
): { data: WireEvent[]; nextCursor: string | null } {
  const last = events.at(-1);
  return {
    data: wireEvents(events),
    nextCursor: last === undefined || events.length < limit ? null : positionId(last.position),
  };
}
