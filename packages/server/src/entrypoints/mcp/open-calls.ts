import type { Principal } from '../../core/identity/ports.ts';

export type CallId = string | number;

/**
 * Calls that are running, so that they can be cancelled. In the stateless protocol a cancellation is a request of its own,
 * which has nothing in common with the call but the caller's token and the id.
 */
export class OpenCalls {
  readonly #open = new Map<string, Set<AbortController>>();

  /** Runs `work` with a signal that aborts when `outer` does, or when the same caller cancels that id. */
  async run<Result>(
    call: { principal: Principal; id: CallId; outer: AbortSignal },
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const name = nameOf(call);
    const stop = new AbortController();
    const sameName = this.#open.get(name) ?? new Set();
    this.#open.set(name, sameName.add(stop));
    try {
      return await work(AbortSignal.any([call.outer, stop.signal]));
    } finally {
      sameName.delete(stop);
      if (sameName.size === 0 && this.#open.get(name) === sameName) this.#open.delete(name);
    }
  }

  /** Two programs with one token may have given the same id: then nobody knows which call was meant, and both go on. */
  cancel(call: { principal: Principal; id: CallId }): void {
    const [only, ...others] = this.#open.get(nameOf(call)) ?? [];
    if (others.length === 0) only?.abort(new DOMException('The caller cancelled', 'AbortError'));
  }
}

function nameOf({ principal, id }: { principal: Principal; id: CallId }): string {
  const { tenantId, subject } = principal.scope;
  return JSON.stringify([tenantId, subject.id, principal.tokenId, id]);
}
