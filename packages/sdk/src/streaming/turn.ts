import { newIdempotencyKey, pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { components } from '../contract/openapi.d.ts';
import type { TurnEvent } from './event.ts';
import { abortError, EventStream } from './event-stream.ts';
import { follow } from './follow.ts';
import type { ReceivedEvent } from './follow.ts';

/** A turn that ended well. `text` is what the coach said. */
export type FinalTurn = { readonly turnId: string; readonly text: string; readonly events: readonly TurnEvent[] };

/** What to say, where. */
export type TurnRequest = {
  chatId: string;
  body: components['schemas']['TurnCreate'];
  options: RequestOptions;
  idleMs: number;
};

/**
 * The answer to one message while it is made. Can be read by several readers, each from its beginning. `break` out of
 * a loop, `abort()` and an aborted `signal` also stop the coach, unless `abort({ keepTurn: true })` was said.
 */
export class TurnStream extends EventStream {
  readonly #http: Http;
  readonly #chatId: string;
  readonly #state: TurnState;

  constructor(http: Http, request: TurnRequest) {
    const aborter = new AbortController();
    const state: TurnState = { turnId: undefined };
    super(turnEvents(http, { request, state, signal: aborter.signal }), aborter);
    this.#http = http;
    this.#chatId = request.chatId;
    this.#state = state;
    const { signal } = request.options;
    if (signal?.aborted) this.stop(signal.reason);
    signal?.addEventListener('abort', () => this.#finish(signal.reason, true), { once: true });
  }

  /** The turn's id, once the server has told it. */
  get turnId(): string | undefined {
    return this.#state.turnId;
  }

  /** The whole turn when it is done. Throws what the stream throws. */
  async final(): Promise<FinalTurn> {
    const events: TurnEvent[] = [];
    const texts: string[] = [];
    for await (const event of this) {
      events.push(event);
      if (event.type === 'token') texts.push(event.text);
    }
    return { turnId: this.#state.turnId ?? '', text: texts.join(''), events };
  }

  /** Stops reading and stops the coach. With `keepTurn` the answer is finished on the server and stands in the chat later. */
  override abort({ keepTurn = false }: { keepTurn?: boolean } = {}): void {
    this.#finish(abortError(), !keepTurn);
  }

  /** @internal */
  protected override readerStart<T>(first: T): T {
    return first;
  }

  #finish(reason: unknown, cancel: boolean): void {
    if (this.closed) return;
    this.stop(reason);
    // Nobody waits for it, and nobody can do anything about a failure: the answer then simply runs to its end.
    if (cancel) void this.#cancel().catch(() => undefined);
  }

  async #cancel(): Promise<void> {
    // Stopped before the first event came: the server may be at work already, and knows which turn is open.
    const turnId =
      this.#state.turnId ??
      (await this.#http.json<components['schemas']['Chat']>({ path: pathTo('/v1/chats/', this.#chatId) })).openTurnId;
    if (turnId !== undefined)
      await this.#http.json({ method: 'POST', path: pathTo('/v1/chats/', this.#chatId, '/turns/', turnId, '/cancel') });
  }
}

type TurnState = { turnId: string | undefined };

async function* turnEvents(
  http: Http,
  turn: { request: TurnRequest; state: TurnState; signal: AbortSignal },
): AsyncGenerator<ReceivedEvent, void, undefined> {
  const { chatId, body, options, idleMs } = turn.request;
  const optionsWithKey = { ...options, idempotencyKey: options.idempotencyKey ?? newIdempotencyKey() };
  const received = follow(http, {
    // Until an event came we cannot know whether the server heard us: the same key makes saying it again harmless.
    call: (lastEventId) =>
      lastEventId === undefined
        ? { method: 'POST', path: pathTo('/v1/chats/', chatId, '/turns'), body, options: optionsWithKey }
        : { path: pathTo('/v1/chats/', chatId, '/events'), headers: { 'last-event-id': lastEventId } },
    endsOnDone: true,
    signal: turn.signal,
    idleMs,
  });
  for await (const item of received) {
    if (item.event.type === 'message' || item.event.type === 'done') turn.state.turnId = item.event.turnId;
    yield item;
  }
}
