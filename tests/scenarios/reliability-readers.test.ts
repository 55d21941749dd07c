import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { TurnEvent } from '@interview-prep/sdk';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from './child.ts';
import { beside, candidateAt, HAS_POSTGRES, serverProcess, startedPostgres, until } from './reliability-app.ts';

const READERS = 50;
const RESUMED = 3;
const MIB = 1024 * 1024;
const MORE_MIB = 64;
/** Much more than the buffers of a connection hold. */
const REPLY_BYTES = 8 * MIB;
const HAS_PROC = process.platform === 'linux';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

it.skipIf(!HAS_POSTGRES || !HAS_PROC)(
  '50 readers that take nothing cost at most 64 MiB, are cut and can resume, while others are served',
  async () => {
    const postgres = await startedPostgres();
    closing.push(() => postgres.remove());
    const folder = await temporaryFolder();
    closing.push(() => folder.remove());
    const env = {
      DATABASE_URL: postgres.databaseUrl,
      DATA_DIR: folder.path,
      REPLY_BYTES: String(REPLY_BYTES),
      TURNS_PER_MINUTE: '1000000',
      REQUESTS_PER_MINUTE: '1000000',
    };
    const server = await serverProcess(env, { program: ['--expose-gc', beside('reliability-server.mjs')] });
    closing.push(() => server.child.end('SIGKILL'));
    const [, processId = ''] = await server.child.says(/process (\d+)/);
    const { client, token } = await candidateAt(server.url, server.secretKey, { name: 'stalled' });
    const other = (await candidateAt(server.url, server.secretKey, { name: 'other' })).client;
    const everything = { text: 'Everything, please.' };

    // What so much text costs with a reader who keeps up.
    const warm = await client.chats.create();
    const { text } = await client.chats.turn(warm.id, everything).final();
    expect(text.length).toBeGreaterThan(REPLY_BYTES * 0.9);
    let asked = 0;
    const heldBytes = async (): Promise<number> => {
      process.kill(Number(processId), 'SIGUSR2');
      asked += 1;
      const [, bytes] = await server.child.says(new RegExp(`held ${asked}: (\\d+) bytes`));
      return Number(bytes);
    };
    const before = await heldBytes();
    const socketsBefore = openSockets(processId);

    const chat = await client.chats.create();
    const readers = await Promise.all(
      Array.from({ length: READERS }, () => stalledReader(server.port, { token, chatId: chat.id })),
    );
    closing.push(async () => readers.forEach((reader) => reader.destroy()));
    expect(openSockets(processId)).toBeGreaterThanOrEqual(READERS);
    expect((await client.chats.turn(chat.id, everything).final()).text).toBe(text);

    // Others talk until the server has let go of the last of them.
    const talk = await other.chats.create();
    let peak = await heldBytes();
    let turns = 0;
    await until(async () => {
      expect((await other.chats.createTurn(talk.id, { text: 'Hello' })).message).toBe('Of course.');
      turns += 1;
      peak = Math.max(peak, await heldBytes());
      return openSockets(processId) <= socketsBefore + 2;
    }, 90_000);
    expect(turns).toBeGreaterThan(1);
    expect((peak - before) / MIB).toBeLessThan(MORE_MIB);
    console.log(
      `${READERS} stalled readers: ${((peak - before) / MIB).toFixed(1)} MiB more; ${turns} turns of others meanwhile`,
    );

    for (const reader of readers.slice(0, RESUMED)) {
      const { events, lastEventId, isWhole } = await readToTheEnd(reader);
      expect(isWhole).toBe(false);
      const rest: TurnEvent[] = [];
      for await (const event of client.chats.events(chat.id, { after: lastEventId })) {
        rest.push(event);
        if (event.type === 'done') break;
      }
      expect([...events, ...rest].map((event) => (event.type === 'token' ? event.text : '')).join('')).toBe(text);
    }
  },
);

/** A connection that asked for the events of a chat, got the beginning of an answer and has taken none of it. */
async function stalledReader(port: number, { token, chatId }: { token: string; chatId: string }): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `GET /v1/chats/${chatId}/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\naccept: text/event-stream\r\n\r\n`,
  );
  await once(socket, 'readable');
  return socket;
}

type Seen = { events: TurnEvent[]; lastEventId: string | undefined; isWhole: boolean };

/** What lies in the buffers of a connection: whole events, the id of the last one, and whether the answer was ended. */
async function readToTheEnd(socket: Socket): Promise<Seen> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of socket) chunks.push(chunk as Buffer);
  } catch {
    // It was cut: that is what it is about.
  }
  const bytes = Buffer.concat(chunks);
  const { text, isWhole } = unchunked(bytes.subarray(bytes.indexOf('\r\n\r\n') + 4));
  const frames = text
    .split('\n\n')
    .slice(0, -1)
    .filter((frame) => frame.startsWith('id: '));
  const events = frames.map((frame) => JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '') as TurnEvent);
  return { events, lastEventId: /^id: (.*)$/m.exec(frames.at(-1) ?? '')?.[1], isWhole };
}

/** The body of an answer in chunks (RFC 9112, 7.1). */
function unchunked(bytes: Buffer): { text: string; isWhole: boolean } {
  const parts: Buffer[] = [];
  let isWhole = false;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) break;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    isWhole = size === 0;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return { text: Buffer.concat(parts).toString('utf8'), isWhole };
}

function openSockets(processId: string): number {
  return readdirSync(`/proc/${processId}/fd`).filter((fd) =>
    linkOf(`/proc/${processId}/fd/${fd}`).startsWith('socket:'),
  ).length;
}

/** Empty for a descriptor that was closed between the look and the question. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
