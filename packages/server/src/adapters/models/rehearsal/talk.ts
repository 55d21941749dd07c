import type { CoachBrief } from '../../../core/chat/speech.ts';
import type { Spoken } from '../../../core/mind/ports.ts';
import { phrase, type PhraseName } from './phrases.ts';
import type { ToolBelt } from './speaker.ts';

export type Talk = AsyncGenerator<Spoken, void>;
/** What the coach says for one intent. */
export type Part = (brief: CoachBrief, tools: ToolBelt) => Talk;

const PARAGRAPH = '\n\n';

/** Speaks a paragraph made of sentences; empty ones are left out. */
export async function* paragraph(...sentences: (string | undefined)[]): Talk {
  const text = sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
  if (text !== '') yield { type: 'text', text: `${text}${PARAGRAPH}` };
}

export async function* list(items: readonly string[]): Talk {
  if (items.length > 0) yield { type: 'text', text: `${items.map((item) => `- ${item}`).join('\n')}${PARAGRAPH}` };
}

export const say = (name: PhraseName, brief: CoachBrief, slots: Record<string, string> = {}): Talk =>
  paragraph(phrase(name, brief.seed, slots));
