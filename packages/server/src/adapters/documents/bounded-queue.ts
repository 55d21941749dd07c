import { ServiceError } from '../../core/kernel/service-error.ts';

/** A bounded queue: `atOnce` at a time, `waiting` more in line, and whoever comes after them is `rate_limited`. */
export class BoundedQueue {
  readonly #atOnce: number;
  readonly #waiting: number;
  readonly #line: (() => void)[] = [];
  #active = 0;

  constructor({ atOnce, waiting }: { atOnce: number; waiting: number }) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  /** Resolves when this caller may work, who must then call `done`. Rejects with the signal's reason when aborted before. */
  async begin(signal: AbortSignal | undefined): Promise<void> {
    if (this.#active < this.#atOnce) {
      this.#active += 1;
      return;
    }
    if (this.#line.length >= this.#waiting) {
      throw new ServiceError('rate_limited', {
        detail: 'Many documents are being read just now.',
        retryAfterSeconds: 5,
      });
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#line.splice(this.#line.indexOf(start), 1);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#line.push(start);
    });
  }

  /** A place that is passed on stays counted, so that nobody slips in between. */
  done(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#active -= 1;
    else next();
  }
}
