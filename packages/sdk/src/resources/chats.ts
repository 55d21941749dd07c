import type { Chat, ChatCreate, SessionEventPage, Turn, TurnCreate } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import { EventStream } from '../streaming/event-stream.ts';
import { TurnStream } from '../streaming/turn.ts';
import { followEvents, IDLE_MS, pastEvents } from './events.ts';
import type { EventsOptions } from './events.ts';

/** Practice with the coach. Needs a client token. */
export const chatsResource = (http: Http) => {
  const get = (chatId: string, options?: RequestOptions): Promise<Chat> => http.json({ path: chat(chatId), options });
  return {
    create: (body: ChatCreate = {}, options?: RequestOptions): Promise<Chat> =>
      http.json({ method: 'POST', path: '/v1/chats', body, creates: true, options }),

    /** Newest first. */
    list: (options?: ListOptions): PageList<Chat> => listPages(http, '/v1/chats', options),

    get,

    /** Says something to the coach. The answer streams, survives cut connections, and throws when it fails. */
    turn: (chatId: string, body: TurnCreate, options: RequestOptions = {}): TurnStream =>
      new TurnStream(http, { chatId, body, options, idleMs: IDLE_MS }),

    /** Says something to the coach and waits for the whole answer as one object. */
    createTurn: (chatId: string, body: TurnCreate, options?: RequestOptions): Promise<Turn> =>
      http.json({ method: 'POST', path: chat(chatId, '/turns'), body, creates: true, options }),

    /** What was said so far stays. Answers the same when the turn has already ended. */
    cancelTurn: (chatId: string, turnId: string, options?: RequestOptions): Promise<void> =>
      http.json({ method: 'POST', path: pathTo('/v1/chats/', chatId, '/turns/', turnId, '/cancel'), options }),

    /**
     * What was said after the event `after`, then what comes, over all turns; `error` events are part of the log.
     * Ends when the chat is completed.
     */
    events: (chatId: string, options: EventsOptions = {}): EventStream =>
      followEvents(http, {
        path: chat(chatId, '/events'),
        options,
        endsOnDone: false,
        isClosed: async () => (await get(chatId)).state !== 'active',
      }),

    /** One page of what was said; `nextCursor` is an event id for `after`. */
    pastEvents: (
      chatId: string,
      options: EventsOptions & { limit?: number | undefined } = {},
    ): Promise<SessionEventPage> => pastEvents(http, chat(chatId, '/events'), options),

    /** After that it can be read, not continued. */
    complete: (chatId: string, options?: RequestOptions): Promise<Chat> =>
      http.json({ method: 'POST', path: chat(chatId, '/complete'), options }),
  };
};

const chat = (chatId: string, after = '') => pathTo('/v1/chats/', chatId, after);
