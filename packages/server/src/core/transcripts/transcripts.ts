import type { Chats } from '../chat/ports.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { BEGINNING, type SessionEvent, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Transcript, Transcripts } from './ports.ts';

type TranscriptMessage = Transcript['messages'][number];
type Dependencies = { readonly chats: Pick<Chats, 'get' | 'list'>; readonly log: Pick<SessionLog, 'read'> };

const EVENTS = 500;

/** The transcripts of chats, read from their logs. */
export function transcripts({ chats, log }: Dependencies): Transcripts {
  async function messagesOf(scope: Scope, chatId: string): Promise<TranscriptMessage[]> {
    const conversation = transcriptBuilder();
    let after = BEGINNING;
    for (;;) {
      const events = await log.read(scope, chatId, { after, limit: EVENTS });
      for (const event of events) conversation.add(event);
      const last = events.at(-1);
      if (last === undefined) return conversation.messages();
      after = last.position;
    }
  }

  return {
    async list(scope, page) {
      const { data, nextCursor } = await chats.list(scope, page);
      const summaries = [];
      for (const { id, title, createdAt } of data) {
        const { length: messages } = await messagesOf(scope, id);
        summaries.push({ chatId: id, startedAt: createdAt, messages, ...defined({ title }) });
      }
      return { data: summaries, nextCursor };
    },
    async get(scope, chatId) {
      const { id, title, createdAt } = await chats.get(scope, chatId);
      return { chatId: id, startedAt: createdAt, messages: await messagesOf(scope, id), ...defined({ title }) };
    },
  };
}

type TranscriptEntry = {
  readonly at: number;
  readonly paragraphs: string[];
  readonly questions: string[];
  open: boolean;
};

/** Merges facts into messages: one of the candidate, then one of the coach for each turn. */
function transcriptBuilder() {
  const messages: TranscriptMessage[] = [];
  let entry: TranscriptEntry | undefined;

  const entryAt = (at: number): TranscriptEntry => (entry ??= { at, paragraphs: [], questions: [], open: false });
  const endEntry = () => {
    if (entry !== undefined) messages.push(...messageOf(entry));
    entry = undefined;
  };

  return {
    add({ fact, at }: SessionEvent) {
      if (fact.type === 'decision') return; // nobody met it, so that it parts nothing
      if (fact.type === 'message') {
        endEntry();
        messages.push({ speaker: 'candidate', text: fact.text, at: fact.at });
      } else if (fact.type === 'token') {
        const current = entryAt(at);
        // Growing text may be met in several pieces; only another event begins a new paragraph.
        const begun = current.open ? (current.paragraphs.pop() ?? '') : '';
        current.paragraphs.push(begun + fact.text);
        current.open = true;
      } else if (fact.type === 'done' || fact.type === 'error') {
        endEntry();
      } else {
        if (fact.type === 'question') entryAt(at).questions.push(fact.text);
        if (entry !== undefined) entry.open = false;
      }
    },
    messages() {
      endEntry();
      return messages;
    },
  };
}

/** The reply contains the words of a question; where a turn was cut before them, the question itself is added. */
function messageOf({ at, paragraphs, questions }: TranscriptEntry): readonly TranscriptMessage[] {
  const joined = paragraphs.join('');
  const missing = questions.filter((question) => !joined.includes(question));
  const text = [...paragraphs, ...missing]
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  return text === '' ? [] : [{ speaker: 'coach', text, at: isoTime(at) }];
}
