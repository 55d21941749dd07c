import type { ControllerHost } from '../../controllers/host.ts';

/** Two minutes that nobody measures. */
export const THINKING_MS = 120_000;

/** A clock that a candidate may start to think; nothing happens when it runs out. */
export class ThinkingTimer {
  #endsAtMs: number | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  readonly #host: ControllerHost;
  readonly #now: () => number;

  constructor(host: ControllerHost, now: () => number = Date.now) {
    this.#host = host;
    this.#now = now;
  }

  /** What is left, in whole seconds; `undefined` when it does not run. */
  get secondsLeft(): number | undefined {
    return this.#endsAtMs === undefined ? undefined : Math.max(0, Math.ceil((this.#endsAtMs - this.#now()) / 1000));
  }

  start(): void {
    this.stop();
    this.#endsAtMs = this.#now() + THINKING_MS;
    this.#tick = setInterval(() => {
      if (this.secondsLeft === 0) clearInterval(this.#tick);
      this.#host.requestUpdate();
    }, 1000);
    this.#host.requestUpdate();
  }

  stop(): void {
    clearInterval(this.#tick);
    this.#endsAtMs = undefined;
    this.#host.requestUpdate();
  }
}
