import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SMALL_REQUEST, TOOLS } from '../../core/engine/test-model-script.ts';
import type { ModelEvent } from '../../core/engine/model.ts';
import { openAiCompatibleModel } from './openai-compatible.ts';
import { eventsOf } from './test-sdk-model.ts';

const CASES = new URL('../../../../../tests/cases/model/', import.meta.url);
const caseFile = (name: string) => readFileSync(new URL(`model-${name}.sse.txt`, CASES));

type Sent = { readonly pieces: readonly (string | Uint8Array)[]; readonly headers?: Readonly<Record<string, string>> };

/** What a model gives for an answer of a server, byte for byte. */
async function answerTo({ pieces, headers }: Sent): Promise<ModelEvent[]> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    for (const piece of pieces) response.write(piece);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const model = openAiCompatibleModel({ model: 'm', baseUrl: `http://127.0.0.1:${port}/v1` });
  try {
    return await eventsOf(model, { ...SMALL_REQUEST, tools: TOOLS });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const said = (events: readonly ModelEvent[]) =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');
const calls = (events: readonly ModelEvent[]) =>
  events.flatMap((event) => (event.type === 'tool_call' ? [[event.name, event.json]] : []));
const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: unknown, reason?: unknown, more: object = {}) =>
  data({ id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }], ...more });
const HELLO = chunk({ content: 'Hello, shall we begin?' });
const DONE = 'data: [DONE]\n\n';

