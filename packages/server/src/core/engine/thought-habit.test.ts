import { describe, expect, it } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelScript, scriptedModel } from '../../testing/scripted-model.ts';
import { llmEngine } from './llm-engine.ts';
import type { ModelFailure } from './model.ts';
import { colour, prompts, scope, smallTalk } from './test-engine.suite.ts';
import type { ReplyEvent } from './ports.ts';

function opened(script: ModelScript, { mayThinkAloud = true } = {}) {
  const failures: ModelFailure[] = [];
  const engine = llmEngine({
    model: { ...scriptedModel(script), mayThinkAloud },
    clock: manualClock(),
    prompts,
    decisions: [colour],
    replySpecs: [smallTalk],
    onFailure: (failure) => failures.push(failure),
  });
  const call = { scope, signal: new AbortController().signal };
  const texts = async () => {
    const events: ReplyEvent[] = [];
    const request = { spec: smallTalk, context: { mood: 'calm' }, history: [], tools: [] };
    for await (const event of engine.streamReply(request, call)) events.push(event);
    return events.map((event) => (event.type === 'text' ? event.text : event.type));
  };
  return { texts, failures, decide: () => engine.runDecision(colour, { text: 'a rose' }, call) };
}

const ALOUD = ['Okay, ', 'the user ', 'greets.\n</th', 'ink>\n\n', 'Hello, ', 'you.'];
const PLAIN = ['Hello, ', 'you.'];

describe('what is learned of a model that may think aloud', () => {
  it('[N-15] is that its thoughts have an end alone: none of them is ever said', async () => {
    const { texts, failures } = opened([ALOUD, ALOUD, PLAIN, ALOUD]);
    for (const said of [await texts(), await texts()]) expect(said.join('')).toBe('Hello, you.');
    expect(await texts()).toEqual(['Hello, you.']);
    expect((await texts()).join('')).toBe('Hello, you.');
    expect(failures).toEqual([]);
  });

  it('is that it does not: after its first answer, which is said when it is whole, pieces come as they are written', async () => {
    const { texts } = opened([PLAIN]);
    expect(await texts()).toEqual(['Hello, you.']);
    expect(await texts()).toEqual(PLAIN);
  });

  it('is learned from a decision too, but not from one in plain JSON', async () => {
    const thinking = opened([['Hm {red}.\n</think>\n{"colour":"red"}'], PLAIN]);
    expect(await thinking.decide()).toMatchObject({ answer: { colour: 'red' }, by: 'model' });
    expect(await thinking.texts()).toEqual(['Hello, you.']);
    const plain = opened([['{"colour":"red"}'], ALOUD]);
    await plain.decide();
    expect((await plain.texts()).join('')).toBe('Hello, you.');
  });

  it('is not watched for where the vendor keeps thoughts apart', async () => {
    expect(await opened([PLAIN], { mayThinkAloud: false }).texts()).toEqual(PLAIN);
  });

  it.each([[ALOUD], [['My plan', ' is here</th', 'ink> Hello, ', 'you.']]])(
    '[N-15] takes thoughts back that were said, says the answer, logs it, and holds the next: %j',
    async (aloud) => {
      const { texts, failures } = opened([PLAIN, aloud, aloud]);
      await texts();
      const said = await texts();
      expect(said.slice(said.indexOf('withdrawn') + 1).join('')).toBe('Hello, you.');
      expect(said.filter((one) => one === 'withdrawn')).toHaveLength(1);
      expect(failures).toMatchObject([{ kind: 'cut', message: expect.stringContaining('only their end') }]);
      expect((await texts()).join('')).toBe('Hello, you.');
    },
  );

  it('fails a reply of which nothing remains when its thoughts are taken back', async () => {
    const { texts } = opened([PLAIN, ['Okay, ', 'they greet.', '\n</think>\n']]);
    await texts();
    await expect(texts()).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('fails a reply that is nothing but thoughts, and logs why', async () => {
    const { texts, failures } = opened([['<think>On and on', { end: 'length' }]]);
    await expect(texts()).rejects.toMatchObject({ code: 'model_unavailable' });
    expect(failures).toMatchObject([{ message: expect.stringContaining('no words for a reader') }]);
  });
});

describe('a decision of a model that writes more than was asked for', () => {
  it.each([
    '<think>Is {"colour":"blue"} right? No.</think>\n{"colour":"red"}',
    'It is {clear}: {"colour":"red"} as asked.',
    '```json\n{"colour":"red",}\n```',
    '<|channel|>analysis<|message|>{"colour":"blue"}<|end|><|start|>assistant<|channel|>final<|message|>{"colour":"red"}',
    '{"colour":"blue"} No: {"colour":"red"}',
    '{"colour":"red"}<|im_end|>',
  ])('is the answer in it: %j', async (text) => {
    expect(await opened([[text]]).decide()).toMatchObject({ answer: { colour: 'red' }, by: 'model' });
  });

  it.each([
    '{"type":"object","properties":{"colour":{"enum":["red","blue"]}},"required":["colour"]}',
    '{"colour":{"enum":["red"]}}',
    '{"colour":"red","more":[{"colour":"red"}',
    'red',
    '<think>{"colour":"red"}',
  ])('is none, and is asked for again, where it is %j', async (text) => {
    expect(await opened([[text], ['{"colour":"blue"}']]).decide()).toMatchObject({
      answer: { colour: 'blue' },
      by: 'model',
    });
    expect(await opened([[text]]).decide()).toMatchObject({ by: 'fallback' });
  });
});
