import type { ModelMessage } from './model.ts';

/** How many messages a model receives. Older ones stay in the log. */
export const MESSAGE_LIMIT = 20;

/**
 * The newest part of a conversation that a model may receive: at most `limit` messages (3 or more), beginning with words
 * of a person, with every tool call beside its result. Roles must alternate in `messages`, and the last be the user's.
 */
export function recentMessages(messages: readonly ModelMessage[], limit = MESSAGE_LIMIT): readonly ModelMessage[] {
  const earliest = Math.max(0, messages.length - limit);
  const opening = messages.findIndex((message, index) => index >= earliest && isHuman(message));
  if (opening >= 0) return messages.slice(opening);
  // A loop of tools longer than the window: what the person asked, and the newest whole pairs.
  const asked = messages.findLast(isHuman);
  const pairs = messages.findIndex(({ role }, index) => index > messages.length - limit && role === 'assistant');
  return asked === undefined || pairs < 0 ? [] : [asked, ...messages.slice(pairs)];
}

function isHuman(message: ModelMessage): boolean {
  return message.role === 'user' && !message.blocks.some(({ type }) => type === 'tool_result');
}

/** Messages whose roles alternate: neighbours of one role become one message. */
export function alternating(messages: readonly ModelMessage[]): ModelMessage[] {
  const merged: ModelMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last?.role === message.role)
      merged[merged.length - 1] = { role: last.role, blocks: [...last.blocks, ...message.blocks] };
    else merged.push(message);
  }
  return merged;
}
