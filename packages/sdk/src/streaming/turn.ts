import { pathTo, withIdempotencyKey } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { components } from '../contract/openapi.d.ts';
import type { TurnEvent } from './event.ts';
import { abortError, EventStream } from './event-stream.ts';
import { follow } from './follow.ts';
import type { ReceivedEvent } from './follow.ts';

/** A completed turn. `text` is the coach's whole reply. */
export type FinalTurn = { readonly turnId: string; readonly text: string; readonly events: readonly TurnEvent[] };

/** The message to send and the chat to send it to. */
export type TurnRequest = {
  chatId: string;
  body: components['schemas']['TurnCreate'];
  options: RequestOptions;
  idleMs: number;
};

/**
 * The reply to one message as it is produced. Can have several readers, each from the first event. `break`, `abort()`
 * and an aborted `signal` also cancel the turn on the server, unless `abort({ keepTurn: true })` is used.
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
    signal?.addEventListener('abort', () => this.#finish(signal.reason, true));
  }

  /** The turn's id, once the first event was received. */
  get turnId(): string | undefined {
    return this.#state.turnId;
  }

  /** Waits for the end of the turn and returns all of it. Throws what the stream throws. */
  async final(): Promise<FinalTurn> {
    const events: TurnEvent[] = [];
    const texts: string[] = [];
    for await (const event of this) {
      events.push(event);
      if (event.type === 'token') texts.push(event.text);
    }
    return { turnId: this.#state.turnId ?? '', text: texts.join(''), events };
  }

  /**
   * Stops reading and cancels the turn. With `keepTurn` the server finishes the reply, which can be read in the chat
   * later.
   */
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
    // Fire and forget: when cancelling fails, the server simply finishes the reply.
    if (cancel) void this.#cancel().catch(() => undefined);
  }

  async #cancel(): Promise<void> {
    // Aborted before the first event: the server may already be working, and the chat tells which turn is open.
    const turnId =
      this.#state.turnId ??
      (await this.#http.call<components['schemas']['Chat']>(pathTo('/v1/chats/', this.#chatId))).openTurnId;
    if (turnId !== undefined)
      await this.#http.call(pathTo('/v1/chats/', this.#chatId, '/turns/', turnId, '/cancel'), {}, 'POST');
  }
}

type TurnState = { turnId: string | undefined };

async function* turnEvents(
  http: Http,
  turn: { request: TurnRequest; state: TurnState; signal: AbortSignal },
): AsyncGenerator<ReceivedEvent, void, undefined> {
  const { chatId, body, options, idleMs } = turn.request;
  const optionsWithKey = withIdempotencyKey(options);
  const received = follow(http, {
    // Before the first event it is unknown whether the server received the message; with the same idempotency key
    // sending again is safe.
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
