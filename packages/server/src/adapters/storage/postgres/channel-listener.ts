import { Client, escapeIdentifier } from 'pg';
import type { Clock } from '../../../core/kernel/clock.ts';
import { connectionSettings } from './postgres-pool.ts';

export type ChannelListener = {
  onMessage(payload: string): void;
  /**
   * Messages may have been missed since this moment (epoch ms); notifications arrive again from now on. A throw brings
   * it back.
   */
  onGap(since: number): Promise<void>;
};

const RECONNECT_DELAY_MS = 500;

/**
 * Listens to one Postgres channel on a connection of its own, and connects again when it is lost. Returns the way to
 * stop, which resolves when the connection is closed.
 */
export function listenToChannel(
  source: { databaseUrl: string; clock: Clock },
  channel: string,
  listener: ChannelListener,
): () => Promise<void> {
  const stop = new AbortController();
  const running = keepListening(source, { channel, listener, signal: stop.signal });
  return async () => {
    stop.abort();
    await running;
  };
}

type Subscription = { channel: string; listener: ChannelListener; signal: AbortSignal };

async function keepListening(
  { databaseUrl, clock }: { databaseUrl: string; clock: Clock },
  subscription: Subscription,
): Promise<void> {
  const { listener, signal } = subscription;
  let lostAt: number | undefined = clock.now();
  while (!signal.aborted) {
    const client = new Client(connectionSettings(databaseUrl));
    const gone = new AbortController();
    const lost = new Promise<void>((resolve) => {
      client.once('end', () => resolve());
      client.on('error', () => resolve());
      // Without the second signal every connection of a long run would leave a listener behind.
      signal.addEventListener('abort', () => resolve(), { once: true, signal: gone.signal });
    });
    client.on('notification', ({ payload }) => listener.onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${escapeIdentifier(subscription.channel)}`);
      if (lostAt !== undefined) await listener.onGap(lostAt);
      lostAt = undefined;
      await lost;
      lostAt = clock.now();
    } catch {
      lostAt ??= clock.now();
    }
    gone.abort();
    await client.end().catch(() => undefined);
    if (!signal.aborted) await clock.sleep(RECONNECT_DELAY_MS, signal).catch(() => undefined);
  }
}
