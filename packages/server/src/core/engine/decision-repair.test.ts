import { describe, expect, it } from 'vitest';
import { colour, engineOf, place } from './test-engine.suite.ts';
import type { ModelMessage } from './model.ts';

const textOf = (message: ModelMessage | undefined) =>
  message?.blocks.map((block) => ('text' in block ? block.text : block.type)).join('');

/** What the model is asked after a first answer that could not be read. */
async function repairOf(first: string, decision: typeof colour | typeof place = colour) {
  const { engine, call, model } = engineOf([[first], ['{"colour":"red","word":"rose"}']]);
  await engine.runDecision(decision as typeof colour, { text: 'a rose' }, call);
  const [asked, answered, repair] = model.requests[1]?.messages ?? [];
  expect([asked?.role, answered?.role, repair?.role]).toEqual(['user', 'assistant', 'user']);
  return { asked: textOf(asked), answered: textOf(answered), repair: textOf(repair), request: model.requests[0] };
}

const asking = (wrong: string) =>
  `That is not an answer I can read: ${wrong}. Answer again, with one JSON object and nothing else.`;

describe('the one repair of a decision', () => {
  it('shows the model its own answer, and says that it is no object', async () => {
    expect(await repairOf('red')).toMatchObject({
      asked: 'Answer now.',
      answered: 'red',
      repair: asking('it is not one JSON object'),
    });
    expect(await repairOf('}{')).toMatchObject({ repair: asking('it is not one JSON object') });
    expect((await repairOf('x'.repeat(9_000))).answered).toHaveLength(8_000);
    expect((await repairOf(' ')).answered).toBe('(nothing)');
  });

  it('says which field is wrong, in data that ends no tag', async () => {
    const { repair } = await repairOf('{"colour":"green"}');
    expect(repair).toMatch(/^That is not an answer I can read: "colour: .+"\. Answer again/u);
    expect((await repairOf('{"word":7}', place)).repair).toContain('"word: ');
    expect((await repairOf('{"word":"tulip"}', place)).repair).toContain('"at: ');
  });

  it('has the part of the prompt that is of this request as its question', async () => {
    expect((await repairOf('nothing', place)).asked).toBe('"a rose"');
  });

  it('is asked as the first time: without tools, with room for the whole answer', async () => {
    const { request } = await repairOf('red');
    expect(request).toMatchObject({ tools: [], maxOutputTokens: 4_096, temperature: 0 });
    expect(request?.answer?.schema).not.toHaveProperty('$schema');
  });
});
