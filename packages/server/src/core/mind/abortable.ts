/**
 * The values of `source` until the signal aborts. Then it throws the signal's reason at once, whether or not the source
 * listens to the signal: a vendor that hangs keeps nobody waiting.
 */
export async function* abortable<Value>(source: AsyncIterable<Value>, signal: AbortSignal): AsyncGenerator<Value, void, undefined> {
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  let refuse: ((reason: unknown) => void) | undefined;
  const stop = () => refuse?.(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<Value>>((resolve, reject) => {
        refuse = reject;
        iterator.next().then(resolve, reject);
      });
      signal.throwIfAborted();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not awaited: a source that hangs would hang here too.
    void iterator.return?.()?.catch(() => undefined);
  }
}
