import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type RunningServer, startedServer } from './child.ts';
import { newPerson, type Person } from './people.ts';

const STREAMS = 200;
const CHATS = 20;
const LIMITS = { TURNS_PER_MINUTE: '1000000', REQUESTS_PER_MINUTE: '1000000' };
/** Less than the 25 seconds that answers under way may take. */
const WELL_BEFORE_THE_DRAIN_ENDS_MS = 20_000;

const servers: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ child }) => child.end('SIGKILL')));
});

async function serverAndPerson(env: Record<string, string>): Promise<RunningServer & Person> {
  const server = await startedServer({ ...LIMITS, ...env });
  servers.push(server);
  return { ...server, ...(await newPerson(server)) };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A raw connection that has sent `text`, and the first bytes of what it got. */
function connection(url: string, text: string, { answered }: { answered: boolean }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(text, () => answered || resolve(socket));
      if (text === '') resolve(socket);
    });
    socket.once('error', reject);
    socket.once('data', () => resolve(socket));
    socket.on('error', () => {});
  });
}

it(
  'SIGTERM after many streams broke ends the server at once, whatever half-open connections are left',
  async () => {
    const { url, token, client, child } = await serverAndPerson({});
    const chats = await Promise.all(Array.from({ length: CHATS }, () => client.chats.create()));
    const opened = Array.from({ length: STREAMS }, (_, index) => {
      const path = `/v1/chats/${chats[index % CHATS]?.id ?? ''}/events`;
      const head = `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\naccept: text/event-stream`;
      return connection(url, `${head}\r\n\r\n`, { answered: true });
    });
    const streams = await Promise.all(opened);
    // A client goes on asking for its answer for a while: it is stopped here, once the server has ended.
    const stopped = new AbortController();
    const turns = chats.map(({ id }) =>
      client.chats.turn(id, { text: 'Ask me something.' }, { signal: stopped.signal }).final(),
    );
    // A browser connects before it knows what to ask, and a broken line leaves half a request.
    for (const half of ['', `GET /v1/chats HTTP/1.1\r\nhost: x\r\nauthorization: Bear`])
      await connection(url, half, { answered: false });
    for (const stream of streams) stream.resetAndDestroy();
    const settled = Promise.allSettled(turns);
    expect(await child.end('SIGTERM')).toBe(0);
    stopped.abort();
    await settled;
  },
  WELL_BEFORE_THE_DRAIN_ENDS_MS,
);

it('after SIGTERM it goes on for a grace time without being ready, and SIGINT ends that time', async () => {
  const { url, token, client, child } = await serverAndPerson({
    SHUTDOWN_GRACE_SECONDS: '20',
    REHEARSAL_WORD_DELAY_MS: '25',
  });
  const [chat, other] = [await client.chats.create(), await client.chats.create()];
  const turn = client.chats.turn(chat.id, { text: 'Ask me a behavioural question.' });
  const events = turn[Symbol.asyncIterator]();
  await events.next();
  child.send('SIGTERM');
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);

  const refused = await fetch(`${url}/v1/chats/${other.id}/turns`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Hello.' }),
  });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'shutting_down']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await fetch(`${url}/v1/chats/${chat.id}`, { headers: bearer(token) })).status).toBe(200);

  const last = await turn.final();
  expect(last.events.at(-1)?.type).toBe('done');
  expect(await child.end('SIGINT')).toBe(0);
});
