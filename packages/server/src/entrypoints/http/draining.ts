import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { StreamConnections } from '../streams/stream-connections.ts';
import type { HttpOptions } from './options.ts';
import { Connections } from './connections.ts';

/** How often a server that closes looks for connections on which nothing arrives. */
const LOOK_EVERY_MS = 500;

/** How far a stop has come. `leaving`: no longer ready, though everything is answered. `draining`: new requests are refused. */
export type Stopping = { readonly leaving: () => boolean; readonly draining: () => boolean };

/**
 * Once closing begins streams end with the wish to come back, requests that arrived are answered, and nothing waits for
 * ever: neither for an answer longer than `drainMs`, nor for a request of which nothing more comes.
 */
export function addDraining(
  app: FastifyInstance,
  streams: StreamConnections,
  { clock, drainMs = 30_000, leaving }: HttpOptions,
): Stopping {
  let begun = false;
  const finished = new AbortController();
  const connections = new Connections();
  app.server.on('connection', (socket) => connections.add(socket));
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    connections.asked(request, response),
  );
  const cutSilent = async (): Promise<void> => {
    for (;;) {
      connections.look();
      await clock.sleep(LOOK_EVERY_MS, finished.signal);
      connections.cutSilent();
    }
  };
  app.addHook('preClose', async () => {
    begun = true;
    streams.endAll();
    clock.sleep(drainMs, finished.signal).then(
      () => app.server.closeAllConnections(),
      () => undefined,
    );
    void cutSilent().catch(() => undefined);
  });
  // Otherwise a client would keep its connection, and the server would wait for it until the end of the drain.
  app.addHook('onSend', async (_request, reply) => {
    if (begun) reply.header('connection', 'close');
  });
  app.addHook('onClose', async () => finished.abort());
  return { draining: () => begun, leaving: () => begun || leaving?.aborted === true };
}
