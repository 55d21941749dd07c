import { describe, expect, it } from 'vitest';
import { ANSWER_REQUEST, SMALL_REQUEST } from '../../core/engine/test-model-script.ts';
import { bedrockModel } from './bedrock.ts';
import { type Frame } from './test-bedrock.ts';
import { started, collectEvents, SETTINGS, TEXT } from './test-bedrock-models.ts';

const USAGE = { inputTokens: 5, outputTokens: 3, totalTokens: 8 };
const stop = (stopReason: string): Frame => ({ event: 'messageStop', payload: { stopReason } });
const metadata = (usage: object = USAGE): Frame => ({
  event: 'metadata',
  payload: { usage, metrics: { latencyMs: 1 } },
});

describe('the end of an answer', () => {
  const after = async (...frames: readonly Frame[]) => {
    const bedrock = await started([{ frames }]);
    return collectEvents({ ...SETTINGS, endpoint: bedrock.url });
  };

  it.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['tool_use', 'tool_calls'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['guardrail_intervened', 'filtered'],
    ['content_filtered', 'filtered'],
  ])('%s is “%s”', async (reason, expected) => {
    expect((await after(...TEXT, stop(reason), metadata())).events.at(-1)).toEqual({
      type: 'finished',
      reason: expected,
    });
  });

  it.each(['malformed_tool_use', 'malformed_model_output', 'reason_of_tomorrow'])(
    '%s is a failure, whose tokens are counted',
    async (reason) => {
      const { events, failure } = await after(...TEXT, stop(reason), metadata());
      expect(events.at(-1)).toEqual({ type: 'usage', inputTokens: 5, outputTokens: 3 });
      expect(failure).toMatchObject({ name: 'ModelFailure', kind: 'unavailable' });
    },
  );

  it('is a cut without the usage, as without messageStop', async () => {
    for (const frames of [[stop('end_turn')], [metadata()]])
      expect((await after(...TEXT, ...frames)).failure).toMatchObject({ kind: 'cut' });
  });

  it('is a cut where nothing whole has come, or what came is no frame', async () => {
    const frame = Uint8Array.from({ length: 40 }, () => 0);
    frame[3] = 40;
    for (const frames of [[], [frame.subarray(0, 3)], [frame.subarray(0, 20)], [frame]])
      expect((await after(...frames)).failure).toMatchObject({ kind: 'cut' });
  });

  it('is a cut in the middle of a call', async () => {
    const start: Frame = {
      event: 'contentBlockStart',
      payload: { contentBlockIndex: 0, start: { toolUse: { toolUseId: 't', name: 'n' } } },
    };
    expect((await after(start, stop('tool_use'), metadata())).failure).toMatchObject({ kind: 'cut' });
  });

  it('counts all input, whether it was read from the cache, written to it or neither', async () => {
    const { events } = await after(
      ...TEXT,
      stop('end_turn'),
      metadata({ ...USAGE, cacheReadInputTokens: 100, cacheWriteInputTokens: 20 }),
    );
    expect(events.at(-2)).toEqual({ type: 'usage', inputTokens: 125, outputTokens: 3, cachedInputTokens: 100 });
  });

  it('is one of calls although the model says that its turn has ended', async () => {
    const call: readonly Frame[] = [
      {
        event: 'contentBlockStart',
        payload: { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't', name: 'n' } } },
      },
      { event: 'contentBlockStop', payload: { contentBlockIndex: 1 } },
    ];
    expect((await after(...TEXT, ...call, stop('end_turn'), metadata())).events.slice(1)).toEqual([
      { type: 'tool_call', id: 't', name: 'n', json: '{}' },
      { type: 'usage', inputTokens: 5, outputTokens: 3 },
      { type: 'finished', reason: 'tool_calls' },
    ]);
  });

  it('is not given to a reader who has given up, even if all of it has come', async () => {
    const bedrock = await started([{ frames: [...TEXT, stop('end_turn'), metadata()] }]);
    const model = await bedrockModel({ ...SETTINGS, endpoint: bedrock.url });
    const abort = new AbortController();
    const types: string[] = [];
    const reading = async () => {
      for await (const { type } of model.stream(SMALL_REQUEST, abort.signal)) {
        types.push(type);
        if (type === 'usage') abort.abort(new Error('enough'));
      }
    };
    await expect(reading()).rejects.toThrow('enough');
    expect(types).toEqual(['text', 'usage']);
  });

  it('keeps the thoughts of a model to itself', async () => {
    const thought: Frame = {
      event: 'contentBlockDelta',
      payload: { contentBlockIndex: 0, delta: { reasoningContent: { text: 'They want a question.' } } },
    };
    expect((await after(thought, ...TEXT, stop('end_turn'), metadata())).events[0]).toEqual({
      type: 'text',
      text: 'Hm.',
    });
  });
});

describe('an object of a model', () => {
  const input = (contentBlockIndex: number, text: string): readonly Frame[] => [
    {
      event: 'contentBlockStart',
      payload: {
        contentBlockIndex,
        start: { toolUse: { toolUseId: `t${contentBlockIndex}`, name: 'answer_reading' } },
      },
    },
    { event: 'contentBlockDelta', payload: { contentBlockIndex, delta: { toolUse: { input: text } } } },
    { event: 'contentBlockStop', payload: { contentBlockIndex } },
  ];
  const textOf = async (...frames: readonly Frame[]) => {
    const bedrock = await started([{ frames: [...frames, stop('tool_use'), metadata()] }]);
    const { events } = await collectEvents({ ...SETTINGS, endpoint: bedrock.url }, ANSWER_REQUEST);
    return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  };

  it('is the arguments of its first call, without what is said around it', async () => {
    expect(await textOf(...TEXT, ...input(1, '{"shown":"no"}'), ...input(2, '{"shown":"yes"}'))).toBe('{"shown":"no"}');
  });

  it('is what it wrote where it called nothing', async () => {
    expect(await textOf(...TEXT)).toBe('Hm.');
  });
});
