import { describe, expect, it } from 'vitest';
import type { ModelAnswer } from '../../testing/scripted-model.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { countingMeter, countTool, engineOf } from './test-engine.suite.ts';
import { ModelFailure } from './model.ts';

const textOf = (events: readonly { type: string }[]) =>
  events.map((event) => ('text' in event ? String(event.text) : '')).join('');

describe('a request to a model', () => {
  it.each([
    [undefined, [300, 600]],
    [100, [300, 600]],
    [500, [500, 600]],
    [90_000, [8_000, 8_000]],
  ])('that fails with a wish to wait %s ms is sent again after %j ms', async (retryAfterMs, delaysMs) => {
    const failure = new ModelFailure('throttled', 'slow', retryAfterMs === undefined ? {} : { retryAfterMs });
    const { streamReply, clock, model } = engineOf([[failure], [failure], ['Done.']]);
    const turn = streamReply();
    for (const [index, delayMs] of delaysMs.entries()) {
      await clock.advance(delayMs - 1);
      expect(model.requests).toHaveLength(index + 1);
      await clock.advance(1);
    }
    expect(await turn).toEqual([{ type: 'text', text: 'Done.' }]);
  });

  it('that fails for good names its cause, and when to come back', async () => {
    const { streamReply, failures } = engineOf([['Half', new TypeError('terminated')]]);
    await expect(streamReply()).rejects.toMatchObject({
      code: 'model_unavailable',
      retryAfterSeconds: 2,
      cause: { kind: 'unavailable', cause: expect.any(TypeError) },
    });
    expect(failures).toMatchObject([{ kind: 'unavailable' }]);
  });
});

describe('a language model that fails', () => {
  it('is asked again while nothing was said', async () => {
    const { streamReply, clock, model, failures } = engineOf([
      [new ModelFailure('throttled', 'slow down', { retryAfterMs: 2_000 })],
      ['CUT'],
      ['At last.'],
    ]);
    const turn = streamReply();
    await clock.advance(1_999);
    expect(model.requests).toHaveLength(1);
    await clock.advance(1);
    await clock.advance(600);
    expect(textOf(await turn)).toBe('At last.');
    expect(failures.map(({ kind }) => kind)).toEqual(['throttled', 'cut']);
  });

  it.each<[string, ModelAnswer]>([
    ['without its end', ['Half a', 'CUT']],
    ['by a dropped connection', ['Half a', new ModelFailure('unavailable', 'reset')]],
    ['by an unknown failure', ['Half a', new TypeError('terminated')]],
  ])('is not asked again when it broke off %s', async (_case, answer) => {
    const { streamReply, model, events } = engineOf([answer, ['never']]);
    await expect(streamReply()).rejects.toMatchObject({ code: 'model_unavailable' });
    expect(model.requests).toHaveLength(1);
    expect(textOf(events)).toBe('Half a');
  });

  it('is not asked again when the request was refused', async () => {
    const { streamReply, model } = engineOf([[new ModelFailure('rejected', 'no such model')]]);
    await expect(streamReply()).rejects.toMatchObject({ code: 'model_misconfigured', retryable: false });
    expect(model.requests).toHaveLength(1);
  });

  it('is given up after three attempts', async () => {
    const { streamReply, clock, model } = engineOf([[new ModelFailure('unavailable', 'down')]]);
    const turn = streamReply().catch((thrown: unknown) => thrown);
    await clock.advance(60_000);
    expect(await turn).toMatchObject({ code: 'model_unavailable' });
    expect(model.requests).toHaveLength(3);
  });

  it('never passes silence for an end', async () => {
    const { streamReply, clock } = engineOf([['CUT']]);
    const turn = streamReply().catch((thrown: unknown) => thrown);
    await clock.advance(60_000);
    expect(await turn).toBeInstanceOf(ServiceError);
  });

  it('says that a filter stopped it', async () => {
    const { streamReply } = engineOf([['I ', { end: 'filtered' }]]);
    await expect(streamReply()).rejects.toMatchObject({ code: 'answer_withheld' });
  });

  it('is told of an abort at once, and keeps nobody waiting even when it does not listen', async () => {
    const { streamReply, stop, model } = engineOf([['One', 'HANG']]);
    const turn = streamReply();
    const reason = new ServiceError('turn_cancelled');
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort(reason);
    await expect(turn).rejects.toBe(reason);
    expect(model.aborted()).toBe(1);
  });

  it('has the tokens that it read from a cache counted too, and is not asked again when nobody can count', async () => {
    const counted: unknown[] = [];
    const record = async (usage: unknown) => void counted.push(usage);
    const usage = { inputTokens: 7, outputTokens: 3, cachedInputTokens: 2.4 };
    await engineOf([['Hi.', { usage }]], { meter: { ...countingMeter(), record } }).streamReply();
    await engineOf([['Hi.']], { meter: { ...countingMeter(), record } }).streamReply();
    expect(counted).toEqual([
      { type: 'usage', modelId: 'scripted', ...usage, cachedInputTokens: 2 },
      { type: 'usage', modelId: 'scripted', inputTokens: 10, outputTokens: 5 },
    ]);
    const away = async () => Promise.reject(new ServiceError('storage_unavailable'));
    const { streamReply, model } = engineOf([['Hi.']], { meter: { ...countingMeter(), record: away } });
    await expect(streamReply()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(model.requests).toHaveLength(1);
  });

  it('is not asked at all when the budget is used up, and not a second time when that happens in between', async () => {
    const meter = countingMeter(1, () => new ServiceError('budget_reached'));
    const { streamReply, model } = engineOf([['Well. ', { call: 'count' }]], { tools: [countTool()], meter });
    await expect(streamReply()).rejects.toMatchObject({ code: 'budget_reached' });
    expect(model.requests).toHaveLength(1);
  });
});
