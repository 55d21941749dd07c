import type { InterviewPrep, TurnEvent, TurnStream } from '@interview-prep/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestPostgres } from '../../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { temporaryFolder } from './child.ts';
import {
  ask,
  candidateAt,
  HAS_POSTGRES,
  newDatabase,
  pairOfServers,
  serverProcess,
  startedPostgres,
  until,
} from './reliability-app.ts';

const KEYS = 1_000;
const DUPLICATES = 5;
const RUNS = 5;
const TALKING = 12;
const DRAINED_MS = 30_000;
/** Slow enough that a turn is under way for seconds, so that whatever happens meanwhile happens in its middle. */
const UNHURRIED = { REHEARSAL_WORD_DELAY_MS: '60' };
const QUESTION = { text: 'Ask me a practice question, please.' };

const closing: (() => Promise<unknown>)[] = [];
const later = <Closable extends { close(): Promise<unknown> }>(thing: Closable): Closable => {
  closing.push(() => thing.close());
  return thing;
};

const textOf = (events: readonly TurnEvent[]) =>
  events.map((event) => (event.type === 'token' ? event.text : '')).join('');
const lastEnding = (events: readonly TurnEvent[]) =>
  events.filter(({ type }) => type === 'done' || type === 'error').map(({ type }) => type);

