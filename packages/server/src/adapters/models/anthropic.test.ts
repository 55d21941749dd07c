import { describe, expect, it } from 'vitest';
import { modelSuite } from '../../core/engine/model.suite.ts';
import type { ModelRequest } from '../../core/engine/model.ts';
import {
  ANSWER_REQUEST,
  DOCUMENT_REQUEST,
  HISTORY_REQUEST,
  SMALL_REQUEST,
  TOOLS,
  type ScriptedAnswer,
} from '../../core/engine/test-model-script.ts';
import { anthropicModel } from './anthropic.ts';
import { anthropicFrames, anthropicServer, event } from './test-anthropic.ts';
import { eventsOf } from './test-sdk-model.ts';
import { vendorServer } from './test-vendor.ts';

const FINE: ScriptedAnswer = { say: [{ text: 'Fine.' }], ending: 'end' };
const CACHED = { cache_control: { type: 'ephemeral' } };
/** It was before answers could be asked for by their schema, and is made to call a tool instead. */
const OLDER = 'claude-3-haiku-20240307';

modelSuite('Anthropic', (script) =>
  anthropicServer(script, (baseUrl) => anthropicModel({ model: 'claude-haiku-4-5', apiKey: 'key', baseUrl })),
);
modelSuite('Anthropic, with an older model', (script) =>
  anthropicServer(script, (baseUrl) => anthropicModel({ model: OLDER, apiKey: 'key', baseUrl })),
);

async function seenFor(request: ModelRequest, { model = 'claude-haiku-4-5', path = '' } = {}) {
  const server = await anthropicServer([FINE], (baseUrl) =>
    anthropicModel({ model, apiKey: 'key', baseUrl: `${baseUrl}${path}` }),
  );
  await eventsOf(server.model, request);
  await server.close();
  return server.seen()[0];
}

describe('what Anthropic is sent', () => {
  it('is a stream of messages, with the tools and the system prompt to keep', async () => {
    const seen = await seenFor(HISTORY_REQUEST);
    const [resume, preps] = TOOLS.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: inputSchema,
    }));
    expect(seen).toMatchObject({
      path: '/v1/messages',
      headers: { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' },
    });
    expect(seen?.body).toMatchObject({
      model: 'claude-haiku-4-5',
      stream: true,
      max_tokens: 321,
      temperature: 0.25,
      thinking: { type: 'disabled' },
      system: [{ type: 'text', text: 'You coach for “interviews”.', ...CACHED }],
      tools: [resume, { ...preps, ...CACHED }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'What have I made so far?' }] },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me look.' },
            { type: 'tool_use', id: 'call_1', name: 'list_preps', input: { most: 3 } },
            { type: 'tool_use', id: 'call_2', name: 'get_resume', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'call_1', content: '["Acme, backend"]' },
            { type: 'tool_result', tool_use_id: 'call_2', content: 'There is no résumé yet.', is_error: true },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'One, for Acme.' }] },
        { role: 'user', content: [{ type: 'text', text: 'Thanks. And now?' }] },
      ],
    });
    expect(JSON.stringify(seen?.body).split('cache_control')).toHaveLength(3);
  });

  it('has a PDF as a document', async () => {
    const source = { type: 'base64', media_type: 'application/pdf', data: btoa('%PDF-1.4 of a suite') };
    expect((await seenFor(DOCUMENT_REQUEST))?.body).toMatchObject({
      messages: [
        {
          content: [
            { type: 'document', source, title: 'resume' },
            { type: 'text', text: 'My résumé.' },
          ],
        },
      ],
    });
  });

  it('asks for an object by its schema, and older models by a tool', async () => {
    expect((await seenFor(ANSWER_REQUEST))?.body).toMatchObject({
      output_config: { format: { type: 'json_schema' } },
      temperature: 0,
    });
    expect((await seenFor(ANSWER_REQUEST, { model: OLDER }))?.body).toMatchObject({
      tool_choice: { type: 'any' },
      tools: [{ name: 'json', input_schema: ANSWER_REQUEST.answer?.schema }],
    });
  });

  it.each(['', '/', '/v1', '/v1/'])('goes to the versioned path of a base URL that ends with “%s”', async (path) => {
    expect((await seenFor(SMALL_REQUEST, { path }))?.path).toBe('/v1/messages');
  });
});

describe('what Anthropic answers', () => {
  const answerOf = async (...frames: readonly string[]) => {
    const { address, close } = await vendorServer(() => ({ stream: frames, end: 'whole' }));
    return eventsOf(anthropicModel({ model: 'claude-haiku-4-5', apiKey: 'key', baseUrl: address })).finally(close);
  };
  const [start = '', ping = '', ...rest] = anthropicFrames({ say: [{ text: 'Fine.' }], ending: 'end' });

  it.each([
    ['overloaded_error', 'unavailable'],
    ['rate_limit_error', 'throttled'],
    ['api_error', 'unavailable'],
    ['invalid_request_error', 'rejected'],
  ])('is no answer where it begins or goes on with %s', async (type, kind) => {
    const error = event({ type: 'error', error: { type, message: 'No' } });
    await expect(answerOf(error)).rejects.toMatchObject({ kind });
    await expect(answerOf(start, ping, ...rest.slice(0, 2), error)).rejects.toMatchObject({ kind });
  });

  it('counts what was written to the cache among the tokens of the input, and what was read from it apart', async () => {
    const usage = {
      input_tokens: 10,
      cache_creation_input_tokens: 200,
      cache_read_input_tokens: 3_000,
      output_tokens: 4,
    };
    const end = event({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage });
    expect(await answerOf(start, ...rest.slice(0, -2), end, event({ type: 'message_stop' }))).toContainEqual({
      type: 'usage',
      inputTokens: 3_210,
      outputTokens: 4,
      cachedInputTokens: 3_000,
    });
  });

  it('may think first, which is not said', async () => {
    const thinking = [
      event({
        type: 'content_block_start',
        index: 5,
        content_block: { type: 'thinking', thinking: '', signature: '' },
      }),
      event({
        type: 'content_block_delta',
        index: 5,
        delta: { type: 'thinking_delta', thinking: 'They seem nervous.' },
      }),
      event({ type: 'content_block_delta', index: 5, delta: { type: 'signature_delta', signature: 'c2ln' } }),
      event({ type: 'content_block_stop', index: 5 }),
    ];
    expect((await answerOf(start, ...thinking, ping, ...rest)).map(({ type }) => type)).toEqual([
      'text',
      'usage',
      'finished',
    ]);
  });
});
