/**
 * Whether something changed since one last looked, for one who looks again and again: no listener is added and removed
 * for each change.
 */
export class Changes {
  #changed = false;
  #resolve: (() => void) | undefined;

  notify(): void {
    this.#changed = true;
    this.#resolve?.();
    this.#resolve = undefined;
  }

  /** Before a look: changes from now on count. */
  forget(): void {
    this.#changed = false;
  }

  /** Resolves with the first change since `forget`, which may have been already. For one who waits. */
  next(): Promise<void> {
    if (this.#changed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}
