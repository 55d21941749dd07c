import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../core/engine/model.ts';
import {
  ANSWER_REQUEST,
  DOCUMENT_REQUEST,
  HISTORY_REQUEST,
  SMALL_REQUEST,
  TOOLS,
} from '../../core/engine/test-model-script.ts';
import { type AiSdkOptions, aiSdkModel } from './ai-sdk.ts';
import { eventsOf, finish, olderModel, partsModel } from './test-sdk-model.ts';
import { said } from './test-sdk-parts.ts';

describe('what a model of the AI SDK is asked', () => {
  const asked = async (request: ModelRequest, options: AiSdkOptions = {}) => {
    const sdk = partsModel([finish('stop')]);
    await said(sdk, request, options);
    return sdk.asked[0];
  };

  it('has results of tools in messages of their own, failed ones as errors', async () => {
    const { prompt, tools, maxOutputTokens, temperature, responseFormat } = (await asked(HISTORY_REQUEST)) ?? {
      prompt: [],
    };
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'assistant', 'user']);
    expect(prompt[2]?.content).toMatchObject([
      { type: 'text', text: 'Let me look.' },
      { type: 'tool-call', toolCallId: 'call_1', toolName: 'list_preps', input: { most: 3 } },
      { type: 'tool-call', toolCallId: 'call_2', input: {} },
    ]);
    expect(prompt[3]?.content).toMatchObject([
      { type: 'tool-result', toolCallId: 'call_1', output: { type: 'text' } },
      { type: 'tool-result', toolCallId: 'call_2', output: { type: 'error-text', value: 'There is no résumé yet.' } },
    ]);
    expect(tools?.map((tool) => ('inputSchema' in tool ? tool.inputSchema : undefined))).toEqual(
      TOOLS.map(({ inputSchema }) => inputSchema),
    );
    expect([maxOutputTokens, temperature, responseFormat]).toEqual([321, 0.25, undefined]);
  });

  it('has a PDF as a file, after the results of tools and without blank text', async () => {
    const [user] = DOCUMENT_REQUEST.messages;
    const blocks = [
      ...(user?.blocks ?? []),
      { type: 'text', text: '\n' } as const,
      { type: 'tool_result', id: 'call_1', name: 'get_resume', ok: true, text: 'Read.' } as const,
    ];
    const { prompt } = (await asked(
      { ...SMALL_REQUEST, messages: [{ role: 'user', blocks }] },
      { reads: { pdf: true } },
    )) ?? { prompt: [] };
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'tool', 'user']);
    expect(prompt[2]?.content).toEqual([
      {
        type: 'file',
        mediaType: 'application/pdf',
        filename: 'resume',
        data: { type: 'data', data: new TextEncoder().encode('%PDF-1.4 of a suite') },
      },
      { type: 'text', text: 'My résumé.' },
    ]);
  });

  it('has the bytes of a PDF without a tag where the model is of version 3', async () => {
    const { usage } = finish('stop');
    const older = olderModel([
      { type: 'text-delta', id: '0', delta: 'Read.' },
      { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
    ]);
    const events = await eventsOf(aiSdkModel(older, { reads: { pdf: true } }), DOCUMENT_REQUEST);
    expect(events[0]).toEqual({ type: 'text', text: 'Read.' });
    expect(older.asked[0]?.prompt[1]?.content).toContainEqual({
      type: 'file',
      mediaType: 'application/pdf',
      filename: 'resume',
      data: new TextEncoder().encode('%PDF-1.4 of a suite'),
    });
  });

  it('keeps the only text of a message, blank as it is', async () => {
    const { prompt } = (await asked({
      ...SMALL_REQUEST,
      messages: [{ role: 'user', blocks: [{ type: 'text', text: ' ' }] }],
    })) ?? { prompt: [] };
    expect(prompt[1]?.content).toEqual([{ type: 'text', text: ' ' }]);
  });

  it('has the shape of an answer, in the prompt too where that is said', async () => {
    const format = { type: 'json', name: 'answer_reading', schema: ANSWER_REQUEST.answer?.schema };
    expect(await asked(ANSWER_REQUEST)).toMatchObject({
      responseFormat: format,
      prompt: [{ role: 'system', content: 'You read one answer.' }, {}],
    });
    expect(await asked(ANSWER_REQUEST, { shapeInPrompt: true })).toMatchObject({
      responseFormat: format,
      prompt: [{ role: 'system', content: expect.stringContaining('"not_shown"') }, {}],
    });
  });

  it('has what one vendor wants beside', async () => {
    const cacheMark = { vendor: { cache: 'here' } };
    const options = await asked(HISTORY_REQUEST, { cacheMark, providerOptions: { vendor: { effort: 'low' } } });
    expect(options?.providerOptions).toEqual({ vendor: { effort: 'low' } });
    expect(options?.prompt[0]?.providerOptions).toEqual(cacheMark);
    expect(options?.tools?.map((tool) => ('providerOptions' in tool ? tool.providerOptions : undefined))).toEqual([
      undefined,
      cacheMark,
    ]);
  });
});

describe('the packages of the AI SDK', () => {
  it('are not loaded before a model is asked', () => {
    for (const file of ['ai-sdk', 'ai-sdk-request', 'ai-sdk-failure', 'anthropic', 'openai-compatible', 'lazy-model']) {
      const source = readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8');
      expect(source).not.toMatch(/^import (?!type )[^;]*'@ai-sdk\//m);
    }
  });
});
