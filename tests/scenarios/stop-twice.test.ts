import { afterEach, expect, it } from 'vitest';
import { type RunningServer, startedServer } from './child.ts';
import { newPerson } from './people.ts';

let server: RunningServer;
afterEach(() => server.child.end('SIGKILL'));

it.each([
  ['SIGTERM', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
  ['SIGINT', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
] as const)('%s and %s right after it let an answer come to its end', async (first, second) => {
  server = await startedServer({ REHEARSAL_WORD_DELAY_MS: '25' });
  const { client } = await newPerson(server);
  const { id } = await client.chats.create();
  const turn = client.chats.createTurn(id, { text: 'Ask me a behavioural question.' });
  await expect.poll(async () => (await client.chats.get(id)).openTurnId).toBeDefined();
  server.child.send(first);
  // The first one has arrived: two at once could be one to the system.
  const isReady = () =>
    fetch(`${server.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady).toBe(false);
  const exit = server.child.end(second);
  expect((await turn).events.at(-1)?.event).toMatchObject({ type: 'done' });
  expect(await exit).toBe(0);
});
