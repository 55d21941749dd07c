import type { SessionEventPage } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import { EventStream } from '../streaming/event-stream.ts';
import { follow } from '../streaming/follow.ts';

/** From where to read a log. */
export type EventsOptions = RequestOptions & {
  /** The id of the last event you have. Without it, from the beginning. */
  after?: string | undefined;
};

/** Three heartbeats of the server. A phone that changed networks hears nothing, not even that the connection is gone. */
export const IDLE_MS = 45_000;

type LogOptions = { path: string; options: EventsOptions; endsOnDone: boolean; isClosed?: () => Promise<boolean> };

/** The events of a log as a stream that resumes. */
export function followEvents(http: Http, { path, options, endsOnDone, isClosed }: LogOptions): EventStream {
  const { after, signal, ...rest } = options;
  const aborter = new AbortController();
  if (signal?.aborted) aborter.abort(signal.reason);
  signal?.addEventListener('abort', () => aborter.abort(signal.reason), { once: true });
  const events = follow(http, {
    call: (lastEventId) => ({ path, headers: { 'last-event-id': lastEventId }, options: rest }),
    after,
    endsOnDone,
    ...(isClosed !== undefined && { isClosed }),
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
