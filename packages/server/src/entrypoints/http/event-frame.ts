import { positionId } from '../../core/sessions/position.ts';
import type { Position, SessionEvent, SessionFact, TurnEvent } from '../../core/sessions/ports.ts';

// Exhaustive by type: an event added to the contract does not compile until it stands here.
const WIRE_EVENTS: Readonly<Record<TurnEvent['type'], true>> = {
  disclosure: true,
  message: true,
  token: true,
  tool_call: true,
  tool_result: true,
  prep_progress: true,
  pdf_generated: true,
  prep_list: true,
  question: true,
  feedback: true,
  usage: true,
  interrupted: true,
  error: true,
  done: true,
};

/** Whether a fact of the log is an event of the contract. Decisions are not: they never leave the server. */
export function isWireEvent(fact: SessionFact): fact is TurnEvent {
  return Object.hasOwn(WIRE_EVENTS, fact.type);
}

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
    if (!isWireEvent(fact)) continue;
    const entry = { id: positionId(position), event: fact };
    const before = openText?.entry;
    if (fact.type === 'token' && openText?.seq === position.seq && before?.event.type === 'token') {
      before.id = entry.id;
      before.event = { type: 'token', text: before.event.text + fact.text };
      continue;
    }
    joined.push(entry);
    openText = fact.type === 'token' ? { seq: position.seq, entry } : undefined;
  }
  return joined;
}
