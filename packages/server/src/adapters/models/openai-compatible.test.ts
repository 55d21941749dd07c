import { describe, expect, it, vi } from 'vitest';
import { modelSuite } from '../../core/engine/model.suite.ts';
import {
  ANSWER_REQUEST,
  DOCUMENT_REQUEST,
  HISTORY_REQUEST,
  SMALL_REQUEST,
  TOOLS,
  type ScriptedAnswer,
} from '../../core/engine/test-model-script.ts';
import type { ModelRequest } from '../../core/engine/model.ts';
import { type OpenAiCompatibleOptions, openAiCompatibleModel } from './openai-compatible.ts';
import { delta, openAiFrames, openAiServer } from './test-openai.ts';
import { eventsOf } from './test-sdk-model.ts';
import { vendorServer } from './test-vendor.ts';

const FINE: ScriptedAnswer = { say: [{ text: 'Fine.' }], ending: 'end' };

modelSuite('an OpenAI-compatible server', (script) =>
  openAiServer(script, (baseUrl) => openAiCompatibleModel({ model: 'small', baseUrl, apiKey: 'key' })),
);
modelSuite('an OpenAI-compatible server with structured outputs that reads PDFs', (script) =>
  openAiServer(script, (baseUrl) =>
    openAiCompatibleModel({ model: 'small', baseUrl, structuredOutputs: true, reads: { pdf: true } }),
  ),
);

/** The one request that the server saw. */
async function seenFor(request: ModelRequest, options: Partial<OpenAiCompatibleOptions> = {}) {
  const { model, seen, close } = await openAiServer([FINE], (baseUrl) =>
    openAiCompatibleModel({ model: 'qwen3:8b', baseUrl, ...options }),
  );
  await eventsOf(model, request);
  await close();
  return seen()[0];
}

describe('what an OpenAI-compatible server is sent', () => {
  it('is a stream of chat completions with usage, as the API reference has it', async () => {
    const seen = await seenFor(HISTORY_REQUEST);
    expect(seen?.path).toBe('/v1/chat/completions');
    expect(seen?.body).toEqual({
      model: 'qwen3:8b',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 321,
      temperature: 0.25,
      messages: [
        { role: 'system', content: 'You coach for “interviews”.' },
        { role: 'user', content: 'What have I made so far?' },
        {
          role: 'assistant',
          content: 'Let me look.',
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'list_preps', arguments: '{"most":3}' } },
            { id: 'call_2', type: 'function', function: { name: 'get_resume', arguments: '{}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '["Acme, backend"]' },
        { role: 'tool', tool_call_id: 'call_2', content: 'There is no résumé yet.' },
        { role: 'assistant', content: 'One, for Acme.' },
        { role: 'user', content: 'Thanks. And now?' },
      ],
      tools: TOOLS.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    });
  });

  it('has a key only where there is one', async () => {
    expect((await seenFor(SMALL_REQUEST))?.headers['authorization']).toBeUndefined();
    expect((await seenFor(SMALL_REQUEST, { apiKey: 'key' }))?.headers['authorization']).toBe('Bearer key');
  });

  it('asks for an object by its schema where the server knows that, and by the prompt otherwise', async () => {
    const system = { role: 'system', content: 'You read one answer.' };
    const schema = ANSWER_REQUEST.answer?.schema;
    expect((await seenFor(ANSWER_REQUEST, { structuredOutputs: true }))?.body).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'answer_reading', schema, strict: false } },
      messages: [system, {}],
    });
    expect((await seenFor(ANSWER_REQUEST))?.body).toMatchObject({
      response_format: { type: 'json_object' },
      messages: [
        {
          ...system,
          content: `You read one answer.\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(schema)}`,
        },
        {},
      ],
    });
  });

  it('has a PDF as a file where the model reads them', async () => {
    const file_data = `data:application/pdf;base64,${btoa('%PDF-1.4 of a suite')}`;
    expect((await seenFor(DOCUMENT_REQUEST, { reads: { pdf: true } }))?.body).toMatchObject({
      messages: [
        {},
        {
          content: [
            { type: 'file', file: { filename: 'resume', file_data } },
            { type: 'text', text: 'My résumé.' },
          ],
        },
      ],
    });
  });

  it('names the limit as OpenAI wants it only where OpenAI is asked', async () => {
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (_: unknown, { body }: { body: string }) => {
      bodies.push(JSON.parse(body));
      return new Response(openAiFrames({ say: [{ text: 'Fine.' }], ending: 'end' }).join(''), {
        headers: { 'content-type': 'text/event-stream' },
      });
    });
    const model = openAiCompatibleModel({ model: 'gpt', baseUrl: 'https://api.openai.com/v1', apiKey: 'key' });
    await eventsOf(model).finally(() => vi.unstubAllGlobals());
    expect(model.provider).toBe('openai');
    expect(bodies).toMatchObject([{ max_completion_tokens: 200 }]);
    expect(bodies).not.toMatchObject([{ max_tokens: 200 }]);
  });
});

