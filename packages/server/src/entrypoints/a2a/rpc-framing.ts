import { formatSSEEvent } from '@a2a-js/sdk';
import type { Framing } from '../streams/ports.ts';
import { SSE_SIGNS } from '../streams/sse-response.ts';

/** Answers of JSON-RPC as server-sent events. */
export class RpcFraming implements Framing<unknown> {
  readonly heartbeat = SSE_SIGNS.heartbeat;
  readonly comeBack = SSE_SIGNS.comeBack;
  #frames = '';

  add(answer: unknown): number {
    this.#frames += formatSSEEvent(answer);
    return this.#frames.length;
  }

  take(): string {
    const frames = this.#frames;
    this.#frames = '';
    return frames;
  }
}
