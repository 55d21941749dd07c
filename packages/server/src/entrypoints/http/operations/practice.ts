import type { SessionEvent } from '../../../core/sessions/ports.ts';
import { positionId } from '../../../core/sessions/position.ts';
import type { PrepDocument } from '../../../core/preps/ports.ts';
import type { Transcript } from '../../../core/transcripts/ports.ts';
import { wireEvents, type WireEvent } from '../event-frame.ts';
import type { HttpServices } from '../options.ts';
import { EMPTY, json, type Answer } from '../answer.ts';
import { pageOf, positionOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';

type ChatNames =
  | 'createChat'
  | 'listChats'
  | 'getChat'
  | 'createTurn'
  | 'cancelTurn'
  | 'listChatEvents'
  | 'completeChat'
  | 'listTranscripts'
  | 'getTranscript';
type PrepNames =
  'createPrep' | 'listPreps' | 'getPrep' | 'cancelPrep' | 'listPrepEvents' | 'getPrepDocument' | 'getDocumentByLink';

const EVENT_TYPES = ['application/json', 'text/event-stream'];

/** Chats with the coach, and their transcripts. */
export function chatOperations({ chats, transcripts }: HttpServices): Pick<Handlers, ChatNames> {
  return {
    createChat: async (call) => json(await chats.create(scopeOf(call), call.body), 201),
    listChats: async (call) => json(await chats.list(scopeOf(call), pageOf(call.query))),
    getChat: async (call) => json(await chats.get(scopeOf(call), call.path.chatId)),
    createTurn: async (call) => ({
      kind: 'turn',
      chatId: call.path.chatId,
      ...(await chats.turn(scopeOf(call), call.path.chatId, call.body)),
    }),
    cancelTurn: async (call) => {
      await chats.cancel(scopeOf(call), call.path.chatId, call.path.turnId);
      return EMPTY;
    },
    listChatEvents: async (call) => {
      const scope = scopeOf(call);
      const { chatId } = call.path;
      const after = positionOf(call);
      if (call.wants(EVENT_TYPES) === 'text/event-stream') {
        // Asked first, so that a foreign chat is a 404 however long its log takes to read.
        await chats.get(scope, chatId);
        return {
          kind: 'stream',
          source: { complete: false, events: (signal) => chats.events(scope, chatId, { after, signal }) },
        };
      }
      const limit = call.query.limit ?? 20;
      return json(eventPage(await chats.past(scope, chatId, { after, limit }), limit));
    },
    completeChat: async (call) => json(await chats.complete(scopeOf(call), call.path.chatId)),
    listTranscripts: async (call) => json(await transcripts.list(scopeOf(call), pageOf(call.query))),
    getTranscript: async (call) => {
      const transcript = await transcripts.get(scopeOf(call), call.path.chatId);
      return call.query.format === 'text' ? { kind: 'text', text: plainTranscript(transcript) } : json(transcript);
    },
  };
}

/** Preparation documents. */
export function prepOperations({ preps }: HttpServices): Pick<Handlers, PrepNames> {
  return {
    createPrep: async (call) => json(await preps.create(scopeOf(call), call.body), 202),
    listPreps: async (call) => json(await preps.list(scopeOf(call), pageOf(call.query))),
    getPrep: async (call) => json(await preps.get(scopeOf(call), call.path.prepId)),
    cancelPrep: async (call) => json(await preps.cancel(scopeOf(call), call.path.prepId)),
    listPrepEvents: async (call) => {
      const scope = scopeOf(call);
      const { prepId } = call.path;
      const after = positionOf(call);
      if (call.wants(EVENT_TYPES) === 'text/event-stream') {
        await preps.get(scope, prepId);
        return {
          kind: 'stream',
          source: { complete: true, events: (signal) => preps.events(scope, prepId, { after, signal }) },
        };
      }
      const limit = call.query.limit ?? 20;
      return json(eventPage(await preps.past(scope, prepId, { after, limit }), limit));
    },
    getPrepDocument: async (call) =>
      file(await preps.document(scopeOf(call), call.path.prepId, call.query.format ?? 'pdf')),
    getDocumentByLink: async (call) => {
      const format = call.wants(['application/pdf', 'text/markdown']) === 'text/markdown' ? 'markdown' : 'pdf';
      return file(await preps.documentByLink(call.path.link, format));
    },
  };
}

function file({ fileName, contentType, bytes }: PrepDocument): Answer<never> {
  return { kind: 'file', fileName, contentType, bytes };
}

function eventPage(events: readonly SessionEvent[], limit: number): { data: WireEvent[]; nextCursor: string | null } {
  const last = events.at(-1);
  return {
    data: wireEvents(events),
    nextCursor: last === undefined || events.length < limit ? null : positionId(last.position),
  };
}

function plainTranscript({ title, startedAt, messages }: Transcript): string {
  const heading = `${title ?? 'Practice chat'}\n${startedAt}\n`;
  return [
    heading,
    ...messages.map(({ speaker, text, at }) => `[${at}] ${speaker === 'coach' ? 'Coach' : 'Candidate'}\n${text}\n`),
  ].join('\n');
}