describe('what OpenAI-compatible servers answer in ways of their own', () => {
  const answerOf = async (...frames: readonly string[]) => {
    const { address, close } = await vendorServer(() => ({ stream: frames, end: 'whole' }));
    return eventsOf(openAiCompatibleModel({ model: 'small', baseUrl: `${address}/v1` }), {
      ...SMALL_REQUEST,
      tools: TOOLS,
    }).finally(close);
  };
  const begun = (index: number, name: string, json: string) =>
    delta({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: json } }] });

  it('may be calls that grow side by side', async () => {
    const more = (index: number, json: string) => delta({ tool_calls: [{ index, function: { arguments: json } }] });
    const events = await answerOf(
      begun(0, 'list_preps', ''),
      begun(1, 'get_resume', ''),
      more(1, '{'),
      more(0, '{"most"'),
      more(1, '}'),
      more(0, ':2}'),
      delta({}, 'tool_calls'),
      'data: [DONE]\n\n',
    );
    expect(events).toEqual([
      { type: 'tool_call', id: 'call_0', name: 'list_preps', json: '{"most":2}' },
      { type: 'tool_call', id: 'call_1', name: 'get_resume', json: '{}' },
      { type: 'finished', reason: 'tool_calls' },
    ]);
  });

  it('may be a whole call in one delta, that ends with “stop”', async () => {
    expect(
      (await answerOf(begun(0, 'list_preps', '{"most":2}'), delta({ content: '' }, 'stop'), 'data: [DONE]\n\n')).map(
        ({ type }) => type,
      ),
    ).toEqual(['tool_call', 'finished']);
  });

  it('may be thoughts, comments to keep the line open, and Windows line ends', async () => {
    const events = await answerOf(
      ': keep-alive\n\n',
      delta({ reasoning_content: 'Hm.' }),
      delta({ reasoning: 'Hm.' }),
      ...openAiFrames({ say: [{ text: 'Fine.' }], ending: 'end' }).map((one) => one.replaceAll('\n', '\r\n')),
    );
    expect(events.map(({ type }) => type)).toEqual(['text', 'usage', 'finished']);
  });

  it('may be a frame that is no JSON, which is no answer', async () => {
    await expect(
      answerOf(delta({ content: 'Fi' }), 'data: {"choices": [\n\n', delta({}, 'stop')),
    ).rejects.toMatchObject({ kind: 'cut' });
  });

  it('may be a page of HTML with 502, or nobody at all', async () => {
    const { address, close } = await vendorServer(() => ({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><h1>Bad Gateway</h1></html>',
    }));
    const model = openAiCompatibleModel({ model: 'small', baseUrl: `${address}/v1` });
    await expect(eventsOf(model)).rejects.toMatchObject({
      kind: 'unavailable',
      message: `${address}/v1/chat/completions: 502 Bad Gateway`,
    });
    await close();
    await expect(eventsOf(model)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
