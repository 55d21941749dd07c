import type { TurnEvent } from '@interview-prep/sdk';

/** A scripted stream for tests: emits the events it is given, ends or fails on request, and records `abort()`. */
export class ScriptedStream implements AsyncIterable<TurnEvent> {
  lastEventId: string | undefined;
  aborted: { keepTurn?: boolean } | undefined;
  readonly #queue: (TurnEvent | { readonly failure: unknown } | 'end')[] = [];
  #wake = () => {};

  push(...events: TurnEvent[]): this {
    this.#queue.push(...events);
    this.#wake();
    return this;
  }

  end(): this {
    this.#queue.push('end');
    this.#wake();
    return this;
  }

  fail(failure: unknown): this {
    this.#queue.push({ failure });
    this.#wake();
    return this;
  }

  abort(options: { keepTurn?: boolean } = {}): void {
    this.aborted = options;
    this.fail(new DOMException('The stream was aborted.', 'AbortError'));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TurnEvent, void, undefined> {
    for (;;) {
      const next = this.#queue.shift();
      if (next === undefined) await new Promise<void>((wake) => (this.#wake = wake));
      else if (next === 'end') return;
      else if ('failure' in next) throw next.failure;
      else yield next;
    }
  }
}
