import { describe, expect, it } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedModel } from '../../testing/scripted-model.ts';
import { llmEngine } from './llm-engine.ts';
import type { ModelFailure } from './model.ts';
import { repeatsItself } from './repetition.ts';
import { colour, prompts, scope, smallTalk } from './test-engine.suite.ts';

describe('a text that repeats itself', () => {
  it.each([
    'I would say that again. '.repeat(8),
    `A good beginning.\n${'- Practise more often\n'.repeat(7)}`,
    `Well. ${'You did that well, and it shows in each of your words, now go on with the next. '.repeat(6)}`,
    `${'word '.repeat(60)}`,
  ])('is one: %j', (text) => expect(repeatsItself(text)).toBe(true));

  it.each([
    'I would say that again. '.repeat(3),
    '-'.repeat(400),
    '| --- | --- |\n'.repeat(2),
    Array.from({ length: 60 }, (_, index) => `Step ${index}: look at point ${index * 7}.`).join('\n'),
    'One. Two. Three.',
    '',
  ])('is none: %j', (text) => expect(repeatsItself(text)).toBe(false));

  it('[N-15] is stopped, fails its reply, and is logged', async () => {
    const failures: ModelFailure[] = [];
    const pieces = Array.from({ length: 5_000 }, () => 'I would say that again. ');
    const engine = llmEngine({
      model: scriptedModel([pieces]),
      clock: manualClock(),
      prompts,
      decisions: [colour],
      replySpecs: [smallTalk],
      onFailure: (failure) => failures.push(failure),
    });
    let said = '';
    const reading = async () => {
      const request = { spec: smallTalk, context: { mood: 'calm' }, history: [], tools: [] };
      for await (const event of engine.streamReply(request, { scope, signal: new AbortController().signal }))
        if (event.type === 'text') said += event.text;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'model_unavailable' });
    expect(said.length).toBeLessThan(1_200);
    expect(failures).toMatchObject([{ message: expect.stringContaining('again and again') }]);
  });
});
