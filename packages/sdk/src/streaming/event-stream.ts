import { InterviewPrepError } from '../errors.ts';
import type { TurnEvent, TurnEventOf, TurnEventType } from './event.ts';
import type { ReceivedEvent } from './follow.ts';

/** One event in a linked list of events. `next` is requested when a reader asks for it. */
type EventNode = { readonly event?: TurnEvent; next?: Promise<EventNode | undefined> };

type Listener = (event: TurnEvent) => void;

/**
 * Events in the order they arrive, read with `for await` or with `on`. Resumes after a lost connection, and throws
 * instead of ending early; `break` and `abort()` end it. Events are only fetched when somebody reads, so a slow reader
 * slows the server down.
 */
export class EventStream implements AsyncIterable<TurnEvent> {
  readonly #source: AsyncGenerator<ReceivedEvent, void, undefined>;
  readonly #aborter: AbortController;
  readonly #listeners = new Map<TurnEventType, Set<Listener>>();
  /** The listeners whose error is in the console: one that throws would at each token. */
  readonly #reported = new Set<Listener>();
  #start: EventNode = {};
  #lastEventId: string | undefined;
  #closed = false;
  #dispatching = false;
  #isIterated = false;

  constructor(source: AsyncGenerator<ReceivedEvent, void, undefined>, aborter: AbortController) {
    this.#source = source;
    this.#aborter = aborter;
    // Send the request now instead of at the first read. A failure is reported to the readers.
    this.#nextNode(this.#start).catch(() => undefined);
  }

  /** The id of the last event received: pass it as `after` to continue from there. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  /** Whether the stream has ended for any reason. */
  get closed(): boolean {
    return this.#closed || this.#aborter.signal.aborted;
  }

  /**
   * Calls `listener` for each new event of one type and returns a function that removes it. Starts reading the stream.
   * Listeners of `error` also hear what fails without an event, such as a lost connection (`code` is that of the error).
   * A listener that throws is called again; its first error is written to the console.
   * A failure that nobody listens to, iterates or awaits becomes an unhandled rejection; an abort never does.
   */
  on<Type extends TurnEventType>(type: Type, listener: (event: TurnEventOf<Type>) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    // The map stores each listener under its event type, which the compiler cannot express.
    const added = listener as Listener;
    listeners.add(added);
    if (!this.#dispatching) void this.#dispatchEvents();
    return () => void listeners.delete(added);
  }

  /** Stops reading. Current readers get an `AbortError`. */
  abort(): void {
    this.stop(abortError());
  }

  [Symbol.asyncIterator](): AsyncIterator<TurnEvent, void, undefined> {
    this.#isIterated = true;
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

  /**
   * @internal Where a later reader starts. An endless log drops events once they are read, so that memory does not
   * grow.
   */
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
    let last: TurnEvent | undefined;
    let heard = false;
    try {
      for (let node = await this.#nextNode(this.#start); node?.event !== undefined; node = await this.#nextNode(node)) {
        last = node.event;
        heard = this.#notify(last);
      }
    } catch (error) {
      if (this.#aborter.signal.aborted) return;
      const failed = errorEvent(error);
      // The failure of a turn has come as its last event already.
      if (last?.type !== 'error' || last.message !== failed.message) heard = this.#notify(failed);
      if (!heard && !this.#isIterated) throw error;
    }
  }

  /** Whether anybody listens to events of this type. */
  #notify(event: TurnEvent): boolean {
    const listeners = [...(this.#listeners.get(event.type) ?? [])];
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // oxlint-disable-next-line no-console -- an unhandled rejection would end a process of Node
        if (!this.#reported.has(listener)) console.error(error);
        this.#reported.add(listener);
      }
    }
    return listeners.length > 0;
  }
}

function errorEvent(error: unknown): TurnEventOf<'error'> {
  const { code = 'failed', retryable = false } = error instanceof InterviewPrepError ? error : {};
  return { type: 'error', code, message: String(error instanceof Error ? error.message : error), retryable };
}

/** The error of a reader when somebody else aborted the stream. */
export const abortError = (): DOMException => new DOMException('The stream was aborted.', 'AbortError');
