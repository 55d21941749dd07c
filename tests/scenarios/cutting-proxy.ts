import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a connection ends: after so many bytes towards the reader, by a reset or by an orderly end of TCP. */
export type Cut = { readonly afterBytes: number; readonly how: 'reset' | 'end' };

export type CuttingProxy = {
  readonly url: string;
  /** Connections that were cut so far, and those among them that had brought nothing at all. */
  readonly seen: { cuts: number; silent: number };
  close(): Promise<void>;
};

/** A wire to `target` that breaks: asks `next` for each connection how it ends. */
export async function cuttingProxy(target: string, next: () => Cut): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const seen = { cuts: 0, silent: 0 };
  const open = new Set<Socket>();
  const server = createServer((reader) => {
    const app = connect(Number(port), hostname);
    for (const socket of [reader, app]) {
      open.add(socket);
      // A broken wire is the point; both ends learn of it by the other's close.
      socket
        .on('error', () => undefined)
        .once('close', () => {
          open.delete(socket);
          (socket === reader ? app : reader).destroy();
        });
    }
    reader.pipe(app);
    forwardUntil(next(), { app, reader }, seen);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A server that listens on a port has an AddressInfo.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function forwardUntil(
  { afterBytes, how }: Cut,
  { app, reader }: { app: Socket; reader: Socket },
  seen: CuttingProxy['seen'],
): void {
  let left = afterBytes;
  app.on('data', (chunk: Buffer) => {
    if (left < 0) return;
    if (chunk.length <= left) {
      left -= chunk.length;
      reader.write(chunk);
      return;
    }
    seen.cuts += 1;
    if (afterBytes === 0) seen.silent += 1;
    const last = chunk.subarray(0, left);
    left = -1;
    const end = () => (how === 'reset' ? reader.resetAndDestroy() : reader.end(() => app.destroy()));
    if (last.length === 0) end();
    else reader.write(last, end);
  });
  app.once('end', () => reader.end());
}
