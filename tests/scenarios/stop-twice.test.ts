import { expect, it } from 'vitest';
import { startedServer } from './child.ts';
import { newPerson } from './people.ts';

it.each([
  ['SIGTERM', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
  ['SIGINT', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
] as const)('%s and %s right after it let an answer come to its end', async (first, second) => {
  const server = await startedServer({ REHEARSAL_WORD_DELAY_MS: '25', SHUTDOWN_GRACE_SECONDS: '0' });
  const { client } = await newPerson(server);
  const chat = await client.chats.create();
  const turn = client.chats.turn(chat.id, { text: 'Ask me a behavioural question.' });
  const events = turn[Symbol.asyncIterator]();
  await events.next();
  server.child.send(first);
  const exit = server.child.end(second);
  expect((await turn.final()).events.at(-1)).toMatchObject({ type: 'done' });
  expect(await exit).toBe(0);
});