describe.skipIf(!HAS_POSTGRES)('on a Postgres', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startedPostgres();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  afterAll(() => postgres.remove());

  it('1,000 idempotency keys, each sent five times, all at once, to two processes, make exactly 1,000 resources, five times over', async () => {
    const { first, second } = later(await pairOfServers(await newDatabase(postgres, 'keys'), {}));
    for (let run = 1; run <= RUNS; run += 1) {
      // Without jitter: a client that is asked to wait a second waits a second.
      const options = { name: `keys-${run}`, maxRetries: 40, random: () => 0 };
      const { client } = await candidateAt(first.url, first.secretKey, options);
      const { client: other } = await candidateAt(second.url, first.secretKey, options);
      const record = (at: InterviewPrep, key: number) =>
        at.consents.record(
          { kind: 'practice', textVersion: `text-${key}` },
          { idempotencyKey: `key-of-consent-${key}` },
        );
      const answers = await Promise.all(
        Array.from({ length: KEYS }, (_, key) =>
          Promise.all(
            Array.from({ length: DUPLICATES }, (_, copy) => record((key + copy) % 2 === 0 ? client : other, key)),
          ),
        ),
      );
      for (const [key, [one, ...others]] of answers.entries()) {
        expect(one?.textVersion).toBe(`text-${key}`);
        for (const same of others) expect(same).toEqual(one);
      }
      const made = new Set<string>();
      for await (const { id } of client.consents.list({ limit: 100 })) made.add(id);
      expect(made.size).toBe(KEYS);
      expect(new Set(answers.map(([one]) => one?.id))).toEqual(made);
    }
  });

  it('SIGTERM drains a process within 30 s while its calls and streams go on, and none of them fails', async () => {
    const { balancer, first, second } = later(await pairOfServers(await newDatabase(postgres, 'drain'), UNHURRIED));
    const candidates = await Promise.all(
      Array.from({ length: TALKING }, (_, index) =>
        candidateAt(balancer.url, first.secretKey, { name: `drain-${index}` }),
      ),
    );
    const chats = await Promise.all(
      candidates.map(async ({ client }) => ({
        client,
        id: (await client.chats.create()).id,
        waits: (await client.chats.create()).id,
      })),
    );

    const over = { isIt: false };
    const started: Promise<void>[] = [];
    const calls = chats.flatMap(({ client, id, waits }) => {
      const stream = client.chats.turn(id, QUESTION);
      started.push(firstWord(stream));
      return [
        stream.final().then(({ text, events }) => ({ client, id, text, events })),
        client.chats
          .createTurn(waits, QUESTION)
          .then(({ message, events }) => ({
            client,
            id: waits,
            text: message,
            events: events.map(({ event }) => event),
          })),
      ];
    });
    closing.push(async () => void (over.isIt = true));
    const others = Promise.all(chats.map(({ client }) => keepAsking(client, over)));
    others.catch(() => undefined); // it is awaited when the process has ended
    await Promise.all(started);
    expect(balancer.open(first.port)).toBeGreaterThan(0);
    expect(balancer.open(second.port)).toBeGreaterThan(0);

    const begun = performance.now();
    const code = await first.child.end('SIGTERM');
    const drainedMs = performance.now() - begun;
    over.isIt = true;
    expect(code).toBe(0);
    expect(drainedMs).toBeLessThan(DRAINED_MS);

    for (const { client, id, text, events } of await Promise.all(calls)) {
      expect(lastEnding(events)).toEqual(['done']);
      expect(text).not.toBe('');
      expect((await client.transcripts.get(id)).messages.at(-1)?.text).toBe(text.trim());
    }
    const asked = await others;
    expect(Math.min(...asked)).toBeGreaterThan(0);
    console.log(
      `drained in ${Math.round(drainedMs)} ms; ${calls.length} turns and ` +
        `${asked.reduce((sum, count) => sum + count, 0)} other calls, 0 failed`,
    );
  });

  it(
    'a process that is killed leaves nothing behind: the other one shows its turn, ends it, goes on with the ' +
      'chat and finishes its document',
    async () => {
      const { first, second } = later(await pairOfServers(await newDatabase(postgres, 'killed'), UNHURRIED));
      const { client: here, token } = await candidateAt(first.url, first.secretKey);
      const { client: there } = await candidateAt(second.url, first.secretKey);
      const { id } = await here.chats.create();

      // A turn of one process is followed at the other while it is made.
      const followed: TurnEvent[] = [];
      const followingFirst = (async () => {
        for await (const event of there.chats.events(id)) {
          followed.push(event);
          if (event.type === 'done') return followed.filter(({ type }) => type === 'token').length;
        }
        return 0;
      })();
      const whole = await here.chats.turn(id, QUESTION).final();
      expect(await followingFirst).toBeGreaterThan(5);
      expect(textOf(followed)).toBe(whole.text);

      // And this one is cut in its middle, with a document under way.
      const posting = await here.postings.create({
        source: { kind: 'text', title: 'Nurse', text: 'Requirements\n- Two years of nursing.' },
      });
      const prepId = await unfinishedPrep(here, there, posting.id);
      const { lastEventId } = await there.chats.get(id);
      const cut: TurnEvent[] = [];
      const following = (async () => {
        for await (const event of there.chats.events(id, { after: lastEventId })) {
          cut.push(event);
          if (event.type === 'token' && cut.filter(({ type }) => type === 'token').length === 3)
            void first.child.end('SIGKILL');
          if (event.type === 'error' || event.type === 'done') return event;
        }
        return undefined;
      })();
      const begun = await ask(
        first.url,
        { token },
        { method: 'POST', path: `/v1/chats/${id}/turns`, body: QUESTION },
      ).catch(() => undefined);
      expect(begun).toBeUndefined();
      expect(await following).toMatchObject({ type: 'error', code: 'turn_interrupted', retryable: true });
      expect(textOf(cut)).not.toBe('');

      expect((await there.chats.createTurn(id, { text: 'Are you still there?' })).message).not.toBe('');
      for await (const event of there.preps.events(prepId)) expect(event.type).not.toBe('error');
      expect((await there.preps.get(prepId)).status).toBe('ready');
      expect((await there.preps.document(prepId)).size).toBeGreaterThan(1_000);
    },
  );

  it('a killed database is 503 with Retry-After until it is back, and then everything acknowledged is there', async () => {
    const own = await startedPostgres();
    closing.push(() => own.remove());
    const folder = await temporaryFolder();
    closing.push(() => folder.remove());
    const server = await serverProcess({ DATABASE_URL: own.databaseUrl, DATA_DIR: folder.path, ...UNHURRIED });
    closing.push(() => server.child.end('SIGKILL'));
    const candidates = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        candidateAt(server.url, server.secretKey, { name: `lost-${index}`, maxRetries: 0 }),
      ),
    );
    const chats = await Promise.all(
      candidates.map(async (candidate) => {
        const { id } = await candidate.client.chats.create();
        await candidate.client.chats.createTurn(id, QUESTION);
        return {
          ...candidate,
          id,
          before: await candidate.client.transcripts.get(id),
          after: (await candidate.client.chats.get(id)).lastEventId,
        };
      }),
    );

    const talking = chats.map(({ client, id }) => client.chats.turn(id, { text: 'What do they look for in that?' }));
    const ended = talking.map((turn) => collected(turn));
    await Promise.all(talking.map(firstWord));
    await own.stop('killed');

    for (const { token, id } of chats) {
      for (const request of [
        { path: `/v1/chats/${id}` },
        { path: '/v1/chats', method: 'POST', body: {} },
        { path: `/v1/chats/${id}/turns`, method: 'POST', body: QUESTION },
      ]) {
        const refused = await ask(server.url, { token }, request);
        expect(refused.status).toBe(503);
        expect(refused.headers.get('content-type')).toContain('application/problem+json');
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await refused.json()).toMatchObject({ code: 'storage_unavailable', retryable: true });
      }
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);

    await own.start();
    await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    const seen = await Promise.all(ended);
    for (const [index, { client, id, before, after }] of chats.entries()) {
      for await (const event of client.chats.events(id, { after }))
        if (event.type === 'done' || event.type === 'error') break;
      const now = await client.transcripts.get(id);
      expect(now.messages.slice(0, before.messages.length)).toEqual(before.messages);
      // What a candidate has read of the turn that was cut is in the log, too.
      expect(now.messages.at(-1)?.text).toContain(textOf(seen[index] ?? []).trim());
      expect((await client.chats.createTurn(id, { text: 'Are you still there?' })).message).not.toBe('');
    }
  });
});

/** Resolves with the first word of an answer that somebody else reads to its end. */
function firstWord(stream: TurnStream): Promise<void> {
  return new Promise((resolve) => {
    const stop = stream.on('token', () => {
      stop();
      resolve();
    });
  });
}

/** What came of a stream, however it ended. */
async function collected(stream: AsyncIterable<TurnEvent>): Promise<readonly TurnEvent[]> {
  const events: TurnEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
  } catch {
    // How it ends is the other process' to say, later.
  }
  return events;
}

/** Plain calls, one after the other, until it is over. Resolves with how many; rejects with the first that failed. */
async function keepAsking(client: InterviewPrep, over: { readonly isIt: boolean }): Promise<number> {
  let asked = 0;
  while (!over.isIt) {
    await client.chats.create();
    await client.me.get();
    asked += 2;
  }
  return asked;
}

/** A document that `here` has begun and that nobody has finished. */
async function unfinishedPrep(here: InterviewPrep, there: InterviewPrep, postingId: string): Promise<string> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const { id } = await here.preps.create({ postingId });
    if ((await there.preps.get(id)).status !== 'ready') return id;
  }
  throw new Error('Documents are made faster than they can be asked for.');
}
