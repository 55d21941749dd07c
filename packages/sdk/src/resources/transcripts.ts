import type { Transcript, TranscriptSummary } from '../contract/shapes.ts';
import { listPages } from '../http/page.ts';
import type { ListOptions, PageList } from '../http/page.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Transcripts of chats. Needs a client token. */
export const transcriptsResource = (http: Http) => ({
  /** Newest first. */
  list: (options?: ListOptions): PageList<TranscriptSummary> => listPages(http, '/v1/transcripts', options),

  get: (chatId: string, options?: RequestOptions): Promise<Transcript> =>
    http.call(pathTo('/v1/transcripts/', chatId), options),

  /** The transcript as plain text. */
  text: (chatId: string, options?: RequestOptions): Promise<string> =>
    http.send(
      { path: pathTo('/v1/transcripts/', chatId), query: { format: 'text' }, accept: 'text/plain', options },
      (response) => response.text(),
    ),
});
