import { newId } from '../kernel/ids.ts';
import type { ReplyEvent } from '../engine/ports.ts';
import type { MessageRef, SessionWriter } from '../sessions/ports.ts';

/** Keeps the use of a tool in the log, and how it went. */
export function appendToolEvent(
  event: Extract<ReplyEvent, { type: 'tool_call' | 'tool_result' }>,
  writer: SessionWriter,
): void {
  if (event.type === 'tool_call') {
    const { id, name, args } = event;
    return writer.appendLater({ type: 'tool_call', id, name, args });
  }
  const { ok, summary } = event.outcome;
  writer.appendLater({ type: 'tool_result', id: event.id, name: event.name, ok, summary });
}

/** Takes a message back that was not meant for a reader. What is said instead stands in the message that it gives. */
export function withdrawMessage(message: MessageRef, writer: SessionWriter): MessageRef {
  writer.appendLater({ type: 'interrupted', turnId: writer.turnId, ...message, heardCharacters: 0 });
  return { ...message, messageId: newId('msg') };
}
