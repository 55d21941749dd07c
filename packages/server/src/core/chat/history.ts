import type { Message } from '../mind/ports.ts';

/** How many messages a model sees. Older ones stay in the log. */
export const HISTORY_LIMIT = 20;

/** The recent part of a conversation: at most `limit` messages, beginning with the candidate. */
export function recentHistory(messages: readonly Message[], limit = HISTORY_LIMIT): readonly Message[] {
  const recent = messages.slice(-limit);
  const opening = recent.findIndex((message) => message.role === 'candidate');
  return opening < 0 ? [] : recent.slice(opening);
}
