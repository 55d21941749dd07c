import type { Clock } from '../../core/kernel/clock.ts';
import type { StreamLimits } from './limits.ts';
import { StreamConnection } from './stream-connection.ts';

/** Everybody who is being answered as things happen, so that a server that stops can let go of them all. */
export class StreamConnections {
  readonly #open = new Set<StreamConnection>();
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  #ended = false;

  constructor({ clock, limits }: { clock: Clock; limits: StreamLimits }) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get size(): number {
    return this.#open.size;
  }

  /** `until`: when the caller's credential runs out (epoch ms). Call `release` of the connection when its transport is gone. */
  connect({ until }: { until?: number | undefined } = {}): StreamConnection {
    const connection = new StreamConnection({
      clock: this.#clock,
      limits: this.#limits,
      onOver: () => this.#open.delete(connection),
    });
    this.#open.add(connection);
    if (until !== undefined) connection.endAt(until);
    if (this.#ended) connection.end();
    return connection;
  }

  /** Ends all of them, and each that begins from now on, so that their readers resume somewhere else. */
  endAll(): void {
    this.#ended = true;
    for (const connection of this.#open) connection.end();
  }
}
