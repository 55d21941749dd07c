/**
 * The values of `source` until the signal aborts. Then it throws the signal's reason at once, whether or not the source
 * listens to the signal: a vendor that hangs keeps nobody waiting. To be read by one reader, one value after another.
 */
export function abortable<Value>(source: AsyncIterable<Value>, signal: AbortSignal): AsyncIterable<Value> {
  return { [Symbol.asyncIterator]: () => new AbortableIterator(source, signal) };
}

/** Written as an iterator and not as a generator: it adds its cost to every token of a model. */
class AbortableIterator<Value> implements AsyncIterator<Value, undefined> {
  readonly #source: AsyncIterator<Value>;
  readonly #signal: AbortSignal;
  #resolve: (next: IteratorResult<Value, undefined>) => void = () => {};
  #reject: (reason: unknown) => void = () => {};

  constructor(source: AsyncIterable<Value>, signal: AbortSignal) {
    signal.throwIfAborted();
    this.#source = source[Symbol.asyncIterator]();
    this.#signal = signal;
    signal.addEventListener('abort', this.#stop);
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      if (this.#signal.aborted) return this.#stop();
      this.#source.next().then(this.#take, this.#fail);
    });
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  readonly #stop = () => this.#fail(this.#signal.reason);

  readonly #take = (next: IteratorResult<Value>) => {
    if (next.done !== true) return this.#resolve(next);
    this.#leave();
    this.#resolve({ done: true, value: undefined });
  };

  readonly #fail = (reason: unknown) => {
    this.#leave();
    this.#reject(reason);
  };

  #leave(): void {
    this.#signal.removeEventListener('abort', this.#stop);
    // Not awaited: a source that hangs would hang here too.
    void this.#source.return?.()?.catch(() => undefined);
  }
}
