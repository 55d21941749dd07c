import type { Chats } from '../chat/ports.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import {
  foldLog,
  type FoldedTurn,
  KeptProjection,
  type Projection,
  type SessionLog,
  type TurnEvent,
} from '../sessions/ports.ts';
import type { Transcript, Transcripts } from './ports.ts';

type TranscriptMessage = Transcript['messages'][number];
type Dependencies = { readonly chats: Pick<Chats, 'get' | 'list'>; readonly log: Pick<SessionLog, 'read'> };

const EVERYTHING: Projection<readonly TranscriptMessage[]> = {
  reader: 'everybody',
  initial: [],
  reduce: (messages, turn) => [...messages, ...messagesOf(turn)],
};

const COUNT: Projection<number> = {
  reader: 'everybody',
  initial: 0,
  reduce: (count, turn) => count + messagesOf(turn).length,
};

/** The transcripts of chats, read from their logs. */
export function transcripts({ chats, log }: Dependencies): Transcripts {
  const counts = new KeptProjection(log, COUNT);
  return {
    abandon: (scope) => counts.abandon(scope),
    async list(scope, page) {
      const { data, nextCursor } = await chats.list(scope, page);
      const summaries = [];
      for (const { id, title, createdAt } of data) {
        const messages = await counts.of(scope, id);
        summaries.push({ chatId: id, startedAt: createdAt, messages, ...defined({ title }) });
      }
      return { data: summaries, nextCursor };
    },
    async get(scope, chatId) {
      const { id, title, createdAt } = await chats.get(scope, chatId);
      const { state: messages } = await foldLog({ log, scope, sessionId: id }, EVERYTHING);
      return { chatId: id, startedAt: createdAt, messages: [...messages], ...defined({ title }) };
    },
  };
}

type Entry = {
  readonly messageId: string;
  readonly speakerId: string;
  readonly at: number;
  readonly paragraphs: string[];
  readonly questions: string[];
  /** Whether more text goes on in the last paragraph: only an event of another kind begins a new one. */
  open: boolean;
};

/** The messages of a turn, each whole and where it began, however those of several speakers interleave. */
function messagesOf({ events }: FoldedTurn): readonly TranscriptMessage[] {
  const entries = new Map<string, Entry>();
  const entryOf = ({ messageId, speakerId }: Pick<Entry, 'messageId' | 'speakerId'>, at: number): Entry => {
    const entry = entries.get(messageId) ?? { messageId, speakerId, at, paragraphs: [], questions: [], open: false };
    entries.set(messageId, entry);
    return entry;
  };
  for (const { fact, at } of events) {
    if (fact.type === 'token') {
      const entry = entryOf(fact, at);
      const begun = entry.open ? (entry.paragraphs.pop() ?? '') : '';
      entry.paragraphs.push(begun + fact.text);
      entry.open = true;
      continue;
    }
    for (const entry of entries.values()) entry.open = false;
    if (fact.type === 'message') entryOf(fact, Date.parse(fact.at)).paragraphs.push(fact.text);
    if (fact.type === 'question') entryOf(askedIn(fact), at).questions.push(fact.text);
  }
  return [...entries.values()].flatMap(messageOf);
}

/** The message in which a question is asked. */
function askedIn({ messageId, speakerId, questionId }: Extract<TurnEvent, { type: 'question' }>) {
  return { messageId: messageId ?? questionId, speakerId: speakerId ?? 'coach' };
}

/** The reply contains the words of a question; where a turn was cut before them, the question itself is added. */
function messageOf({ messageId, speakerId, at, paragraphs, questions }: Entry): readonly TranscriptMessage[] {
  const joined = paragraphs.join('');
  const missing = questions.filter((question) => !joined.includes(question));
  const text = [...paragraphs, ...missing]
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  return text === '' ? [] : [{ messageId, speakerId, text, at: isoTime(at) }];
}
