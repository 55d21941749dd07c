import { InterviewPrep } from '@interview-prep/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { willingAnswer } from '../../packages/server/src/testing/willing-model.ts';
import { anthropic, bedrock, localServer, searchEngine, type Vendor } from '../vendors.ts';
import { type RunningServer, startedServer } from './child.ts';
import { newPerson, nursing, ofType, readyPrep, said } from './people.ts';

const ANSWER =
  'Last winter on a night shift a child in our bay got worse. I was in charge of the bay. I checked her ' +
  'vital signs, called the doctor and started oxygen within 5 minutes. In the end she was stable by the ' +
  'morning.';

const open: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(open.map((close) => close())));

async function serverOn(vendor: Vendor): Promise<RunningServer> {
  const search = await searchEngine();
  open.push(
    () => vendor.close(),
    () => search.close(),
  );
  const server = await startedServer({ ...vendor.env, ...search.env });
  open.push(() => server.stop());
  return server;
}

/** A text, and what stands in its parts that are base64. */
const withDecoded = (text: string): string =>
  [text, ...[...text.matchAll(/[\w-]{16,}/gu)].map(([part]) => Buffer.from(part, 'base64').toString('latin1'))].join(
    '\n',
  );

describe.each([
  ['a local OpenAI-compatible server', localServer],
  ['Anthropic', anthropic],
  ['Amazon Bedrock', () => bedrock()],
] as const)('the product on %s', (_name, vendorOf) => {
  it('[S0-8] practises, judges with quotes, writes a researched document and counts every token', async () => {
    const vendor = await vendorOf();
    const server = await serverOn(vendor);
    const { client, candidateId } = await newPerson(server);
    const posting = await nursing(client);
    await client.resume.put(
      new TextEncoder().encode(
        'Amara Bello\nPaediatric nurse at a city hospital since 2019. Calmed worried parents in two languages.',
      ),
    );
    const chat = await client.chats.create({ postingId: posting.id });

    const [question] = ofType(await said(client, chat.id, 'Ask me a behavioural question'), 'question');
    expect(question?.text).not.toBe('');
    const judged = await said(client, chat.id, ANSWER);
    const [feedback] = ofType(judged, 'feedback');
    expect(feedback).toMatchObject({ result: 'scored', questionId: question?.questionId });
    for (const { quotes } of feedback?.criteria ?? []) for (const { text } of quotes) expect(ANSWER).toContain(text);
    // Three requests of this turn: what is wanted, what it shows, what is said.
    expect(ofType(judged, 'usage')).toMatchObject([{ inputTokens: 3_000, outputTokens: 300 }]);

    const { prep, received } = await readyPrep(client, posting.id);
    expect(prep).toMatchObject({ status: 'ready' });
    expect(ofType(received, 'prep_progress').map(({ step }) => step)).toContain('Searching for “Northfield”');
    const markdown = await (await client.preps.document(prep.id, { format: 'markdown' })).text();
    expect(markdown).toContain('Written by a language model');
    expect(markdown).toMatch(/Northfield runs four hospitals in the north of England\. \\\[\d\\\]/);
    expect(markdown).toContain('https://northfield.example/about');
    expect(markdown).toContain('how many people work there');

    const listed = await said(client, chat.id, 'Show me my earlier documents');
    expect(ofType(listed, 'prep_list')[0]?.preps[0]?.url).toContain('http');
    // Neither the link of a document nor what a vendor receives names the candidate, in plain or coded form.
    expect(withDecoded(JSON.stringify(ofType(listed, 'prep_list')))).not.toContain(candidateId);
    for (const { body } of vendor.seen()) expect(withDecoded(JSON.stringify(body)).includes(candidateId)).toBe(false);

    const backend = new InterviewPrep({ baseUrl: server.url, secretKey: server.secretKey });
    const { total } = await backend.usage.get();
    const requests = vendor.seen().length;
    expect(total).toMatchObject({ inputTokens: requests * 1_000, outputTokens: requests * 100 });
  });
});

describe('a language model that misbehaves', () => {
  let what: 'CUT' | 'HANG' | undefined;
  let vendor: Vendor;
  let server: RunningServer;
  beforeAll(async () => {
    vendor = await bedrock({
      answer: (request) =>
        what !== undefined && request.answer === undefined ? ['Half a sen', what] : willingAnswer(request),
    });
    server = await serverOn(vendor);
  });

  it('and breaks off is an error that can be tried again, leaves no trace of the turn, and the next turn goes on', async () => {
    const { client } = await newPerson(server);
    const chat = await client.chats.create();
    what = 'CUT';
    await expect(client.chats.turn(chat.id, { text: 'Hello first' }).final()).rejects.toMatchObject({
      code: 'model_unavailable',
      retryable: true,
    });
    what = undefined;
    expect(ofType(await said(client, chat.id, 'Hello again'), 'done')).toHaveLength(1);
    const last = JSON.stringify(vendor.seen().at(-1)?.body);
    expect(last).toContain('Hello again');
    expect(last).not.toContain('Hello first');
  });

  it('and is silent in the middle of an answer learns at once that the turn was cancelled', async () => {
    const { client } = await newPerson(server);
    const chat = await client.chats.create();
    what = 'HANG';
    const turn = client.chats.turn(chat.id, { text: 'Hello' });
    const read = async () => {
      for await (const event of turn)
        if (event.type === 'token') await client.chats.cancelTurn(chat.id, turn.turnId ?? '');
    };
    await expect(read()).rejects.toMatchObject({ code: 'turn_cancelled' });
    // The vendor's own view: its client went away in the middle of the answer.
    await vendor.seen().at(-1)?.left;
    expect((await client.chats.get(chat.id)).openTurnId).toBeUndefined();
  });

  it('and cannot be reached says so in words for a person, and the operator reads why', async () => {
    const away = await localServer();
    await away.close();
    const alone = await startedServer({ ...away.env, LOG_LEVEL: 'warn' });
    open.push(() => alone.stop());
    const { client } = await newPerson(alone);
    const chat = await client.chats.create();
    await expect(client.chats.turn(chat.id, { text: 'My secret plan' }).final()).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringContaining('Try again'),
    });
    expect(alone.child.output()).toContain('a language model failed');
    expect(alone.child.output()).not.toContain('My secret plan');
  });
});
