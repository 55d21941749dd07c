import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { onePage, packedStream, pdfStream } from '../../scripts/fixtures/pdf-bytes.ts';
import { docxFile, paragraph, run as wordRun } from '../../scripts/fixtures/zip-bytes.ts';
import { type RunningServer, startedServer } from './child.ts';
import { ask, candidateAt } from './reliability-app.ts';

const IDLE = 200;
const SLOW = 50;
const FLOOD = 700;
const MIB = 1024 * 1024;
const BOMBS = 40;
const BOMBERS = 4;

let server: RunningServer;
const sockets: Socket[] = [];
beforeAll(async () => {
  server = await startedServer();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => server.stop());

const candidate = (name: string) => candidateAt(server.url, server.secretKey, { name, maxRetries: 0 });

async function opened(text = ''): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return socket;
}

it('200 silent connections and bodies that never end keep nobody else from a turn, and slow headers are 408', async () => {
  const { client, token } = await candidate('beside-the-slow');
  await Promise.all(Array.from({ length: IDLE }, () => opened()));
  await Promise.all(
    Array.from({ length: SLOW }, () =>
      opened(
        `POST /v1/consents HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: ` +
          `application/json\r\ncontent-length: 900\r\n\r\n{`,
      ),
    ),
  );
  const slow = await opened('GET /v1/me HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
  const answer = textOf(slow);
  const chat = await client.chats.create();
  const { text } = await client.chats.turn(chat.id, { text: 'Ask me a practice question.' }).final();
  expect(text).not.toBe('');
  expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*application\/problem\+json[\s\S]*"code":"request_timeout"/);
});

it('a flood of requests gets 429 with Retry-After and RateLimit, and other candidates their answer', async () => {
  const flooding = await candidate('flooding');
  const other = await candidate('beside-the-flood');
  const answers = await Promise.all(Array.from({ length: FLOOD }, () => ask(server.url, flooding, { path: '/v1/me' })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  expect(refused.length).toBeGreaterThanOrEqual(FLOOD - 600);
  const [one] = refused;
  expect(Number(one?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(one?.headers.get('ratelimit')).toMatch(/^"credential";r=0;t=\d+$/);
  expect(one?.headers.get('ratelimit-policy')).toBe('"credential";q=600;w=60');
  expect(await one?.json()).toMatchObject({ code: 'rate_limited', retryable: true });
  expect((await other.client.me.get()).kind).toBe('candidate');
});

it('a résumé of 6 MiB is 413, and the same candidate can go on', async () => {
  const { client } = await candidate('oversize');
  await expect(client.resume.put(new Uint8Array(6 * MIB).fill(0x61))).rejects.toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
  expect((await client.resume.put(Buffer.from('Amara Bello, nurse.'))).text).toContain('Amara Bello');
});

it('40 résumé bombs at once are refused, and meanwhile /livez and a turn are answered', async () => {
  const bombers = await Promise.all(Array.from({ length: BOMBERS }, (_, index) => candidate(`bomber-${index}`)));
  const { client } = await candidate('beside-the-bombs');
  const bombs = [
    onePage(pdfStream(deflateSync(Buffer.alloc(256 * MIB, 0x20), { level: 9 }), '/Filter/FlateDecode')),
    onePage(packedStream(`BT /F1 12 Tf ${'(aaaaaaaaaaaaaaaaaaaa) Tj '.repeat(2_000_000)}ET`)),
    docxFile(paragraph(wordRun('a'.repeat(60 * MIB)))),
    docxFile(paragraph(wordRun('&l;')), [], '<!DOCTYPE w [<!ENTITY l SYSTEM "file:///etc/hostname">]>'),
  ];
  let waiting = BOMBS;
  const refusals = Promise.all(
    Array.from({ length: BOMBS }, async (_, index) => {
      const bomb = Uint8Array.from(bombs[index % bombs.length] ?? []);
      const failure: unknown = await bombers[Math.floor(index / bombs.length) % BOMBERS]?.client.resume.put(bomb).then(
        () => 'read',
        (refusal: unknown) => refusal,
      );
      waiting -= 1;
      return failure;
    }),
  );
  const chat = await client.chats.create();
  for (let round = 1; round <= 3; round += 1) {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect((await client.chats.createTurn(chat.id, { text: 'Ask me a practice question.' })).message).not.toBe('');
  }
  expect(waiting).toBeGreaterThan(0);
  for (const refusal of await refusals)
    expect(refusal).toMatchObject({
      code: expect.stringMatching(/^(document_too_complex|document_unreadable|rate_limited)$/),
    });
  expect((await client.resume.put(Buffer.from('Amara Bello, nurse.'))).text).toContain('Amara Bello');
});

/** All that comes until the other side ends it. */
async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  return text;
}
