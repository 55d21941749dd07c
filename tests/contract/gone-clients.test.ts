import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import { toolbox } from '../../packages/server/src/core/tools/toolbox.ts';
import type { HttpServices } from '../../packages/server/src/entrypoints/http/options.ts';
import { RAW_HEADERS, rawMessage } from './mcp-client.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

/** A client that goes away, at each moment at which it can, is a failure of nobody. */
type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let port: number;
let headers: Record<string, string>;
let chatId: string;
/** Resolves when the request is where it is held. */
let arrived: Promise<void>;
let arrive: () => void;
let release: () => void;
let released: Promise<void>;

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
const wait = {
  name: 'wait',
  description: 'For tests.',
  input: z.object({}),
  output: z.object({}),
  readOnly: true,
  scope: 'chats',
  deadlineMs: 100_000,
  run: (_input: unknown, { signal }: { signal: AbortSignal }) => (arrive(), untilAborted(signal)),
} as const;

beforeEach(async () => {
  arrived = new Promise((resolve) => (arrive = resolve));
  released = new Promise((resolve) => (release = resolve));
  server = await startTestServer({ services: { tools: toolbox([wait], systemClock) } });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.app.server.address() as AddressInfo); // listens on TCP, so that this is never a pipe's name
  headers = bearer(await clientToken(server, server.tenant));
  const chat = await server.app.inject({ method: 'POST', url: '/v1/chats', headers, payload: {} });
  ({ id: chatId } = chat.json<{ id: string }>());
});
afterEach(async () => {
  release();
  await server.close();
});

type ServiceName = Exclude<keyof HttpServices, 'turnCounts'>;

/** Makes a method of a service wait, and then fail where a failure is given. */
function hold(name: ServiceName, method: string, failure?: Error): void {
  const service = server.services[name];
  const real = Reflect.get(service, method) as (...given: unknown[]) => unknown;
  Reflect.set(service, method, async (...given: unknown[]) => {
    arrive();
    await released;
    if (failure !== undefined) throw failure;
    return Reflect.apply(real, service, given);
  });
}

/** A method that waits for its signal and throws its reason, as those do that look at it. */
function holdUntilLeft(name: ServiceName, method: string): void {
  // oxlint-disable-next-line require-yield -- it never comes to its first event
  Reflect.set(server.services[name], method, async function* (...given: unknown[]) {
    arrive();
    const signals = given.flatMap((one) => (one instanceof AbortSignal ? [one] : Object.values(one ?? {})));
    await untilAborted(signals.find((one) => one instanceof AbortSignal) ?? AbortSignal.abort());
  });
}

