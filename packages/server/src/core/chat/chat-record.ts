import * as z from 'zod';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Row } from '../records/ports.ts';
import type { Chat } from './ports.ts';

const starter = z.object({ id: z.string(), label: z.string(), message: z.string() });

export const chatRecord = z.object({
  completed: z.boolean(),
  expiresAt: z.number(),
  locale: z.string(),
  postingId: z.string().optional(),
  title: z.string().optional(),
  starters: z.array(starter),
});

export type ChatRecord = z.infer<typeof chatRecord>;

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
    ...defined({ postingId: value.postingId, title: value.title, openTurnId: head.openTurnId }),
  };
}
