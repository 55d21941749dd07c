import type { Prep, PrepCreate, SessionEventPage } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { EventStream } from '../streaming/event-stream.ts';
import { followEvents, pastEvents } from './events.ts';
import type { EventsOptions } from './events.ts';

/** Format of a preparation document. Default: `pdf`. */
export type DocumentOptions = RequestOptions & { format?: 'pdf' | 'markdown' | undefined };

/** Preparation documents. Needs a client token. */
export const prepsResource = (http: Http) => ({
  /** Starts a document in the background: follow its `events`, or poll its status with `get`. */
  create: (body: PrepCreate, options?: RequestOptions): Promise<Prep> => http.create('/v1/preps', body, options),

  /** Newest first. */
  list: (options?: ListOptions): PageList<Prep> => listPages(http, '/v1/preps', options),

  get: (prepId: string, options?: RequestOptions): Promise<Prep> => http.call(prep(prepId), options),

  cancel: (prepId: string, options?: RequestOptions): Promise<Prep> =>
    http.call(prep(prepId, '/cancel'), options, 'POST'),

  /** Downloads the document, as PDF by default. Throws `ConflictError` (`prep_not_ready`) while it is in progress. */
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

  /** Progress events after `after`. Ends with `done`; throws when the document failed. */
  events: (prepId: string, options: EventsOptions = {}): EventStream =>
    followEvents(http, { path: prep(prepId, '/events'), options, endsOnDone: true }),

  /** One page of progress events; `nextCursor` is an event id to pass as `after`. */
  pastEvents: (
    prepId: string,
    options: EventsOptions & { limit?: number | undefined } = {},
  ): Promise<SessionEventPage> => pastEvents(http, prep(prepId, '/events'), options),

  /**
   * Downloads a document by the last path segment of its signed `url`. Needs no credential; the link is valid for one
   * hour.
   */
  documentByLink: (link: string, options?: RequestOptions): Promise<Blob> =>
    http.send({ path: pathTo('/v1/documents/', link), accept: '*/*', options }, blob),
});

const blob = (response: Response): Promise<Blob> => response.blob();

const prep = (prepId: string, after = '') => pathTo('/v1/preps/', prepId, after);
