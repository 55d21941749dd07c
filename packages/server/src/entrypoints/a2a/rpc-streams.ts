import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatSSEEvent } from '@a2a-js/sdk';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../../core/kernel/clock.ts';
import { headersOf } from '../http/open-streams.ts';
import type { StreamLimits } from '../http/options.ts';
import { SSE_HEADERS } from '../http/sse.ts';

type Dependencies = { readonly clock: Clock; readonly limits: Pick<StreamLimits, 'heartbeatMs' | 'stallMs'> };

/** One call and how long somebody listens to it. */
export type Listening = { readonly ends: AbortSignal; stop(): void };

/** Every call that is being answered, so that a server that stops can let go of them all. */
export class RpcStreams {
  readonly #dependencies: Dependencies;
  readonly #open = new Set<Listening>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Listening until the connection is gone, `until` (epoch ms) has passed, or the server stops. */
  listen({ raw }: FastifyReply, until: number | undefined): Listening {
    const controller = new AbortController();
    const listening: Listening = { ends: controller.signal, stop: () => controller.abort() };
    this.#open.add(listening);
    raw.once('close', () => {
      this.#open.delete(listening);
      controller.abort();
    });
    const { clock } = this.#dependencies;
    if (until !== undefined)
      clock.sleep(Math.max(0, until - clock.now()), controller.signal).then(listening.stop, () => undefined);
    return listening;
  }

  endAll(): void {
    for (const listening of this.#open) listening.stop();
  }

  /**
   * Answers with server-sent events. What fails before the first one is thrown, to be answered as plain JSON; later the
   * connection is cut, and the caller subscribes again.
   */
  async respond(
    reply: FastifyReply,
    events: AsyncGenerator<unknown, void, undefined>,
    listening: Listening,
  ): Promise<void> {
    let next = await events.next();
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), ...SSE_HEADERS });
    raw.on('error', listening.stop);
    void this.#beat(raw, listening.ends);
    try {
      for (; next.done !== true && !raw.destroyed; next = await events.next()) {
        if (!raw.write(formatSSEEvent(next.value))) await this.#drained(raw);
      }
      raw.end();
    } catch {
      raw.destroy();
    } finally {
      listening.stop();
      await events.return();
    }
  }

  /** Resolves when the reader can take more, or is gone. One that takes nothing for too long is cut. */
  async #drained(raw: ServerResponse): Promise<void> {
    const done = new AbortController();
    const gone = () => done.abort();
    raw.once('close', gone);
    this.#dependencies.clock.sleep(this.#dependencies.limits.stallMs, done.signal).then(
      () => raw.destroy(),
      () => undefined,
    );
    await once(raw, 'drain', { signal: done.signal }).catch(() => undefined);
    raw.off('close', gone);
    done.abort();
  }

  async #beat(raw: ServerResponse, ends: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.#dependencies.clock.sleep(this.#dependencies.limits.heartbeatMs, ends);
        if (!raw.writableNeedDrain && !raw.writableEnded) raw.write(':\n\n');
      }
    } catch {
      // The clock lets go when nobody listens any more.
    }
  }
}
