import { APICallError, type LanguageModelV4StreamPart, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../core/engine/model.ts';
import { DOCUMENT_REQUEST, SMALL_REQUEST } from '../../core/engine/test-model-script.ts';
import { aiSdkModel } from './ai-sdk.ts';
import { failingModel, finish, partsModel, texts } from './test-sdk-model.ts';
import { said, WITH_TOOLS } from './test-sdk-parts.ts';

const CALL = { type: 'tool-call', toolCallId: 'c1', toolName: 'list_preps', input: '{"most":1}' } as const;
const PIECES: readonly LanguageModelV4StreamPart[] = [
  { type: 'tool-input-start', id: 'c1', toolName: 'list_preps' },
  { type: 'tool-input-delta', id: 'c1', delta: '{"most"' },
  { type: 'tool-input-delta', id: 'c1', delta: ':1}' },
  { type: 'tool-input-end', id: 'c1' },
];
const CALLED = { type: 'tool_call', id: 'c1', name: 'list_preps', json: '{"most":1}' };
const saidOf = (...parts: readonly LanguageModelV4StreamPart[]) => said(partsModel(parts));
const kinds = async (...parts: readonly LanguageModelV4StreamPart[]) =>
  (await saidOf(...parts)).map(({ type }) => type);

describe('a model of the AI SDK', () => {
  it('is named as it names itself, for traces as OpenTelemetry names its vendor', () => {
    expect(aiSdkModel(partsModel([]))).toMatchObject({ id: 'small', provider: 'vendor', reads: { pdf: false } });
    expect(aiSdkModel({ ...partsModel([]), provider: 'google.vertex.chat' }).provider).toBe('gcp.vertex_ai');
    expect(aiSdkModel(partsModel([]), { provider: 'acme', reads: { pdf: true } })).toMatchObject({
      provider: 'acme',
      reads: { pdf: true },
    });
  });

  it('speaks without its reasoning, sources, files and metadata', async () => {
    const events = await saidOf(
      { type: 'stream-start', warnings: [{ type: 'unsupported', feature: 'temperature' }] },
      { type: 'response-metadata', id: 'r1' },
      { type: 'reasoning-start', id: 'r' },
      { type: 'reasoning-delta', id: 'r', delta: 'They seem nervous.' },
      { type: 'text-start', id: '0' },
      { type: 'text-delta', id: '0', delta: 'Good' },
      { type: 'reasoning-end', id: 'r' },
      { type: 'text-delta', id: '0', delta: '' },
      { type: 'source', sourceType: 'url', id: 's', url: 'https://example.com' },
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: '' } },
      { type: 'raw', rawValue: { secret: true } },
      { type: 'text-delta', id: '0', delta: ' start.' },
      { type: 'text-end', id: '0' },
      finish('stop', { raw: 'stop' }),
    );
    expect(events).toEqual([
      { type: 'text', text: 'Good' },
      { type: 'text', text: ' start.' },
      { type: 'usage', inputTokens: 5, outputTokens: 3, cachedInputTokens: 1 },
      { type: 'finished', reason: 'end' },
    ]);
  });

  it('says nothing of what nobody counted', async () => {
    const nothing = { total: undefined };
    const end: LanguageModelV4StreamPart = {
      ...finish('stop', { raw: 'stop' }),
      usage: {
        inputTokens: { ...nothing, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { ...nothing, text: undefined, reasoning: undefined },
      },
    };
    expect(await kinds(...texts('Yes'), end)).toEqual(['text', 'finished']);
  });

  it('says no more after the end, and lets a stream that ends there run out', async () => {
    const sdk = partsModel([...texts('Yes'), finish('stop')]);
    expect((await said(sdk)).map(({ type }) => type)).toEqual(['text', 'usage', 'finished']);
    expect(sdk.cancelled).toEqual([]);
    const talkative = partsModel([...texts('Yes'), finish('stop'), ...texts('No')]);
    expect((await said(talkative)).map(({ type }) => type)).toEqual(['text', 'usage', 'finished']);
    await expect.poll(() => talkative.cancelled.length).toBe(1);
  });
});

