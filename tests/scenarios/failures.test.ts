import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InterviewPrep } from '@interview-prep/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT, run, startedServer, type RunningServer, temporaryFolder } from './child.ts';

// The built server as an adopter imports it, with parts of theirs that fail. The types are those of its source.
const dist = (file: string) => pathToFileURL(join(ROOT, 'packages/server/dist', file)).href;
const { startServer, readConfig, ServiceError, systemClock } = (await import(
  dist('index.js')
)) as typeof import('@interview-prep/server');
const { memoryStorage } = (await import(dist('testing.js'))) as typeof import('@interview-prep/server/testing');

const CANARY = 'canary-7f3a of somebody’s résumé';
const config = () => readConfig({ PORT: '0', LOG_LEVEL: 'silent', REHEARSAL_WORD_DELAY_MS: '0', DATA_DIR: 'unused' });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function candidateOf({ url, secretKey }: { url: string; secretKey: string | undefined }) {
  const backend = new InterviewPrep({ baseUrl: url, secretKey });
  const { token } = await backend.clientTokens.create({ candidate: { externalId: 'somebody' } });
  return { token, client: new InterviewPrep({ baseUrl: url, clientToken: token, maxRetries: 0 }) };
}

/** Memory that can be taken away. */
function flakyStorage() {
  const memory = memoryStorage(systemClock);
  const state = { isAway: false };
  const sessions: typeof memory.sessions = {
    ...memory.sessions,
    async write(batch) {
      if (state.isAway) throw new ServiceError('storage_unavailable', { cause: new Error(CANARY) });
      return memory.sessions.write(batch);
    },
  };
  const ping = async () => {
    if (state.isAway) throw new ServiceError('storage_unavailable');
  };
  return { state, storage: { ...memory, sessions, alone: true, ping, close: async () => {} } };
}

describe('failures', () => {
  it('[S2-5] of storage are 503 with Retry-After, and what was acknowledged is there afterwards', async () => {
    const { state, storage } = flakyStorage();
    const server = await startServer({ config: config(), storage, signals: false });
    closing.push(() => server.close());
    const { client, token } = await candidateOf({ url: server.url, secretKey: server.demo?.secretKey });
    const chat = await client.chats.create();
    await client.chats.createTurn(chat.id, { text: 'Hello' });
    const before = await client.transcripts.get(chat.id);

    state.isAway = true;
    const refused = await fetch(`${server.url}/v1/chats/${chat.id}/turns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"text":"Are you there?"}',
    });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const problem = await refused.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'storage_unavailable', retryable: true });
    expect(problem).not.toContain(CANARY);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);

    state.isAway = false;
    expect(await client.transcripts.get(chat.id)).toEqual(before);
    expect((await client.chats.createTurn(chat.id, { text: 'Hello again' })).message).not.toBe('');
  });

  it('[S2-5] that nobody foresaw are a 500 with a request id and without what went wrong', async () => {
    const { storage } = flakyStorage();
    const reader = { read: () => Promise.reject(new Error(CANARY)), close: async () => {} };
    const server = await startServer({ config: config(), storage, reader, signals: false });
    closing.push(() => server.close());
    const { client, token } = await candidateOf({ url: server.url, secretKey: server.demo?.secretKey });
    const failed = await fetch(`${server.url}/v1/resume`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: 'Amara Bello',
    });
    expect(failed.status).toBe(500);
    const problem = await failed.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'internal', requestId: failed.headers.get('x-request-id') });
    expect(problem).not.toMatch(/canary|Error|\bat \w/);
    // And the server goes on.
    expect((await client.me.get()).kind).toBe('candidate');
  });

  it('[S2-2] do not include a chat that ran out: by the clock it is expired, and answers 409 session_expired', async () => {
    const { storage } = flakyStorage();
    let now = Date.parse('2026-11-21T09:00:00Z');
    const clock = { now: () => now, sleep: systemClock.sleep };
    const server = await startServer({ config: config(), storage, clock, signals: false });
    closing.push(() => server.close());
    const first = await candidateOf({ url: server.url, secretKey: server.demo?.secretKey });
    const chat = await first.client.chats.create();
    now += 24 * 3_600_000 - 1;
    const { client } = await candidateOf({ url: server.url, secretKey: server.demo?.secretKey });
    expect((await client.chats.get(chat.id)).state).toBe('active');
    now += 1;
    expect((await client.chats.get(chat.id)).state).toBe('expired');
    await expect(client.chats.createTurn(chat.id, { text: 'Hello' })).rejects.toMatchObject({
      status: 409,
      code: 'session_expired',
    });
  });

  it('[S0-7] by kill -9 do not stop a document: after the restart it is made', async () => {
    const folder = await temporaryFolder();
    closing.push(() => folder.remove());
    const first: RunningServer = await startedServer({ DATA_DIR: folder.path });
    closing.push(() => first.stop());
    const { client, token } = await candidateOf(first);
    const posting = await client.postings.create({
      source: { kind: 'text', title: 'Nurse', text: 'Requirements\n- Two years of nursing.' },
    });
    const { id } = await client.preps.create({ postingId: posting.id });
    await first.child.end('SIGKILL');
    const port = new URL(first.url).port;
    const again = run(['packages/server/dist/main.js', 'start'], {
      PORT: port,
      DATA_DIR: folder.path,
      LOG_LEVEL: 'silent',
    });
    closing.push(() => again.end('SIGTERM'));
    await again.says(/Interview Prep +http/);
    const revived = new InterviewPrep({ baseUrl: first.url, clientToken: token });
    for await (const event of revived.preps.events(id)) expect(event.type).not.toBe('error');
    expect((await revived.preps.get(id)).status).toBe('ready');
    expect((await revived.preps.document(id)).size).toBeGreaterThan(1_000);
  });
});
