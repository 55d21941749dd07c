import { describe, expect, it } from 'vitest';
import { keptSpans } from '../../testing/kept-spans.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { noTracer } from '../kernel/tracer.ts';
import { type Model, type ModelEvent, ModelFailure, type ModelRequest } from './model.ts';
import { tracedStream } from './traced-model.ts';

const request: ModelRequest = {
  system: 'the prompt',
  messages: [
    {
      role: 'user',
      blocks: [
        { type: 'text', text: 'the question' },
        { type: 'document', name: 'resume', mediaType: 'application/pdf', bytes: new TextEncoder().encode('the file') },
      ],
    },
    { role: 'assistant', blocks: [{ type: 'tool_call', id: 'c1', name: 'look', args: { at: 'the thing' } }] },
    { role: 'user', blocks: [{ type: 'tool_result', id: 'c1', name: 'look', ok: true, text: 'the result' }] },
  ],
  tools: [{ name: 'look', description: 'the tool', inputSchema: { type: 'object' } }],
  maxOutputTokens: 500,
  temperature: 0.2,
};

const WHOLE: readonly ModelEvent[] = [
  { type: 'text', text: 'the ' },
  { type: 'text', text: 'answer' },
  { type: 'tool_call', id: 'c2', name: 'look', json: '{"at":"another thing"}' },
  { type: 'usage', inputTokens: 30, outputTokens: 7, cachedInputTokens: 20 },
  { type: 'finished', reason: 'tool_calls' },
];

const CONTENT = [
  'the prompt',
  'the question',
  'the file',
  'the thing',
  'the result',
  'the tool',
  'answer',
  'another thing',
];

function model(events: readonly (ModelEvent | Error)[]): Model {
  return {
    id: 'claude-haiku-4-5',
    provider: 'anthropic',
    reads: { pdf: true },
    async *stream() {
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
}

async function traced(
  events: readonly (ModelEvent | Error)[],
  { withContent = false, ...change }: { withContent?: boolean; signal?: AbortSignal; request?: ModelRequest } = {},
) {
  const tracer = keptSpans({ withContent });
  const parent = tracer.begin('a turn', { kind: 'internal' });
  const received: ModelEvent[] = [];
  const signal = change.signal ?? new AbortController().signal;
  const failure = await (async () => {
    for await (const event of tracedStream(model(events), change.request ?? request, { signal, tracer, parent }))
      received.push(event);
  })().catch((thrown: unknown) => thrown);
  return { received, failure, span: tracer.ended[0], tracer };
}

describe('a traced request', () => {
  it('is a client span in the words of the conventions, below its parent', async () => {
    const { received, span } = await traced(WHOLE);
    expect(received).toEqual(WHOLE);
    expect(span).toEqual({
      name: 'chat claude-haiku-4-5',
      kind: 'client',
      parent: 'a turn',
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.request.model': 'claude-haiku-4-5',
        'gen_ai.request.max_tokens': 500,
        'gen_ai.request.temperature': 0.2,
        'gen_ai.request.stream': true,
        'gen_ai.output.type': 'text',
        'gen_ai.usage.input_tokens': 30,
        'gen_ai.usage.output_tokens': 7,
        'gen_ai.usage.cache_read.input_tokens': 20,
        'gen_ai.response.finish_reasons': ['tool_call'],
      },
    });
  });

  it('says json where one object is wanted, and no temperature where none was set', async () => {
    const { temperature: _, ...plain } = request;
    const { span } = await traced(WHOLE, { request: { ...plain, tools: [], answer: { name: 'intent', schema: {} } } });
    expect(span?.attributes).toMatchObject({ 'gen_ai.output.type': 'json' });
    expect(span?.attributes).not.toHaveProperty('gen_ai.request.temperature');
  });

  it('holds no word of anybody by default', async () => {
    const { tracer } = await traced([...WHOLE.slice(0, 3), new ModelFailure('rejected', 'the prompt was refused')]);
    for (const words of CONTENT) expect(JSON.stringify(tracer.ended)).not.toContain(words);
  });

  it('holds what was said where content is wanted, and of a file only how long it is', async () => {
    const { span } = await traced(WHOLE, { withContent: true });
    const parsed = (name: string): unknown => JSON.parse(String(span?.attributes[name]));
    expect(parsed('gen_ai.system_instructions')).toEqual([{ type: 'text', content: 'the prompt' }]);
    expect(parsed('gen_ai.input.messages')).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'the question' },
          { type: 'document', mime_type: 'application/pdf', bytes: 8 },
        ],
      },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: { at: 'the thing' } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'the result' }] },
    ]);
    expect(parsed('gen_ai.output.messages')).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', content: 'the answer' },
          { type: 'tool_call', id: 'c2', name: 'look', arguments: '{"at":"another thing"}' },
        ],
        finish_reason: 'tool_call',
      },
    ]);
    expect(parsed('gen_ai.tool.definitions')).toEqual([
      { type: 'function', name: 'look', description: 'the tool', parameters: { type: 'object' } },
    ]);
  });

  it('has no tools and no text where there are none, and is of a tool where a result comes with words', async () => {
    const call: ModelEvent = { type: 'tool_call', id: 'c2', name: 'look', json: '{}' };
    const { span } = await traced([call, { type: 'finished', reason: 'tool_calls' }], {
      withContent: true,
      request: {
        ...request,
        tools: [],
        messages: [
          {
            role: 'user',
            blocks: [
              { type: 'tool_result', id: 'c1', name: 'look', ok: true, text: 'the result' },
              { type: 'text', text: 'and now' },
            ],
          },
        ],
      },
    });
    expect(span?.attributes).not.toHaveProperty('gen_ai.tool.definitions');
    expect(span?.attributes['gen_ai.input.messages']).toContain('"role":"tool"');
    expect(JSON.parse(String(span?.attributes['gen_ai.output.messages']))).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'c2', name: 'look', arguments: '{}' }],
        finish_reason: 'tool_call',
      },
    ]);
  });

  it.each([
    ['throttled', new ModelFailure('throttled', 'slow down')],
    ['TypeError', new TypeError('a bug')],
  ])('names its failure %s and throws it on', async (name, thrown) => {
    const { failure, span } = await traced([...WHOLE.slice(0, 1), thrown]);
    expect(failure).toBe(thrown);
    expect(span).toMatchObject({ failure: name });
  });

  it('that ends without its end was cut', async () => {
    expect((await traced(WHOLE.slice(0, 2))).span).toMatchObject({ failure: 'cut' });
  });

  it('whose reader leaves is ended too', async () => {
    const tracer = keptSpans();
    for await (const event of tracedStream(model(WHOLE), request, { signal: new AbortController().signal, tracer })) {
      expect(event).toEqual(WHOLE[0]);
      break;
    }
    expect(tracer.ended).toMatchObject([{ failure: 'abandoned' }]);
    expect(tracer.open()).toBe(0);
  });

  it('that is stopped has the reason, whatever the model does then', async () => {
    const stop = new AbortController();
    stop.abort(new ServiceError('turn_cancelled'));
    for (const end of [[], [new Error('socket closed')]])
      expect((await traced(end, { signal: stop.signal })).span).toMatchObject({ failure: 'turn_cancelled' });
    expect((await traced(WHOLE, { signal: stop.signal })).span).not.toHaveProperty('failure');
  });

  it('costs nothing where nobody is told', () => {
    const stream = model(WHOLE).stream(request, new AbortController().signal);
    const same: Model = { ...model(WHOLE), stream: () => stream };
    expect(tracedStream(same, request, { signal: new AbortController().signal, tracer: noTracer })).toBe(stream);
  });
});