function wire(method: string, path: string, { more = {}, body = '' }: { more?: object; body?: string } = {}): string {
  const all = { host: `127.0.0.1:${port}`, ...headers, ...more };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`;
}
const half = (type: string, body: string) => ({ more: { 'content-type': type, 'content-length': 100_000 }, body });
const json = (body: object, more = {}) => {
  const text = JSON.stringify(body);
  return { more: { 'content-type': 'application/json', 'content-length': text.length, ...more }, body: text };
};
const turn = (more = {}) => wire('POST', `/v1/chats/${chatId}/turns`, json({ text: 'hello' }, more));
const authenticated = () => {
  hold('access', 'authenticate');
  release();
};
const silentCoach = () => void (server.chats.script = arrive);
const bigFile = (rest: () => AsyncGenerator<Uint8Array>) =>
  Reflect.set(server.services.preps, 'document', async () => ({
    fileName: 'a.pdf',
    contentType: 'application/pdf',
    presigned: async () => undefined,
    stored: {
      size: 1e8,
      version: 'one',
      read: async function* () {
        yield new Uint8Array(1_000);
        arrive();
        await released;
        yield* rest();
      },
    },
  }));
const research = rawMessage('SendMessage', {
  message: {
    messageId: 'm',
    role: 'ROLE_USER',
    parts: [{ data: { company: 'A', posting: { title: 'B', text: 'C' } } }],
  },
});
const a2a = (message: object) => wire('POST', '/a2a', json(message, { 'a2a-version': '1.0' }));
const mcp = (message: object) => wire('POST', '/mcp', json(message, RAW_HEADERS));
const download = () => wire('GET', '/v1/preps/prp_1/document', { more: { accept: 'application/pdf' } });

/** When a client goes: what is done before, and the request. */
const PHASES: readonly (readonly [when: string, prepare: () => void, request: () => string])[] = [
  ['while its credential is looked up', () => hold('access', 'authenticate'), () => wire('GET', '/v1/chats')],
  ['while its turn is counted', () => hold('access', 'authenticate'), () => turn()],
  [
    'while its credential is refused',
    () => hold('access', 'authenticate', new ServiceError('unauthenticated')),
    () => wire('GET', '/v1/me'),
  ],
  ['half way through its JSON', authenticated, () => wire('POST', '/v1/chats', half('application/json', '{"locale"'))],
  ['before its JSON', authenticated, () => wire('POST', '/v1/chats', half('application/json', ''))],
  ['half way through a résumé', authenticated, () => wire('PUT', '/v1/resume', half('text/plain', 'Amara'))],
  ['half way through a calendar', authenticated, () => wire('PUT', '/v1/calendar', half('text/calendar', 'BEGIN'))],
  ['half way through a tool call', authenticated, () => wire('POST', '/mcp', half('application/json', '{'))],
  ['half way through a message of A2A', authenticated, () => wire('POST', '/a2a', half('application/json', '{'))],
  [
    'between two chunks',
    authenticated,
    () =>
      wire('POST', '/v1/chats', {
        more: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        body: '5\r\n{"loc\r\n',
      }),
  ],
  [
    'half way through a body that is too large',
    authenticated,
    () => wire('POST', '/v1/chats', { more: { 'content-type': 'application/json', 'content-length': 9e6 }, body: '{' }),
  ],
  ['while its list is read', () => hold('chats', 'list'), () => wire('GET', '/v1/chats')],
  ['while its chat is made', () => hold('chats', 'create'), () => wire('POST', '/v1/chats', json({}))],
  [
    'while its chat is made once',
    () => hold('chats', 'create'),
    () => wire('POST', '/v1/chats', json({}, { 'idempotency-key': 'once-and-no-more' })),
  ],
  [
    'while what it asked for is refused',
    () => hold('chats', 'get', new ServiceError('not_found')),
    () => wire('GET', '/v1/chats/cht_1'),
  ],
  ['while its turn begins', () => hold('chats', 'turn'), () => turn()],
  ['while it waits for a whole turn', silentCoach, () => turn({ accept: 'application/json' })],
  [
    'while it waits for a whole turn that is asked for once',
    silentCoach,
    () => turn({ accept: 'application/json', 'idempotency-key': 'once-and-no-more' }),
  ],
  ['while it reads a turn', silentCoach, () => turn({ accept: 'text/event-stream' })],
  [
    'before the first event of a turn, whose reader looks at the signal',
    () => holdUntilLeft('chats', 'events'),
    () => turn({ accept: 'text/event-stream' }),
  ],
  [
    'while a whole turn is read, whose reader looks at the signal',
    () => holdUntilLeft('chats', 'events'),
    () => turn({ accept: 'application/json' }),
  ],
  [
    'while a document is read',
    () =>
      bigFile(async function* () {
        for (let chunk = 0; chunk < 100; chunk += 1) yield new Uint8Array(1e6);
      }),
    download,
  ],
  [
    'while a document is read that then cannot be',
    () =>
      bigFile(async function* () {
        yield new Uint8Array(1);
        throw new ServiceError('conflict');
      }),
    download,
  ],
  ['before its document is found', () => hold('preps', 'document'), download],
  [
    'half way through a long answer',
    () => {
      hold('chats', 'list');
      const list = server.services.chats.list.bind(server.services.chats);
      const data = Array.from({ length: 20_000 }, () => ({ id: 'x'.repeat(500) }));
      Reflect.set(
        server.services.chats,
        'list',
        async (...given: Parameters<typeof list>) => (await list(...given), { data, nextCursor: null }),
      );
      release();
    },
    () => wire('GET', '/v1/chats'),
  ],
  ['while a tool works for it', () => undefined, () => mcp(rawMessage('tools/call', { name: 'wait', arguments: {} }))],
  ['while research begins for it', () => hold('research', 'create'), () => a2a(research)],
  ['while it waits for research', () => holdUntilLeft('research', 'follow'), () => a2a(research)],
  [
    'while it follows research',
    () => holdUntilLeft('research', 'follow'),
    () => a2a({ ...research, method: 'SendStreamingMessage' }),
  ],
];

const WAYS: Readonly<Record<string, (socket: Socket) => void>> = {
  'closes its connection': (socket) => socket.destroy(),
  'resets its connection': (socket) => socket.resetAndDestroy(),
};
const answered = () => server.lines.filter((line) => 'message' in line && line.message === 'a request was answered');
const codes = () => server.lines.flatMap((line) => ('code' in line ? [line.code] : []));

/** A request is sent, and its client leaves once it is where it is held. */
async function sendAndLeave(request: string, leave: (socket: Socket) => void): Promise<void> {
  const accepted = new Promise<Socket>((resolve) => server.app.server.once('connection', resolve));
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).pause();
  socket.write(request);
  const theirs = await accepted;
  const closed = new Promise((resolve) => theirs.once('close', resolve));
  await arrived;
  await settled();
  leave(socket);
  await closed;
  await settled();
  release();
}

/** Whatever still runs because of a request has had its turn, and so has another request. */
async function settled(): Promise<void> {
  for (let pass = 0; pass < 20; pass += 1) await nextTurn();
  await server.app.inject({ url: '/livez' });
}

describe.each(Object.entries(WAYS))('a client that %s', (_way, leave) => {
  it.each(PHASES)('%s is no failure of ours', async (_when, prepare, request) => {
    prepare();
    await sendAndLeave(request(), leave);
    await expect
      .poll(() => answered().some((line) => !('operationId' in line) || line.operationId !== 'getLiveness'))
      .toBe(true);
    await settled();
    expect(codes()).not.toContain('internal');
  });

  it.each([new TypeError('a bug'), new DOMException('a bug', 'TimeoutError')])(
    'does not hide a bug that it did not cause: %s',
    async (bug) => {
      hold('chats', 'list', bug);
      await sendAndLeave(wire('GET', '/v1/chats'), leave);
      await expect.poll(codes).toContain('internal');
    },
  );
});
