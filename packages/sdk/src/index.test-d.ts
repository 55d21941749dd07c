import type { Chat, FinalTurn, InterviewPrep, Page, TurnEvent, TurnStream } from './index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => undefined;

/** Never called; it only has to compile. */
export async function types(client: InterviewPrep): Promise<void> {
  const turn = client.chats.turn(
    'cht_1',
    { text: 'Hello' },
    { signal: AbortSignal.abort(), idempotencyKey: 'my-own-key' },
  );
  holds<Same<typeof turn, TurnStream>>();
  for await (const event of turn) {
    holds<Same<typeof event, TurnEvent>>();
    if (event.type === 'token') holds<Same<typeof event.text, string>>();
    if (event.type === 'feedback') holds<Same<typeof event.result, 'scored' | 'insufficient_evidence'>>();
    // @ts-expect-error -- a token has no score
    if (event.type === 'token') void event.score;
  }
  const stop = turn.on('prep_progress', (event) => holds<Same<typeof event.stepsDone, number>>());
  holds<Same<typeof stop, () => void>>();
  // @ts-expect-error -- there is no such event
  turn.on('tokens', () => undefined);
  const final = await turn.final();
  holds<Same<typeof final, FinalTurn>>();

  const page = await client.chats.list({ limit: 5 });
  holds<Same<typeof page, Page<Chat>>>();
  for await (const chat of client.chats.list()) holds<Same<typeof chat, Chat>>();

  await client.keys.rotate('key_1');
  await client.clientTokens.create({ candidate: { externalId: '1' } });
  // @ts-expect-error -- a posting needs a source
  await client.postings.create({});
  // @ts-expect-error -- an unknown option is a mistake
  await client.me.get({ timeout: 5 });
}
