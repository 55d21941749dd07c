import type { InterviewPrep } from '@interview-prep/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InterviewPrep as Sdk } from '@interview-prep/sdk';
import type { TestPostgres } from '../../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { temporaryFolder } from './child.ts';
import {
  candidateAt,
  HAS_POSTGRES,
  newDatabase,
  pairOfServers,
  type ServerProcess,
  serverProcess,
  startedPostgres,
} from './reliability-app.ts';

const KEYS = 150;
/** What was answered when the process stops: the others are somewhere on their way. */
const ANSWERED = 40;
const LEASE_MS = 20_000;
const OPEN = { REQUESTS_PER_MINUTE: '1000000', TURNS_PER_MINUTE: '1000000' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

type Clients = { readonly backend: InterviewPrep; readonly candidate: InterviewPrep };

/** The requests of 150 keys, a third each for chats, consents and keys. Each resolves with the id of what it made. */
function requests({ backend, candidate }: Clients): (() => Promise<string>)[] {
  return Array.from({ length: KEYS }, (_, index) => async () => {
    const options = { idempotencyKey: `key-of-request-${index}` };
    if (index % 3 === 0) return (await candidate.chats.create({ locale: 'en' }, options)).id;
    if (index % 3 === 1)
      return (await candidate.consents.record({ kind: 'practice', textVersion: `${index}` }, options)).id;
    return (await backend.keys.create({ kind: 'secret', name: `made ${index}` }, options)).id;
  });
}

async function idsOf({ backend, candidate }: Clients): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of candidate.chats.list({ limit: 100 })) ids.push(id);
  for await (const { id } of candidate.consents.list({ limit: 100 })) ids.push(id);
  for await (const { id, name } of backend.keys.list({ limit: 100 })) if (name?.startsWith('made ')) ids.push(id);
  return ids;
}

async function clientsAt(
  url: string,
  { secretKey, token }: { secretKey: string; token: string },
  maxRetries: number,
): Promise<Clients> {
  const options = { baseUrl: url, maxRetries, random: () => 0 };
  return { backend: new Sdk({ ...options, secretKey }), candidate: new Sdk({ ...options, clientToken: token }) };
}

/** Sends all at once, and stops the process when some were answered. Resolves with those that were, and what became of the rest. */
async function cutShort(sending: readonly (() => Promise<string>)[], server: ServerProcess, signal: NodeJS.Signals) {
  const answered = new Map<number, string>();
  let stopped = () => {};
  const stop = new Promise<void>((resolve) => (stopped = resolve));
  const rest = sending.map(async (send, index) => {
    const id = await send().catch(() => undefined);
    if (id === undefined) return undefined;
    answered.set(index, id);
    if (answered.size === ANSWERED) {
      server.child.send(signal);
      stopped();
    }
    return id;
  });
  await stop;
  return { answered: new Map(answered), rest: Promise.all(rest) };
}

describe.skipIf(!HAS_POSTGRES)('on a Postgres', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startedPostgres();
  });
  afterAll(() => postgres.remove());

  it('150 keys make exactly 150 resources, though their process is paused for longer than its lease', async () => {
    const pair = await pairOfServers(await newDatabase(postgres, 'once'), OPEN);
    closing.push(() => pair.close());
    const { first, second } = pair;
    const { token } = await candidateAt(first.url, first.secretKey);
    const credentials = { secretKey: first.secretKey, token };
    const here = await clientsAt(first.url, credentials, 0);
    const there = await clientsAt(second.url, credentials, 40);
    const { answered, rest } = await cutShort(requests(here), first, 'SIGSTOP');
    closing.push(async () => void first.child.send('SIGCONT'));

    const stopped = performance.now();
    const retried = await Promise.all(requests(there).map((send) => send()));
    expect(performance.now() - stopped).toBeGreaterThan(LEASE_MS - 5_000); // some were in the middle of their run
    first.child.send('SIGCONT');
    const late = await rest;

    expect(new Set(retried).size).toBe(KEYS);
    for (const [index, id] of answered) expect(retried[index]).toBe(id);
    for (const [index, id] of late.entries()) if (id !== undefined) expect(retried[index]).toBe(id);
    expect((await idsOf(there)).toSorted()).toEqual(retried.toSorted());
    console.log(`${answered.size} answered before the pause, ${late.filter((id) => id !== undefined).length} after it`);
  });
});

it('150 keys make exactly 150 resources, though the embedded server is killed, and every retry is answered at once', async () => {
  const folder = await temporaryFolder();
  closing.push(() => folder.remove());
  const settings = { DATA_DIR: folder.path, ...OPEN };
  const first = await serverProcess(settings);
  closing.push(() => first.child.end('SIGKILL'));
  const { token } = await candidateAt(first.url, first.secretKey);
  const credentials = { secretKey: first.secretKey, token };
  const here = await clientsAt(first.url, credentials, 0);
  const { answered, rest } = await cutShort(requests(here), first, 'SIGKILL');
  await first.child.exit;
  await rest;
  expect(answered.size).toBeLessThan(KEYS);

  // The same port: a token is good for the address that issued it.
  const second = await serverProcess({ ...settings, PORT: String(first.port) }, { joins: true });
  closing.push(() => second.child.end('SIGKILL'));
  const there = await clientsAt(second.url.replace(String(second.port), String(first.port)), credentials, 0);
  const retried = await Promise.all(requests(there).map((send) => send()));
  for (const [index, id] of answered) expect(retried[index]).toBe(id);
  expect((await idsOf(there)).toSorted()).toEqual(retried.toSorted());
  expect(new Set(retried).size).toBe(KEYS);
});
