import type { TurnEvent, TurnEventOf, TurnEventType } from './event.ts';
import type { ReceivedEvent } from './follow.ts';

/** One event of a stream and the way to the next; the promise is made when somebody asks for it. */
type EventNode = { readonly event?: TurnEvent; next?: Promise<EventNode | undefined> };

type Listener = (event: TurnEvent) => void;

/**
 * Events as they come. Read it with `for await`, or with `on`. It resumes by itself after a cut and throws rather than end
 * early; `break` and `abort()` end it. What was read by nobody is not fetched, so a slow reader slows the server.
 */
export class EventStream implements AsyncIterable<TurnEvent> {
  readonly #source: AsyncGenerator<ReceivedEvent, void, undefined>;
  readonly #aborter: AbortController;
  readonly #listeners = new Map<TurnEventType, Set<Listener>>();
  #start: EventNode = {};
  #lastEventId: string | undefined;
  #closed = false;
  #dispatching = false;
  #readers = 0;

  constructor(source: AsyncGenerator<ReceivedEvent, void, undefined>, aborter: AbortController) {
    this.#source = source;
    this.#aborter = aborter;
    // The request goes out now, not when somebody begins to read. Whoever reads meets the failure.
    this.#nextNode(this.#start).catch(() => undefined);
  }

  /** The id of the last event that came: where another reader would go on. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  /** Whether it has ended, in whichever way. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Calls `listener` for events of one type from now on; answers with the way to stop. It makes the stream flow: when nobody
   * iterates it or awaits its end as well, a failure becomes an unhandled rejection.
   */
  on<Type extends TurnEventType>(type: Type, listener: (event: TurnEventOf<Type>) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    // The map's key is the event's type, which the compiler cannot see.
    const added = listener as Listener;
    listeners.add(added);
    if (!this.#dispatching) void this.#dispatchEvents();
    return () => void listeners.delete(added);
  }

  /** Stops reading. Whoever is reading gets an `AbortError`. */
  abort(): void {
    this.stop(abortError());
  }

  [Symbol.asyncIterator](): AsyncIterator<TurnEvent, void, undefined> {
    this.#readers += 1;
    let node: EventNode | undefined = this.#start;
    return {
      next: async () => {
        node = node && (await this.#nextNode(node));
        if (node?.event === undefined) return { done: true, value: undefined };
        this.#start = this.readerStart(this.#start, node);
        return { done: false, value: node.event };
      },
      return: async () => {
        node = undefined;
        this.abort();
        return { done: true, value: undefined };
      },
    };
  }

  /** @internal Ends the connection with a reason. */
  protected stop(reason: unknown): void {
    this.#aborter.abort(reason);
  }

  /** @internal Where a later reader begins. A log without an end forgets what was read, so that it does not grow. */
  protected readerStart<T>(_first: T, read: T): T {
    return read;
  }

  #nextNode(link: EventNode): Promise<EventNode | undefined> {
    link.next ??= this.#pull();
    return link.next;
  }

  async #pull(): Promise<EventNode | undefined> {
    try {
      const { done, value } = await this.#source.next();
      if (done) {
        this.#closed = true;
        return undefined;
      }
      this.#lastEventId = value.id ?? this.#lastEventId;
      return { event: value.event };
    } catch (error) {
      this.#closed = true;
      throw error;
    }
  }

  async #dispatchEvents(): Promise<void> {
    this.#dispatching = true;
    try {
      for (let node = await this.#nextNode(this.#start); node?.event !== undefined; node = await this.#nextNode(node)) {
        const { event } = node;
        for (const listener of this.#listeners.get(event.type) ?? []) notifyListener(listener, event);
      }
    } catch (error) {
      if (this.#readers === 0) throw error;
    }
  }
}

// A fault in one listener is its author's to hear of, and must not take the event from the others.
function notifyListener(listener: Listener, event: TurnEvent): void {
  try {
    listener(event);
  } catch (error) {
    void Promise.reject(error);
  }
}

/** What a reader gets that did not abort itself. */
export const abortError = (): DOMException => new DOMException('The stream was aborted.', 'AbortError');
