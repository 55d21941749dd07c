import type { Chat, ChatCreate, SessionEventPage, Turn, TurnCreate, TurnInterrupt } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import { EventStream } from '../streaming/event-stream.ts';
import { TurnStream } from '../streaming/turn.ts';
import { followEvents, IDLE_MS, pastEvents } from './events.ts';
import type { EventsOptions } from './events.ts';

/** Where a reply that is read aloud was interrupted. */
export type InterruptedTurn = TurnInterrupt & { turnId: string };

/** Chats with the coach. Needs a client token. */
export const chatsResource = (http: Http) => {
  const get = (chatId: string, options?: RequestOptions): Promise<Chat> => http.call(chat(chatId), options);
  return {
    create: (body: ChatCreate = {}, options?: RequestOptions): Promise<Chat> => http.create('/v1/chats', body, options),

    /** Newest first. */
    list: (options?: ListOptions): PageList<Chat> => listPages(http, '/v1/chats', options),

    get,

    /**
     * Sends a message and streams the coach's reply. The stream resumes after a lost connection and throws when the
     * turn fails.
     */
    turn: (chatId: string, body: TurnCreate, options: RequestOptions = {}): TurnStream =>
      new TurnStream(http, { chatId, body, options, idleMs: IDLE_MS }),

    /** Sends a message and waits for the complete reply as one object. */
    createTurn: (chatId: string, body: TurnCreate, options?: RequestOptions): Promise<Turn> =>
      http.create(chat(chatId, '/turns'), body, options),

    /** Stops the reply of a turn; text produced so far is kept. Succeeds too when the turn has already ended. */
    cancelTurn: (chatId: string, turnId: string, options?: RequestOptions): Promise<void> =>
      http.call(turn(chatId, turnId, '/cancel'), options, 'POST'),

    /** As `cancelTurn`, for a reply that is read aloud: only what was heard of the message (UTF-16 code units) counts. */
    interruptTurn: (chatId: string, { turnId, ...body }: InterruptedTurn, options?: RequestOptions): Promise<void> =>
      http.call(turn(chatId, turnId, '/interrupt'), options, 'POST', body),

    /**
     * Streams the events of all turns after event `after`, first stored ones, then new ones; `error` events are
     * included. Ends when the chat is completed or expired.
     */
    events: (chatId: string, options: EventsOptions = {}): EventStream =>
      followEvents(http, {
        path: chat(chatId, '/events'),
        options,
        endsOnDone: false,
        isClosed: async () => (await get(chatId)).state !== 'active',
      }),

    /** One page of stored events; `nextCursor` is an event id to pass as `after`. */
    pastEvents: (
      chatId: string,
      options: EventsOptions & { limit?: number | undefined } = {},
    ): Promise<SessionEventPage> => pastEvents(http, chat(chatId, '/events'), options),

    /** Ends the chat. Afterwards it can be read but not continued. */
    complete: (chatId: string, options?: RequestOptions): Promise<Chat> =>
      http.call(chat(chatId, '/complete'), options, 'POST'),
  };
};

const chat = (chatId: string, after = '') => pathTo('/v1/chats/', chatId, after);

const turn = (chatId: string, turnId: string, after: string) => pathTo('/v1/chats/', chatId, '/turns/', turnId, after);
