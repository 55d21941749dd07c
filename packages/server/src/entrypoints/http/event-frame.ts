import { positionId } from '../../core/sessions/position.ts';
import {
  isPublic,
  type Position,
  type SessionEvent,
  type SessionFact,
  type TurnEvent,
} from '../../core/sessions/ports.ts';

/** Whether this event is the last one of its turn. */
export function endsTurn(fact: SessionFact): boolean {
  return fact.type === 'done' || fact.type === 'error';
}

/**
 * One server-sent event. Whatever a model or a person wrote stands inside one line of JSON, where a line break is `\n`
 * spelled out: no text can begin a frame of its own.
 */
export function eventFrame(position: Position, event: TurnEvent): string {
  return `id: ${positionId(position)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

export type WireEvent = { id: string; event: TurnEvent };

/** Events as a JSON answer has them: pieces of one growing text are joined. */
export function wireEvents(events: readonly SessionEvent[]): WireEvent[] {
  const joined: WireEvent[] = [];
  let openText: { seq: number; entry: WireEvent } | undefined;
  for (const { position, fact } of events) {
    if (!isPublic(fact)) continue;
    const entry = { id: positionId(position), event: fact };
    const before = openText?.entry;
    if (fact.type === 'token' && openText?.seq === position.seq && before?.event.type === 'token') {
      before.id = entry.id;
      before.event = { ...before.event, text: before.event.text + fact.text };
      continue;
    }
    joined.push(entry);
    openText = fact.type === 'token' ? { seq: position.seq, entry } : undefined;
  }
  return joined;
}
