import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresPool } from './postgres-pool.ts';

const AUTHENTICATION_OK = message('R', Buffer.from([0, 0, 0, 0]));
const READY = message('Z', Buffer.from('I'));
const ENDED = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));

/** One message of the protocol: its type, its length, its content. */
function message(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

const open: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

/** A server that answers the start of every connection with these bytes, in one piece. Returns its address. */
async function serverThatAnswers(bytes: Buffer): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  // A server that listens on a port has an address with one.
  return `postgres://prep@127.0.0.1:${(server.address() as AddressInfo).port}/prep?sslmode=disable`;
}

describe('a connection to Postgres', () => {
  it('that the server ends at the moment the pool gives it out fails its query and nothing else', async () => {
    const unhandled: unknown[] = [];
    const collect = (thrown: unknown) => void unhandled.push(thrown);
    process.on('uncaughtException', collect);
    open.push(async () => process.off('uncaughtException', collect));
    const pool = postgresPool(await serverThatAnswers(Buffer.concat([AUTHENTICATION_OK, READY, ENDED])), 1);
    const client = await pool.connect();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release();
    expect(unhandled).toEqual([]);
  });
});