describe('a call of a tool', () => {
  const end = finish('tool-calls', { raw: 'tool_calls' });

  it.each([
    ['in pieces and then whole', [...PIECES, CALL]],
    ['in pieces only', PIECES],
    ['whole only', [CALL]],
    ['whole first', [CALL, ...PIECES]],
    ['with its pieces before their start', [...PIECES.slice(1, 3), ...PIECES.slice(0, 1), CALL]],
  ] as const)('is one that comes %s', async (_, parts) => {
    expect(await saidOf(...parts, end)).toEqual([
      CALLED,
      { type: 'usage', inputTokens: 5, outputTokens: 3, cachedInputTokens: 1 },
      { type: 'finished', reason: 'tool_calls' },
    ]);
  });

  it('is JSON when its pieces were plain text', async () => {
    const plain: LanguageModelV4StreamPart[] = [
      { type: 'tool-input-start', id: 'c1', toolName: 'note', inputEncoding: 'text' },
      { type: 'tool-input-delta', id: 'c1', delta: 'say "yes"' },
      { type: 'tool-input-end', id: 'c1' },
    ];
    expect((await saidOf(...plain, end))[0]).toEqual({
      type: 'tool_call',
      id: 'c1',
      name: 'note',
      json: JSON.stringify('say "yes"'),
    });
  });

  it('keeps its place among calls that grow at the same time', async () => {
    const second: LanguageModelV4StreamPart[] = [
      { type: 'tool-input-start', id: 'c2', toolName: 'get_resume' },
      { type: 'tool-call', toolCallId: 'c2', toolName: 'get_resume', input: '' },
    ];
    const [start, ...rest] = PIECES;
    const events = await saidOf(...(start === undefined ? [] : [start]), ...second, ...rest, CALL, end);
    expect(events.slice(0, 2)).toEqual([CALLED, { type: 'tool_call', id: 'c2', name: 'get_resume', json: '{}' }]);
  });

  it('is told as such where the vendor calls its end a stop', async () => {
    expect((await saidOf(CALL, finish('stop', { raw: 'stop' }))).at(-1)).toEqual({
      type: 'finished',
      reason: 'tool_calls',
    });
  });

  it('is not ours where the vendor ran it', async () => {
    const theirs: LanguageModelV4StreamPart[] = [
      { ...CALL, providerExecuted: true },
      { type: 'tool-input-start', id: 'c3', toolName: 'search', providerExecuted: true },
      { type: 'tool-input-delta', id: 'c3', delta: '{' },
    ];
    expect(await kinds(...theirs, ...texts('Found'), finish('stop', { raw: 'stop' }))).toEqual([
      'text',
      'usage',
      'finished',
    ]);
  });

  it.each(['length', 'content-filter'] as const)('is not given where the answer was stopped: %s', async (reason) => {
    expect(await kinds(...texts('Let me'), ...PIECES, CALL, finish(reason, { raw: reason }))).toEqual([
      'text',
      'usage',
      'finished',
    ]);
  });

  it('is a cut where it has no end, or where the end has no call', async () => {
    await expect(saidOf(...PIECES.slice(0, 3), end)).rejects.toMatchObject({ name: 'ModelFailure', kind: 'cut' });
    await expect(saidOf(...texts('Let me'), end)).rejects.toMatchObject({ name: 'ModelFailure', kind: 'cut' });
  });
});

describe('an end', () => {
  it.each([
    ['no end at all', texts('Well')],
    ['an end that the provider made up', [...texts('Well'), finish('other')]],
    ['an end for an error', [...texts('Well'), finish('error')]],
    ['an interruption', [...texts('Well'), finish('interrupted', { raw: 'gone' })]],
    ['a call, then a made-up end', [CALL, finish('other')]],
    ['an end of a kind unknown', [...texts('Well'), finish('other', { raw: 'load' })]],
    ['nothing', []],
  ] as const)('is missed where there is %s', async (_, parts) => {
    const sdk = partsModel(parts);
    const events: ModelEvent[] = [];
    const reading = async () => {
      for await (const event of aiSdkModel(sdk).stream(WITH_TOOLS, new AbortController().signal)) events.push(event);
    };
    await expect(reading()).rejects.toMatchObject({ name: 'ModelFailure', kind: 'cut' });
    expect(events.every(({ type }) => type === 'text')).toBe(true);
  });

  it('names the reason that is not known', async () => {
    await expect(saidOf(finish('other', { raw: 'insufficient_system_resource' }))).rejects.toThrow(
      /insufficient_system_resource/,
    );
  });

  it('is believed where a model gives no vendor’s word for it', async () => {
    expect(await kinds(...texts('Well'), finish('stop'))).toEqual(['text', 'usage', 'finished']);
  });
});

describe('a failure', () => {
  it('within the stream ends it, whatever comes after', async () => {
    await expect(
      saidOf(
        ...texts('Well'),
        { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
        finish('stop', { raw: 'stop' }),
      ),
    ).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(
      saidOf({ type: 'error', error: { message: 'Too fast', type: 'requests', code: 'rate_limit_exceeded' } }),
    ).rejects.toMatchObject({ kind: 'throttled' });
  });

  it('is asked for once only', async () => {
    let times = 0;
    const sdk = failingModel(undefined);
    sdk.doStream = () => {
      times += 1;
      return Promise.reject(
        new APICallError({ message: 'busy', url: 'https://models.example/v1', requestBodyValues: {}, statusCode: 503 }),
      );
    };
    await expect(said(sdk)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'https://models.example/v1: 503 busy',
    });
    expect(times).toBe(1);
  });

  it('of the request itself is not worth another try', async () => {
    await expect(
      said(failingModel(new UnsupportedFunctionalityError({ functionality: 'PDF file parts with URLs' }))),
    ).rejects.toMatchObject({ kind: 'rejected' });
    await expect(said(partsModel([]), DOCUMENT_REQUEST)).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('is the reason of its signal once that has gone off, although nothing comes any more', async () => {
    const abort = new AbortController();
    const sdk = partsModel([{ type: 'text-delta', id: '0', delta: 'One' }, 'hang']);
    const events = aiSdkModel(sdk).stream(SMALL_REQUEST, abort.signal)[Symbol.asyncIterator]();
    expect((await events.next()).value).toEqual({ type: 'text', text: 'One' });
    const next = events.next();
    abort.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    expect(sdk.cancelled).toHaveLength(1);
  });

  it('leaves no stream open behind a reader who has left', async () => {
    const sdk = partsModel([...texts('One', 'two'), finish('stop')]);
    for await (const _ of aiSdkModel(sdk).stream(SMALL_REQUEST, new AbortController().signal)) break;
    expect(sdk.cancelled).toHaveLength(1);
  });
});
