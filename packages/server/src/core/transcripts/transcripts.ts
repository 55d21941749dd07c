import type { Chats } from '../chat/ports.ts';
import { isoTime } from '../kernel/clock.ts';
import { BEGINNING, type SessionEvent, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Transcript, Transcripts } from './ports.ts';

type Said = Transcript['messages'][number];
type Parts = { readonly chats: Pick<Chats, 'get' | 'list'>; readonly log: Pick<SessionLog, 'read'> };

const EVENTS = 500;

/** What was said in chats, read from their logs. */
export function transcripts({ chats, log }: Parts): Transcripts {
  async function messagesOf(scope: Scope, chatId: string): Promise<Said[]> {
    const conversation = whatWasSaid();
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
        summaries.push({ chatId: id, startedAt: createdAt, messages, ...(title === undefined ? {} : { title }) });
      }
      return { data: summaries, nextCursor };
    },
    async get(scope, chatId) {
      const { id, title, createdAt } = await chats.get(scope, chatId);
      return {
        chatId: id,
        startedAt: createdAt,
        messages: await messagesOf(scope, id),
        ...(title === undefined ? {} : { title }),
      };
    },
  };
}

type Speech = { readonly at: number; readonly paragraphs: string[]; readonly questions: string[]; open: boolean };

/** Merges facts into messages: one of the candidate, then one of the coach for each turn. */
function whatWasSaid() {
  const said: Said[] = [];
  let speech: Speech | undefined;

  const speechAt = (at: number): Speech => (speech ??= { at, paragraphs: [], questions: [], open: false });
  const endSpeech = () => {
    if (speech !== undefined) said.push(...messageOf(speech));
    speech = undefined;
  };

  return {
    add({ fact, at }: SessionEvent) {
      if (fact.type === 'decision') return; // nobody met it, so that it parts nothing
      if (fact.type === 'message') {
        endSpeech();
        said.push({ speaker: 'candidate', text: fact.text, at: fact.at });
      } else if (fact.type === 'token') {
        const current = speechAt(at);
        // Growing text may be met in several pieces; only another event begins a new paragraph.
        const begun = current.open ? (current.paragraphs.pop() ?? '') : '';
        current.paragraphs.push(begun + fact.text);
        current.open = true;
      } else if (fact.type === 'done' || fact.type === 'error') {
        endSpeech();
      } else {
        if (fact.type === 'question') speechAt(at).questions.push(fact.text);
        if (speech !== undefined) speech.open = false;
      }
    },
    messages() {
      endSpeech();
      return said;
    },
  };
}

/** The words of a question stand in the speech; where a turn was cut before them, the question itself is what was said. */
function messageOf({ at, paragraphs, questions }: Speech): readonly Said[] {
  const spoken = paragraphs.join('');
  const unsaid = questions.filter((question) => !spoken.includes(question));
  const text = [...paragraphs, ...unsaid]
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  return text === '' ? [] : [{ speaker: 'coach', text, at: isoTime(at) }];
}
