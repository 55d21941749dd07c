import { isoTime } from '../kernel/clock.ts';
import type { ChatRecord } from '../practice/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Row } from '../records/ports.ts';
import type { Chat } from './ports.ts';

export function stateOf(record: ChatRecord, now: number): Chat['state'] {
  if (record.completed) return 'completed';
  return now >= record.expiresAt ? 'expired' : 'active';
}

export function asChat(row: Row<ChatRecord>, now: number, head: { lastEventId: string; openTurnId?: string }): Chat {
  const { value } = row;
  return {
    id: row.id,
    state: stateOf(value, now),
    createdAt: isoTime(row.createdAt),
    expiresAt: isoTime(value.expiresAt),
    starters: value.starters,
    lastEventId: head.lastEventId,
    ...defined({ postingId: value.postingId, title: value.title }),
    // A turn that began while its chat was completed ends at once.
    ...(value.completed ? {} : defined({ openTurnId: head.openTurnId })),
  };
}

/** What a trace says of a turn. */
export function spanAttributes({ sessionId, agentId }: { sessionId: string; agentId: string }): Record<string, string> {
  return { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': agentId, 'gen_ai.conversation.id': sessionId };
}
