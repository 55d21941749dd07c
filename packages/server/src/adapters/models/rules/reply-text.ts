import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import type { ReplyEvent } from '../../../core/engine/ports.ts';
import { phrase, type PhraseName } from './phrases.ts';
import type { ToolCaller } from './reply-rule.ts';

export type ReplyEvents = AsyncGenerator<ReplyEvent, void>;
/** What the coach says for one intent. */
export type IntentReply = (context: CoachContext, tools: ToolCaller) => ReplyEvents;

const PARAGRAPH = '\n\n';

/** Yields a paragraph made of sentences; empty ones are left out. */
export async function* paragraph(...sentences: (string | undefined)[]): ReplyEvents {
  const text = sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
  if (text !== '') yield { type: 'text', text: `${text}${PARAGRAPH}` };
}

export async function* list(items: readonly string[]): ReplyEvents {
  if (items.length > 0) yield { type: 'text', text: `${items.map((item) => `- ${item}`).join('\n')}${PARAGRAPH}` };
}

export const phraseReply = (name: PhraseName, context: CoachContext, slots: Record<string, string> = {}): ReplyEvents =>
  paragraph(phrase(name, context, slots));
