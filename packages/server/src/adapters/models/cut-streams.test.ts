import { describe, expect, it } from 'vitest';
import { type Model, type ModelEvent, ModelFailure } from '../../core/engine/model.ts';
import { SMALL_REQUEST, TOOLS, type ScriptedAnswer } from '../../core/engine/test-model-script.ts';
import { anthropicModel } from './anthropic.ts';
import { openAiCompatibleModel } from './openai-compatible.ts';
import { anthropicFrames } from './test-anthropic.ts';
import { openAiFrames } from './test-openai.ts';
import { vendorServer } from './test-vendor.ts';

type Cut = { readonly at: number; readonly how: 'destroyed' | 'in good order' | 'without a length' };

const REPLY = {
  say: [
    { text: 'Let me ' },
    { text: 'look.' },
    { call: { id: 'call_1', name: 'list_preps', json: '{"most": 3}' } },
    { call: { id: 'call_2', name: 'get_resume', json: '' } },
  ],
  usage: { inputTokens: 50, outputTokens: 9 },
  ending: 'tool_calls',
} as const satisfies ScriptedAnswer;

const VENDORS = [
  {
    name: 'an OpenAI-compatible server',
    frames: openAiFrames(REPLY),
    named: '"finish_reason":"tool_calls"',
    model: (address: string) => openAiCompatibleModel({ model: 'small', baseUrl: `${address}/v1` }),
  },
  {
    name: 'Anthropic',
    frames: anthropicFrames(REPLY),
    named: '"type":"message_stop"',
    model: (address: string) => anthropicModel({ model: 'claude-haiku-4-5', apiKey: 'key', baseUrl: address }),
  },
] as const;

/** Before each frame, and in the first, a middle and the last character of each. */
function cutsOf(frames: readonly string[], how: Cut['how']): Cut[] {
  let start = 0;
  return frames.flatMap((frame) => {
    const before = start;
    start += frame.length;
    return [before, before + 1, before + Math.floor(frame.length / 2), start - 1].map((at) => ({ at, how }));
  });
}

async function collectEvents(model: Model): Promise<{ events: ModelEvent[]; failure: unknown }> {
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.stream({ ...SMALL_REQUEST, tools: TOOLS }, new AbortController().signal))
      events.push(event);
  } catch (failure) {
    return { events, failure };
  }
  return { events, failure: undefined };
}

describe.each(VENDORS)('an answer of $name that is cut', ({ frames, named, model }) => {
  const body = frames.join('');
  // The frame that names the end is whole once its blank line has come.
  const whole = body.indexOf('\n\n', body.indexOf(named)) + 2;

  it.each(['destroyed', 'in good order', 'without a length'] as const)(
    'is never taken for a whole one, wherever the connection is closed: %s',
    async (how) => {
      const cuts = cutsOf(frames, how);
      const server = await vendorServer((_, index) => ({
        stream: [body.slice(0, cuts[index]?.at)],
        end: how === 'destroyed' ? 'destroyed' : 'whole',
        unframed: how === 'without a length',
      }));
      const early: { at: number; events: string[]; kind: unknown }[] = [];
      for (const { at } of cuts) {
        const { events, failure } = await collectEvents(model(server.address));
        if (at < whole)
          early.push({
            at,
            events: events.map(({ type }) => type).filter((type) => type !== 'text'),
            kind: failure instanceof ModelFailure ? failure.kind : failure,
          });
      }
      await server.close();
      expect(early.length).toBeGreaterThan(30);
      expect(early).toEqual(early.map(({ at }) => ({ at, events: [], kind: 'cut' })));
    },
  );

  it('is whole from its named end on, although the vendor had more to say', async () => {
    const server = await vendorServer(() => ({ stream: [body.slice(0, whole)], end: 'whole', unframed: true }));
    const { events, failure } = await collectEvents(model(server.address));
    await server.close();
    expect(failure).toBeUndefined();
    expect(events.filter(({ type }) => type === 'tool_call')).toHaveLength(2);
    expect(events.at(-1)).toEqual({ type: 'finished', reason: 'tool_calls' });
  });
});
