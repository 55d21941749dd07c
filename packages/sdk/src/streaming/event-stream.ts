import type { TurnEvent, TurnEventOf, TurnEventType } from './event.ts';
import type { Received } from './follow.ts';

/** One event of a stream and the way to the next; the promise is made when somebody asks for it. */
type Link = { readonly event?: TurnEvent; next?: Promise<Link | undefined> };

type Listener = (event: TurnEvent) => void;

/**
 * Events as they come. Read it with `for await`, or with `on`. It resumes by itself after a cut and throws rather than end
 * early; `break` and `abort()` end it. What was read by nobody is not fetched, so a slow reader slows the server.
 */
export class EventStream implements AsyncIterable<TurnEvent> {
  readonly #source: AsyncGenerator<Received, void, undefined>;
  readonly #aborter: AbortController;
  readonly #listeners = new Map<TurnEventType, Set<Listener>>();
  #first: Link = {};
  #lastEventId: string | undefined;
  #closed = false;
  #driven = false;
  #readers = 0;

  constructor(source: AsyncGenerator<Received, void, undefined>, aborter: AbortController) {
    this.#source = source;
    this.#aborter = aborter;
    // The request goes out now, not when somebody begins to read. Whoever reads meets the failure.
    this.#after(this.#first).catch(() => undefined);
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
    if (!this.#driven) void this.#drive();
    return () => void listeners.delete(added);
  }

  /** Stops reading. Whoever is reading gets an `AbortError`. */
  abort(): void {
    this.stop(aborted());
  }

  [Symbol.asyncIterator](): AsyncIterator<TurnEvent, void, undefined> {
    this.#readers += 1;
    let at: Link | undefined = this.#first;
    return {
      next: async () => {
        at = at && (await this.#after(at));
        if (at?.event === undefined) return { done: true, value: undefined };
        this.#first = this.retained(this.#first, at);
        return { done: false, value: at.event };
      },
      return: async () => {
        at = undefined;
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
  protected retained<T>(_first: T, read: T): T {
    return read;
  }

  #after(link: Link): Promise<Link | undefined> {
    link.next ??= this.#pull();
    return link.next;
  }

  async #pull(): Promise<Link | undefined> {
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

  async #drive(): Promise<void> {
    this.#driven = true;
    try {
      for (let at = await this.#after(this.#first); at?.event !== undefined; at = await this.#after(at)) {
        const { event } = at;
        for (const listener of this.#listeners.get(event.type) ?? []) tell(listener, event);
      }
    } catch (error) {
      if (this.#readers === 0) throw error;
    }
  }
}

// A fault in one listener is its author's to hear of, and must not take the event from the others.
function tell(listener: Listener, event: TurnEvent): void {
  try {
    listener(event);
  } catch (error) {
    void Promise.reject(error);
  }
}

/** What a reader gets that did not abort itself. */
export const aborted = (): DOMException => new DOMException('The stream was aborted.', 'AbortError');
