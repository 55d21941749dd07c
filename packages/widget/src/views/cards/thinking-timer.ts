import type { ControllerHost } from '../../controllers/host.ts';

/** Length of the thinking time. It is optional and not recorded. */
export const THINKING_MS = 120_000;

/** A countdown that the candidate may start before answering. Nothing happens when it ends. */
export class ThinkingTimer {
  #endsAtMs: number | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  readonly #host: ControllerHost;
  readonly #now: () => number;

  constructor(host: ControllerHost, now: () => number = Date.now) {
    this.#host = host;
    this.#now = now;
  }

  /** Remaining whole seconds; `undefined` when it is not running. */
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
