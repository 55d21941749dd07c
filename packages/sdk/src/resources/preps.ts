import type { Prep, PrepCreate, SessionEventPage } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { EventStream } from '../streaming/event-stream.ts';
import { followEvents, pastEvents } from './events.ts';
import type { EventsOptions } from './events.ts';

/** How a document is wanted. */
export type DocumentOptions = RequestOptions & { format?: 'pdf' | 'markdown' | undefined };

/** Preparation documents. Needs a client token. */
export const prepsResource = (http: Http) => ({
  /** Made in the background: follow its `events`, or `get` its status. */
  create: (body: PrepCreate, options?: RequestOptions): Promise<Prep> =>
    http.json({ method: 'POST', path: '/v1/preps', body, creates: true, options }),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Prep> => listPages(http, '/v1/preps', options),

  get: (prepId: string, options?: RequestOptions): Promise<Prep> => http.json({ path: prep(prepId), options }),

  cancel: (prepId: string, options?: RequestOptions): Promise<Prep> =>
    http.json({ method: 'POST', path: prep(prepId, '/cancel'), options }),

  /** Its progress from `after` on. Ends with `done`; throws when the document failed. */
  events: (prepId: string, options: EventsOptions = {}): EventStream =>
    followEvents(http, { path: prep(prepId, '/events'), options, endsOnDone: true }),

  /** One page of its progress; `nextCursor` is an event id for `after`. */
  pastEvents: (
    prepId: string,
    options: EventsOptions & { limit?: number | undefined } = {},
  ): Promise<SessionEventPage> => pastEvents(http, prep(prepId, '/events'), options),

  /** The document itself, a PDF unless you ask for Markdown. Throws `ConflictError` (`prep_not_ready`) while it is being made. */
  document: (prepId: string, { format, ...options }: DocumentOptions = {}): Promise<Blob> =>
    http.send(
      {
        path: prep(prepId, '/document'),
        query: { format },
        accept: format === 'markdown' ? 'text/markdown' : 'application/pdf',
        options,
      },
      blob,
    ),

  /** The document behind the last part of a signed `url`. Needs no credential; works for one hour. */
  documentByLink: (link: string, options?: RequestOptions): Promise<Blob> =>
    http.send({ path: pathTo('/v1/documents/', link), accept: '*/*', options }, blob),
});

const blob = (response: Response): Promise<Blob> => response.blob();

const prep = (prepId: string, after = '') => pathTo('/v1/preps/', prepId, after);
