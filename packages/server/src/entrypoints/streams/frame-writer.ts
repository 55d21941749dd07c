import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../core/kernel/clock.ts';
import { LET_GO } from '../../core/kernel/let-go.ts';
import type { StreamLimits } from './limits.ts';
import type { Framing, OpenSink, Sink } from './ports.ts';

/**
 * Writes the events of one connection. They gather in its framing and are written once per turn of the event loop. A
 * reader that does not keep up is cut: it can resume.
 */
export class FrameWriter<Event> {
  readonly #sink: Sink;
  readonly #framing: Framing<Event>;
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  /** Aborts when the transport is closed. */
  readonly #closed = new AbortController();
  #ended = false;
  #flush: NodeJS.Immediate | undefined;
  #behind: { readonly until: Promise<void>; readonly caughtUp: () => void } | undefined;
  #pause: Promise<void> | undefined;

  constructor(
    open: OpenSink,
    framing: Framing<Event>,
    { clock, limits, onClosed }: { clock: Clock; limits: StreamLimits; onClosed: () => void },
  ) {
    this.#framing = framing;
    this.#clock = clock;
    this.#limits = limits;
    this.#sink = open({
      drained: () => this.#behind?.caughtUp(),
      closed: () => {
        this.#ended = true;
        clearImmediate(this.#flush);
        this.#closed.abort(LET_GO);
        this.#behind?.caughtUp();
        onClosed();
      },
    });
    void this.#beat();
  }

  /** Await `drained` after it. */
  send(event: Event): void {
    if (this.#ended) return;
    if (this.#framing.add(event) >= this.#limits.flushCharacters) {
      this.#write();
      // However fast this reader and its source are, the others get their turn.
      this.#pause ??= nextTurn().then(() => {
        this.#pause = undefined;
      });
    } else this.#flush ??= setImmediate(() => this.#write());
  }

  /** Resolves when the sender may go on: the reader can take more, or is gone. `undefined` when it may now. */
  drained(): Promise<void> | undefined {
    return this.#behind?.until ?? this.#pause;
  }

  /** Closes after what was sent; `comeBack` asks the reader to resume. One that does not take the rest is cut. */
  end({ comeBack }: { comeBack: boolean }): void {
    if (this.#ended) return;
    this.#write(comeBack ? this.#framing.comeBack : '');
    this.#ended = true;
    this.#sink.close();
    if (this.#sink.bufferedAmount > 0) this.#cutAfter(this.#limits.endMs, this.#closed.signal);
  }

  /** Breaks the connection, so that nobody takes what came so far for all there was. */
  cut(): void {
    this.#ended = true;
    this.#sink.destroy();
  }

  #write(last = ''): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    const text = this.#framing.take() + last;
    if (text === '' || this.#ended || this.#sink.write(text)) return;
    if (this.#sink.bufferedAmount > this.#limits.maxBufferedBytes) this.cut();
    else if (this.#behind === undefined) this.#waitForReader();
  }

  #waitForReader(): void {
    const waiting = new AbortController();
    let caughtUp = () => {};
    const until = new Promise<void>((resolve) => {
      caughtUp = () => {
        this.#behind = undefined;
        waiting.abort(LET_GO);
        resolve();
      };
    });
    this.#behind = { until, caughtUp };
    this.#cutAfter(this.#limits.stallMs, waiting.signal);
  }

  #cutAfter(delayMs: number, unless: AbortSignal): void {
    this.#clock.sleep(delayMs, unless).then(
      () => this.cut(),
      () => undefined,
    );
  }

  async #beat(): Promise<void> {
    try {
      for (;;) {
        await this.#clock.sleep(this.#limits.heartbeatMs, this.#closed.signal);
        if (this.#behind === undefined) this.#write(this.#framing.heartbeat);
      }
    } catch {
      // The clock lets go when the connection is closed.
    }
  }
}
