import type { Clock } from '../../core/kernel/clock.ts';
import { LET_GO } from '../../core/kernel/let-go.ts';
import { FrameWriter } from './frame-writer.ts';
import type { StreamLimits } from './limits.ts';
import type { Framing, OpenSink, StreamSource } from './ports.ts';

type Dependencies = { readonly clock: Clock; readonly limits: StreamLimits; readonly onOver: () => void };

/**
 * One caller who is answered as things happen: from the request, before it is known whether the answer is a stream, until
 * the reader is gone, the source or the caller's credential ends, or the server stops. What carries the text (`Sink`) and
 * what it looks like (`Framing`) belong to the transport.
 */
export class StreamConnection {
  readonly #dependencies: Dependencies;
  readonly #over = new AbortController();
  #endWriter: ((how: { comeBack: boolean }) => void) | undefined;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Aborts when nobody is to be sent anything any more. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** The reader is gone, or has its answer. */
  release(): void {
    this.#over.abort(LET_GO);
    this.#dependencies.onOver();
  }

  /** Ends it after what was sent, and asks the reader to resume. */
  end(): void {
    this.#endWriter?.({ comeBack: true });
    this.#over.abort(LET_GO);
  }

  /** Ends it at `until` (epoch ms), unless it is over by then: the reader must come back with a fresh credential. */
  endAt(until: number): void {
    const { clock } = this.#dependencies;
    clock.sleep(Math.max(0, until - clock.now()), this.signal).then(
      () => this.end(),
      () => undefined,
    );
  }

  /**
   * Sends all of `source`. What fails before the first event is thrown and nothing was opened: it is answered as an ordinary
   * failure. Later the transport is cut, and the reader resumes.
   */
  async serve<Event>(source: StreamSource<Event>, framing: Framing<Event>, open: OpenSink): Promise<void> {
    const { clock, limits } = this.#dependencies;
    const iterator = source.events(this.signal)[Symbol.asyncIterator]();
    const first = iterator.next();
    try {
      await this.#waitForOpen(first, source.complete);
    } catch (thrown) {
      this.release();
      throw thrown;
    }
    const writer = new FrameWriter(open, framing, { clock, limits, onClosed: () => this.release() });
    this.#endWriter = (how) => writer.end(how);
    let isComplete = false;
    try {
      for (let result = await first; ; result = await iterator.next()) {
        if (result.done === true) isComplete = source.isLast === undefined && !this.signal.aborted;
        else {
          writer.send(result.value);
          isComplete = source.isLast?.(result.value) ?? false;
        }
        if (result.done === true || isComplete || this.signal.aborted) break;
        const drained = writer.drained();
        if (drained !== undefined) await drained;
      }
      writer.end({ comeBack: !(source.complete && isComplete) });
    } catch {
      writer.cut();
    } finally {
      this.#over.abort(LET_GO);
      await iterator.return?.();
    }
  }

  /** A source that only follows must open its connection even when nothing comes. */
  async #waitForOpen(first: Promise<unknown>, complete: boolean): Promise<void> {
    if (complete) {
      await first;
      return;
    }
    const { clock, limits } = this.#dependencies;
    const arrived = new AbortController();
    const waited = clock.sleep(limits.openMs, arrived.signal).catch(() => undefined);
    try {
      await Promise.race([first, waited]);
    } finally {
      arrived.abort(LET_GO);
    }
  }
}
