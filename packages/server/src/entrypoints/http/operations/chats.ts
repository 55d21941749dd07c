import { defined } from '../../../core/kernel/defined.ts';
import { transcriptAsText } from '../../../core/transcripts/transcript-text.ts';
import { EMPTY, json } from '../answer.ts';
import { pageOf, positionOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';
import type { HttpServices } from '../options.ts';
import { EVENT_TYPES, eventPage } from './event-page.ts';

type ChatNames =
  | 'createChat'
  | 'listChats'
  | 'getChat'
  | 'createTurn'
  | 'cancelTurn'
  | 'interruptTurn'
  | 'listChatEvents'
  | 'completeChat'
  | 'listTranscripts'
  | 'getTranscript';

/** Chats with the coach, and their transcripts. */
export function chatOperations({ chats, transcripts }: HttpServices): Pick<Handlers, ChatNames> {
  return {
    createChat: async (call) => json(await chats.create(scopeOf(call), call.body, call.origin('cht')), 201),
    listChats: async (call) => json(await chats.list(scopeOf(call), pageOf(call.query))),
    getChat: async (call) => json(await chats.get(scopeOf(call), call.path.chatId)),
    createTurn: async (call) => ({
      kind: 'turn',
      chatId: call.path.chatId,
      ...(await chats.turn(scopeOf(call), call.path.chatId, {
        ...call.body,
        ...defined({ turnId: call.origin('trn').id }),
      })),
    }),
    cancelTurn: async (call) => {
      await chats.cancel(scopeOf(call), call.path.chatId, call.path.turnId);
      return EMPTY;
    },
    interruptTurn: async (call) => {
      await chats.interrupt(scopeOf(call), call.path.chatId, { turnId: call.path.turnId, ...call.body });
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
      return call.query.format === 'text' ? { kind: 'text', text: transcriptAsText(transcript) } : json(transcript);
    },
  };
}