describe('an end that a server names in its own way', () => {
  it.each(['finish-reason-empty', 'finish-reason-eos', 'no-finish-reason-but-done'])(
    '[N-15] is an end: %s',
    async (name) => {
      const events = await answerTo({ pieces: [caseFile(name)] });
      expect(said(events)).toBe('Hello, shall we begin?');
      expect(events.at(-1)).toEqual({ type: 'finished', reason: 'end' });
    },
  );

  const words =
    'STOP Stop eos_token EOS stop_sequence end_turn END_TURN COMPLETE completed eot done ' +
    '<|im_end|> <|eot_id|> end_of_turn stop_token endoftext finish normal FINISH_REASON_STOP';
  it.each(words.split(' '))('is an end: %s', async (reason) => {
    expect((await answerTo({ pieces: [HELLO, chunk({}, reason), DONE] })).at(-1)).toEqual({
      type: 'finished',
      reason: 'end',
    });
  });

  it.each([
    ['max_tokens', 'length'],
    ['MAX_TOKENS', 'length'],
    ['model_length', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['safety', 'filtered'],
    ['SAFETY', 'filtered'],
    ['RECITATION', 'filtered'],
    ['refusal', 'filtered'],
  ] as const)('is what the word says: %s', async (reason, known) => {
    expect((await answerTo({ pieces: [HELLO, chunk({}, reason), DONE] })).at(-1)).toEqual({
      type: 'finished',
      reason: known,
    });
  });

  it.each([
    ['in each chunk, and then [DONE]', [chunk({ content: 'Hello' }, ''), chunk({}, ''), DONE]],
    ['in the last alone', [chunk({ role: 'assistant' }), chunk({ content: 'Hello' }), chunk({}, '')]],
    ['[DONE] without a line end', [chunk({ content: 'Hello' }), 'data: [DONE]']],
    ['[DONE] without a space', [chunk({ content: 'Hello' }), 'data:[DONE]\n\n']],
    ['the end before the usage', [chunk({ content: 'Hello' }, 'stop'), data({ choices: [], usage: {} }), DONE]],
    ['a usage with an empty reason after it', [chunk({ content: 'Hello' }, 'stop'), chunk({}, ''), DONE]],
  ])('is an end: an empty word %s', async (_, pieces) => {
    const events = await answerTo({ pieces });
    expect(said(events)).toBe('Hello');
    expect(events.at(-1)).toEqual({ type: 'finished', reason: 'end' });
  });

  it.each([
    ['nothing more', [HELLO]],
    ['an empty word in each chunk and nothing more', [chunk({ content: 'Hel' }, ''), chunk({}, '')]],
    ['a word for a failure', [HELLO, chunk({}, 'error'), DONE]],
    ['an abort', [HELLO, chunk({}, 'abort'), DONE]],
    ['a cancellation', [HELLO, chunk({}, 'cancelled'), DONE]],
    ['half of a frame', [HELLO, 'data: {"choices":[{"index":0,"delta":{},"finish_rea']],
    ['half of the last word', [HELLO, 'data: [DO']],
    ['[DONE] and no answer at all', [DONE]],
  ])('is none where there is %s', async (_, pieces) => {
    await expect(answerTo({ pieces })).rejects.toMatchObject({ name: 'ModelFailure', kind: 'cut' });
  });
});

describe('a call that a server writes in its own way', () => {
  it('[N-15] is run where its arguments are an object', async () => {
    const events = await answerTo({ pieces: [caseFile('tool-arguments-object')] });
    expect(calls(events)).toEqual([['list_preps', '{}']]);
    expect(events.at(-1)).toEqual({ type: 'finished', reason: 'tool_calls' });
  });

  const call = (fields: object) => chunk({ tool_calls: [{ id: 'c', type: 'function', ...fields }] });
  const named = (args: unknown) => ({ function: { name: 'list_preps', arguments: args } });
  it.each([
    ['an object', call({ index: 0, ...named({ most: 2 }) }), '{"most":2}'],
    ['nothing', call({ index: 0, ...named('') }), '{}'],
    ['null', call({ index: 0, ...named(null) }), '{}'],
    ['no position', call(named('{"most":2}')), '{"most":2}'],
    ['a position in words', call({ index: '0', ...named('{"most":2}') }), '{"most":2}'],
    ['no id', chunk({ tool_calls: [{ index: 0, ...named('{}') }] }), '{}'],
    ['an id that is a number', chunk({ tool_calls: [{ index: 0, id: 7, ...named('{}') }] }), '{}'],
    ['one call and no list', chunk({ tool_calls: { index: 0, ...named('{}') } }), '{}'],
    ['the older form', chunk({ function_call: { name: 'list_preps', arguments: '{"most":2}' } }), '{"most":2}'],
    ['parameters', call({ index: 0, function: { name: 'list_preps', parameters: { most: 2 } } }), '{"most":2}'],
    ['no function around it', call({ index: 0, name: 'list_preps', arguments: '{"most":2}' }), '{"most":2}'],
  ])('is whole with %s', async (_, frame, json) => {
    for (const end of [chunk({}, 'tool_calls'), chunk({}, 'stop'), chunk({}, 'tool_use'), chunk({}, ''), ''])
      expect(calls(await answerTo({ pieces: [frame, end, DONE] }))).toEqual([['list_preps', json]]);
  });

  it('is one of two whose ids are the same', async () => {
    const two = [0, 1].map((index) => call({ index, function: { name: 'get_resume', arguments: '{}' } }));
    expect(calls(await answerTo({ pieces: [...two, chunk({}, 'tool_calls'), DONE] }))).toHaveLength(2);
  });
});

describe('a body that a server writes in its own way', () => {
  const end = [chunk({}, 'stop'), DONE];
  const whole = [HELLO, ...end].join('');
  const message = { role: 'assistant', content: 'Hello, shall we begin?' };
  const bytes = new TextEncoder().encode(whole.replace('begin?', 'begin 🙂?'));
  const smile = bytes.indexOf(0xf0);

  it.each<readonly [string, Sent]>([
    ['no space after the colon', { pieces: [whole.replaceAll('data: ', 'data:')] }],
    ['Windows line ends', { pieces: [whole.replaceAll('\n', '\r\n')] }],
    ['old line ends', { pieces: [whole.replaceAll('\n', '\r')] }],
    ['a mark of byte order', { pieces: ['\uFEFF', whole] }],
    ['comments', { pieces: [': ping\n\n', HELLO, ':\n\n: OPENROUTER PROCESSING\n\n', ...end] }],
    ['no blank lines', { pieces: [whole.replaceAll('\n\n', '\n')] }],
    ['blank lines before all', { pieces: ['\n\n\n', whole] }],
    ['other fields', { pieces: [whole.replaceAll('data: ', 'id: 7\nevent: message\nretry: 10\ndata: ')] }],
    ['JSON in lines', { pieces: [whole.replaceAll('data: ', '').replaceAll('\n\n', '\n')] }],
    ['each byte alone', { pieces: [...new TextEncoder().encode(whole)].map((byte) => Uint8Array.of(byte)) }],
    ['compression', { pieces: [gzipSync(whole)], headers: { 'content-encoding': 'gzip' } }],
    ['another type', { pieces: [whole], headers: { 'content-type': 'text/html' } }],
    ['plain text as its type', { pieces: [whole], headers: { 'content-type': 'text/plain' } }],
    ['a role of its own', { pieces: [chunk({ role: 'model' }), HELLO, ...end] }],
    ['deltas that are null', { pieces: [chunk(null), chunk({ content: null }), HELLO, chunk(null, 'stop'), DONE] }],
    ['no choices at first', { pieces: [data({ choices: [], prompt_filter_results: [] }), HELLO, ...end] }],
    ['choices that are null', { pieces: [data({ choices: null, usage: null }), HELLO, ...end] }],
    ['an empty error with each chunk', { pieces: [chunk({}, null, { error: null }), HELLO, ...end] }],
    [
      'parts',
      {
        pieces: [
          chunk({
            content: [
              { type: 'text', text: 'Hello, ' },
              { type: 'text', text: 'shall we begin?' },
            ],
          }),
          ...end,
        ],
      },
    ],
    [
      'parts of thought',
      { pieces: [chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }), HELLO, ...end] },
    ],
    ['thoughts apart', { pieces: [chunk({ reasoning_content: 'Hm.' }), chunk({ thinking: 'Hm.' }), HELLO, ...end] }],
    [
      'two answers',
      { pieces: [HELLO, data({ choices: [{ index: 1, delta: { content: 'Other' }, finish_reason: null }] }), ...end] },
    ],
    [
      'a whole message in a stream',
      { pieces: [data({ choices: [{ index: 0, message, finish_reason: 'stop' }] }), DONE] },
    ],
    ['the older completions', { pieces: [data({ choices: [{ text: 'Hello, shall we begin?', index: 0 }] }), ...end] }],
    [
      'one document of JSON',
      {
        pieces: [JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }, undefined, 2)],
        headers: { 'content-type': 'application/json' },
      },
    ],
    ['one document without an end', { pieces: [JSON.stringify({ choices: [{ message }] })] }],
    [
      'data of several lines',
      { pieces: ['data: {"choices":\ndata: [{"index":0,"delta":{"content":"Hello, shall we begin?"}}]}\n\n', ...end] },
    ],
    [
      'facts of other types',
      { pieces: [chunk({ content: 'Hello, shall we begin?' }, null, { id: 5, created: '9', model: null }), ...end] },
    ],
  ])('is read with %s', async (_, sent) => {
    const events = await answerTo(sent);
    expect(said(events)).toBe('Hello, shall we begin?');
    expect(events.at(-1)).toEqual({ type: 'finished', reason: 'end' });
  });

  it('is read where a sign is cut in two', async () => {
    const pieces = [bytes.slice(0, smile + 2), bytes.slice(smile + 2)];
    expect(said(await answerTo({ pieces }))).toBe('Hello, shall we begin 🙂?');
  });

  it('has its usage in a chunk of its own, or in the last, or none', async () => {
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
    const counted = { type: 'usage', inputTokens: 5, outputTokens: 2 };
    expect(await answerTo({ pieces: [HELLO, chunk({}, 'stop'), data({ choices: [], usage }), DONE] })).toContainEqual(
      expect.objectContaining(counted),
    );
    expect(await answerTo({ pieces: [HELLO, chunk({}, 'stop', { usage }), DONE] })).toContainEqual(
      expect.objectContaining(counted),
    );
    for (const none of [{}, null, { prompt_tokens: null }, undefined])
      expect(
        (await answerTo({ pieces: [HELLO, chunk({}, 'stop', { usage: none }), DONE] })).map(({ type }) => type),
      ).toEqual(['text', 'finished']);
  });
});
