import type { ReplyEvent } from '../engine/ports.ts';
import type { SessionWriter } from '../sessions/ports.ts';

/** Keeps the use of a tool in the log, and how it went. */
export function appendToolEvent(event: Exclude<ReplyEvent, { type: 'text' }>, writer: SessionWriter): void {
  if (event.type === 'tool_call') {
    const { id, name, args } = event;
    return writer.appendLater({ type: 'tool_call', id, name, args });
  }
  const { ok, summary } = event.outcome;
  writer.appendLater({ type: 'tool_result', id: event.id, name: event.name, ok, summary });
}
