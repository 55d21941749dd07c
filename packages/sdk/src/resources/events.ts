import type { SessionEventPage } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import { onAbort } from '../http/on-abort.ts';
import { EventStream } from '../streaming/event-stream.ts';
import { follow } from '../streaming/follow.ts';

/** Where to start reading an event log. */
export type EventsOptions = RequestOptions & {
  /** The id of the last event already read. Default: start from the beginning. */
  after?: string | undefined;
};

/**
 * Three heartbeat intervals of the server. A device that changed networks gets no signal that the connection is lost.
 */
export const IDLE_MS = 45_000;

type LogOptions = {
  path: string;
  options: EventsOptions;
  endsOnDone: boolean;
  isClosed?: (() => Promise<boolean>) | undefined;
};

/** The events of a log as a stream that resumes after a lost connection. */
export function followEvents(http: Http, { path, options, endsOnDone, isClosed }: LogOptions): EventStream {
  const { after, signal, ...rest } = options;
  const aborter = new AbortController();
  onAbort(signal, () => aborter.abort(signal?.reason));
  const events = follow(http, {
    call: (lastEventId) => ({ path, headers: { 'last-event-id': lastEventId }, options: rest }),
    after,
    endsOnDone,
    isClosed,
    signal: aborter.signal,
    idleMs: IDLE_MS,
  });
  return new EventStream(events, aborter);
}

/** One page of a log. */
export function pastEvents(
  http: Http,
  path: string,
  { after, limit, ...options }: EventsOptions & { limit?: number | undefined },
): Promise<SessionEventPage> {
  return http.json({ path, query: { after, limit }, options });
}
