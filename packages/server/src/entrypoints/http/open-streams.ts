import type { FastifyReply } from 'fastify';
import type { Clock } from '../../core/kernel/clock.ts';
import type { SessionEvent } from '../../core/sessions/ports.ts';
import { endsTurn } from './event-frame.ts';
import type { StreamLimits } from './options.ts';
import { EventStream, SSE_HEADERS } from './sse.ts';

/** The source of an event stream. `complete`: it has an end of its own, its `done` or `error`. */
export type StreamSource = {
  readonly complete: boolean;
  /** When the credential that opened it runs out (epoch ms): then the client must come back with a fresh one. */
  readonly until?: number;
  events(signal: AbortSignal): AsyncIterable<SessionEvent>;
};

/** Every event stream that is open, so that a server that stops can end them all. */
export class OpenStreams {
  readonly #open = new Set<EventStream>();
  readonly #limits: StreamLimits;
  readonly #clock: Clock;

  constructor({ clock, limits }: { clock: Clock; limits: StreamLimits }) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Answers with events until they end, the reader leaves or the server stops. What fails before the first event is
   * thrown, to be answered as an ordinary failure; later the connection is cut, and the client resumes.
   */
  async respond(reply: FastifyReply, source: StreamSource): Promise<FastifyReply> {
    const leave = new AbortController();
    reply.raw.once('close', () => leave.abort());
    const iterator = source.events(leave.signal)[Symbol.asyncIterator]();
    const first = iterator.next();
    try {
      await this.#waitForOpen(first, source.complete);
    } catch (thrown) {
      leave.abort();
      throw thrown;
    }
    reply.hijack();
    reply.raw.writeHead(200, { ...headersOf(reply), ...SSE_HEADERS });
    reply.raw.flushHeaders();
    const stream = new EventStream(reply.raw, { clock: this.#clock, limits: this.#limits });
    stream.closed.addEventListener('abort', () => leave.abort(), { once: true });
    if (source.until !== undefined) this.#endAt(stream, source.until);
    await this.#follow(stream, { iterator, first, complete: source.complete });
    return reply;
  }

  /** Ends all of them so that their clients resume somewhere else. */
  endAll(): void {
    for (const stream of this.#open) stream.end({ comeBack: true });
  }

  #endAt(stream: EventStream, until: number): void {
    this.#clock.sleep(Math.max(0, until - this.#clock.now()), stream.closed).then(
      () => stream.end({ comeBack: true }),
      () => undefined,
    );
  }

  /**
   * A turn has a first event at once; a client that only listens must get its response headers even when nothing comes.
   */
  async #waitForOpen(first: Promise<unknown>, complete: boolean): Promise<void> {
    if (complete) {
      await first;
      return;
    }
    const arrived = new AbortController();
    const waited = this.#clock.sleep(this.#limits.openMs, arrived.signal).catch(() => undefined);
    try {
      await Promise.race([first, waited]);
    } finally {
      arrived.abort();
    }
  }

  async #follow(
    stream: EventStream,
    source: { iterator: AsyncIterator<SessionEvent>; first: Promise<IteratorResult<SessionEvent>>; complete: boolean },
  ): Promise<void> {
    this.#open.add(stream);
    let ended = false;
    try {
      for (let result = await source.first; result.done !== true; result = await source.iterator.next()) {
        stream.send(result.value);
        ended = endsTurn(result.value.fact);
        if (stream.closed.aborted || (ended && source.complete)) break;
        await stream.drained();
      }
      stream.end({ comeBack: !(ended && source.complete) });
    } catch {
      stream.cut();
    } finally {
      this.#open.delete(stream);
      await source.iterator.return?.();
    }
  }
}

/** The headers set so far, for an answer that is written past the framework. */
export function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
