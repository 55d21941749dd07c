import { connectionError, InterviewPrepError, streamError } from '../errors.ts';
import { EVENT_STREAM } from '../http/request.ts';
import type { Call, Http } from '../http/request.ts';
import { mayRetry, retryDelayMs } from '../http/retry.ts';
import { parseEvent, StreamPosition } from './event.ts';
import type { TurnEvent } from './event.ts';
import { readMessages } from './sse.ts';

/**
 * How many connections in a row may fail without a new event before the stream gives up: about 30 seconds with full
 * jitter.
 */
export const MAX_FAILURES = 8;

/** An event with its id. */
export type ReceivedEvent = { readonly id: string | undefined; readonly event: TurnEvent };

/** Options of `follow`. */
export type FollowOptions = {
  /** The request to send; `lastEventId` is `undefined` until the first event was received. */
  call: (lastEventId: string | undefined) => Call;
  after?: string | undefined;
  /** Whether `done` and `error` end the stream. They do not end a log of several turns. */
  endsOnDone: boolean;
  /** Called when a response body ended without a final event: whether no further events can come. */
  isClosed?: (() => Promise<boolean>) | undefined;
  signal: AbortSignal;
  idleMs: number;
};

/**
 * The events of a log, each once and in order, over as many connections as needed. Ends after `done` (or when
 * `isClosed` says so); otherwise throws the error class of an `error` event, the error response of the server, or
 * `ConnectionError`.
 */
export async function* follow(http: Http, options: FollowOptions): AsyncGenerator<ReceivedEvent, void, undefined> {
  const { random, sleep } = http.settings;
  const position = new StreamPosition(options.after);
  for (let failures = 0; ;) {
    const connection: Connection = { newEvents: 0, heartbeats: 0, ended: false, requestId: undefined };
    let failure: unknown;
    try {
      for await (const received of readOnce(http, options, { position, connection })) {
        yield received;
        if (!connection.ended) continue;
        if (received.event.type === 'error') throw streamError(received.event, connection.requestId);
        return;
      }
      if (await options.isClosed?.()) return;
    } catch (error) {
      options.signal.throwIfAborted();
      if (connection.ended || !mayRetry(error)) throw error;
      failure = error;
    }
    options.signal.throwIfAborted();
    // Reset the count when new events arrived or the connection stayed open for a while (the first heartbeat may be
    // sent with the headers).
    failures = connection.newEvents > 0 || connection.heartbeats > 1 ? 1 : failures + 1;
    if (failures > maxFailures(http, failure, options.call(position.lastEventId))) throw finalError(failure);
    await sleep(retryDelayMs(failures - 1, failure, random), options.signal);
  }
}

function maxFailures(http: Http, failure: unknown, { method }: Call): number {
  // The server is still answering the first request of this very call; its reply will be delivered to the retry.
  const isOwnRequest = failure instanceof InterviewPrepError && failure.code === 'idempotency_in_flight';
  return method === undefined || isOwnRequest ? MAX_FAILURES : http.settings.maxRetries;
}

function finalError(failure: unknown): unknown {
  if (failure instanceof InterviewPrepError && failure.status !== undefined) return failure;
  const reason = failure instanceof Error ? failure.message : 'it ended early.';
  return connectionError(`The stream could not be resumed: ${reason}`, { cause: failure });
}

/** State of one connection. */
type Connection = {
  /** Number of events that were not received before. */
  newEvents: number;
  heartbeats: number;
  /** Whether an event arrived that ends the stream. */
  ended: boolean;
  requestId: string | undefined;
};

async function* readOnce(
  http: Http,
  options: FollowOptions,
  { position, connection }: { position: StreamPosition; connection: Connection },
): AsyncGenerator<ReceivedEvent, void, undefined> {
  const body = await open(http, options, { call: options.call(position.lastEventId), connection });
  const messages = readMessages(body, { idleMs: options.idleMs, onHeartbeat: () => (connection.heartbeats += 1) });
  for await (const { id, data } of messages) {
    const event = parseEvent(data);
    const known = position.advanceTo(id, event?.type === 'token' ? event.text.length : 0);
    if (known === undefined) continue;
    connection.newEvents += 1;
    if (event === undefined) continue;
    connection.ended = options.endsOnDone && (event.type === 'done' || event.type === 'error');
    yield { id, event: event.type === 'token' ? { ...event, text: event.text.slice(known) } : event };
  }
}

function open(
  http: Http,
  { signal }: FollowOptions,
  { call, connection }: { call: Call; connection: Connection },
): Promise<ReadableStream<Uint8Array>> {
  // Retries are counted by `follow`; counting them here too would multiply them.
  return http.send(
    { ...call, accept: EVENT_STREAM, maxRetries: 0, options: { ...call.options, signal } },
    ({ body, headers }) => {
      if (body === null || !headers.get('content-type')?.startsWith(EVENT_STREAM)) {
        throw connectionError('The response is not an event stream.', { code: 'malformed_answer' });
      }
      connection.requestId = headers.get('x-request-id') ?? undefined;
      return body;
    },
  );
}
