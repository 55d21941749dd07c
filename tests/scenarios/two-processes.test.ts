import type { TurnEvent } from '@interview-prep/sdk';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestPostgres } from '../../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import {
  ask,
  candidateAt,
  HAS_POSTGRES,
  newDatabase,
  pairOfServers,
  startedPostgres,
  until,
} from './reliability-app.ts';

/** Within this a command has its effect, whichever process it was sent to. */
const SOON_MS = 2_000;
/** Slow enough that a turn is under way for seconds. */
const UNHURRIED = { REHEARSAL_WORD_DELAY_MS: '150' };
const QUESTION = { text: 'Ask me a practice question, please.' };

const closing: (() => Promise<unknown>)[] = [];

describe.skipIf(!HAS_POSTGRES)('two processes on one Postgres', () => {
  let postgres: TestPostgres;
  let databases = 0;
  beforeAll(async () => {
    postgres = await startedPostgres();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  afterAll(() => postgres.remove());

  /** A chat whose turn the first process runs, some words of which have come. */
  async function talking(settings: Readonly<Record<string, string>> = UNHURRIED) {
    const databaseUrl = await newDatabase(postgres, `pair_${(databases += 1)}`);
    const { first, second, close } = await pairOfServers(databaseUrl, settings);
    closing.push(close);
    const here = await candidateAt(first.url, first.secretKey, { maxRetries: 0 });
    const there = await candidateAt(second.url, first.secretKey, { maxRetries: 0 });
    const { id } = await here.client.chats.create();
    const begin = async (text = QUESTION.text) => {
      const { lastEventId } = await there.client.chats.get(id);
      const path = `/v1/chats/${id}/turns`;
      const response = ask(first.url, here, { method: 'POST', path, body: { text } });
      response.catch(() => undefined); // its process may be killed
      const events: TurnEvent[] = [];
      const words = Promise.withResolvers<string>();
      // The other process follows it from its first word to its end.
      const followed = (async () => {
        let turnId = '';
        for await (const event of there.client.chats.events(id, { after: lastEventId })) {
          events.push(event);
          if (event.type === 'message') turnId = event.turnId;
          if (textOf(events).length > 20) words.resolve(turnId);
          if (event.type === 'done' || event.type === 'error') break;
        }
        return events;
      })();
      followed.catch(() => undefined); // a test that fails ends its servers
      const messageId = () => events.find((event) => event.type === 'token')?.messageId ?? '';
      return { turnId: await words.promise, messageId, followed, response };
    };
    return { first, second, here, there, id, begin, databaseUrl };
  }

  /** How long it takes, and that it is not too long. */
  async function soon<Result>(work: Promise<Result>): Promise<Result> {
    const begun = performance.now();
    const result = await work;
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    return result;
  }

  it('each follow, cancel and go on with a turn of the other', async () => {
    const { here, there, id, begin } = await talking();
    const { turnId, followed, response } = await begin();
    await soon(there.client.chats.cancelTurn(id, turnId));
    const events = await soon(followed);
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled', turnId });
    expect((await response).status).toBe(409);
    const [, reply] = (await here.client.transcripts.get(id)).messages;
    expect(reply?.text).toBe(textOf(events).trim());
    expect((await there.client.chats.createTurn(id, QUESTION)).message).not.toBe('');
  });

  it('cancel where no notification comes through', async () => {
    const { there, id, begin, databaseUrl } = await talking();
    const { turnId, followed } = await begin();
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND pid <> pg_backend_pid()`,
    );
    await soon(there.client.chats.cancelTurn(id, turnId));
    await client.end();
    expect((await followed).at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled', turnId });
  });

  it.each(['SIGSTOP', 'SIGKILL'] as const)(
    'take a turn from one that does not act (%s): its words stay, nothing more comes, and the chat goes on',
    async (signal) => {
      const { first, there, id, begin } = await talking();
      const { turnId, followed, response } = await begin();
      first.child.send(signal);
      closing.push(async () => first.child.send('SIGCONT'));
      await soon(there.client.chats.cancelTurn(id, turnId));
      expect((await soon(followed)).at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled', turnId });
      const kept = await there.client.transcripts.get(id);
      expect(kept.messages.at(-1)?.text).toBe(textOf(await followed).trim());
      first.child.send('SIGCONT');
      if (signal === 'SIGSTOP') expect((await response).status).toBe(409);
      expect((await there.client.transcripts.get(id)).messages).toEqual(kept.messages);
      expect((await there.client.chats.createTurn(id, QUESTION)).message).not.toBe('');
    },
  );

  it('interrupt an answer of the other: it counts as far as it was heard', async () => {
    const { here, there, id, begin } = await talking();
    const { turnId, followed, messageId } = await begin();
    const interrupt = { turnId, messageId: messageId(), heardCharacters: 12 };
    const refused = (change: object) => there.client.chats.interruptTurn(id, { ...interrupt, ...change });
    for (const [change, path] of [
      [{ heardCharacters: -1 }, '/heardCharacters'],
      [{ heardCharacters: 1.5 }, '/heardCharacters'],
      [{ messageId: 'msg_other' }, '/messageId'],
    ] as const)
      await expect(refused(change)).rejects.toMatchObject({ code: 'validation_failed', fields: [{ path }] });
    await soon(there.client.chats.interruptTurn(id, interrupt));
    const events = await soon(followed);
    expect(events.slice(-2)).toMatchObject([
      { type: 'interrupted', ...interrupt, speakerId: 'coach' },
      { type: 'error', code: 'turn_cancelled', turnId },
    ]);
    const [, reply] = (await here.client.transcripts.get(id)).messages;
    expect(reply?.text).toBe(textOf(events).slice(0, 12).trim());
  });

  it('complete a chat whose turn the other runs', async () => {
    const { here, there, id, begin } = await talking();
    const { followed } = await begin();
    const completed = await soon(there.client.chats.complete(id));
    expect(completed).toMatchObject({ state: 'completed' });
    expect(completed.openTurnId).toBeUndefined();
    expect((await soon(followed)).at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled' });
    await expect(here.client.chats.createTurn(id, QUESTION)).rejects.toMatchObject({ code: 'session_finished' });
  });

  it('erase a candidate whose turn the other runs, and leave no row of it', async () => {
    const { first, here, there, id, begin, databaseUrl } = await talking();
    const { response, followed } = await begin();
    const refused = expect(followed).rejects.toMatchObject({ code: 'unauthenticated' });
    await soon(there.client.me.erase());
    await soon(refused);
    expect((await soon(response)).status).toBeGreaterThanOrEqual(400);
    const { status } = await ask(first.url, here, { path: `/v1/chats/${id}` });
    expect([401, 404]).toContain(status);
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    for (const table of ['ip_sessions', 'ip_session_facts', 'ip_session_chunks', 'ip_session_commands'])
      expect((await client.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
    await client.end();
  });

  it('begin one turn of a chat when both are asked at once', async () => {
    const { first, second, here, there, id } = await talking();
    const path = `/v1/chats/${id}/turns`;
    const answers = await Promise.all(
      [first, second, first, second].map(({ url }, index) =>
        ask(url, index % 2 === 0 ? here : there, { method: 'POST', path, body: QUESTION }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });

  it('count the turns of a candidate together', async () => {
    const { first, second, here, there, id } = await talking({ TURNS_PER_MINUTE: '10' });
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1)
      for (const [{ url }, candidate] of [
        [first, here],
        [second, there],
      ] as const)
        statuses.push(
          (await ask(url, candidate, { method: 'POST', path: `/v1/chats/${id}/turns`, body: QUESTION })).status,
        );
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    expect(statuses.slice(0, 10)).not.toContain(429);
    await until(async () => (await there.client.chats.get(id)).openTurnId === undefined);
  });
});

function textOf(events: readonly TurnEvent[]): string {
  return events.map((event) => (event.type === 'token' ? event.text : '')).join('');
}
