import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ModelMessage, ModelRequest } from '../../../core/engine/model.ts';
import {
  ANSWER_REQUEST,
  DOCUMENT_REQUEST,
  HISTORY_REQUEST,
  SMALL_REQUEST,
} from '../../../core/engine/test-model-script.ts';
import { bedrockModel, type BedrockOptions, closeBedrock } from '../bedrock.ts';
import { type FakeBedrock, fakeBedrock } from '../test-bedrock.ts';

const CLAUDE = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0';
const CACHE_POINT = { cachePoint: { type: 'default' } };

const opened: FakeBedrock[] = [];
afterEach(async () => {
  for (const bedrock of opened.splice(0)) await bedrock.close();
});
afterAll(() => closeBedrock());

/** The body that Bedrock sees. It has checked it, too. */
async function sent(options: Omit<BedrockOptions, 'endpoint'>, request: ModelRequest) {
  const bedrock = await fakeBedrock([{ say: [{ text: 'Fine.' }], ending: 'end' }]);
  opened.push(bedrock);
  const model = await bedrockModel({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' },
    ...options,
    endpoint: bedrock.url,
  });
  for await (const event of model.stream(request, new AbortController().signal))
    expect(event.type).not.toBe('tool_call');
  expect(bedrock.seen()).toHaveLength(1);
  return bedrock.seen()[0]!.body;
}

const saying = (...blocks: ModelMessage['blocks']): ModelRequest => ({
  ...SMALL_REQUEST,
  messages: [{ role: 'user', blocks }],
});

describe('a request to Bedrock', () => {
  it('has a whole conversation in the shape of ConverseStream', async () => {
    const [resume, preps] = HISTORY_REQUEST.tools;
    expect(await sent({ modelId: CLAUDE }, HISTORY_REQUEST)).toEqual({
      system: [{ text: 'You coach for “interviews”.' }, CACHE_POINT],
      messages: [
        { role: 'user', content: [{ text: 'What have I made so far?' }] },
        {
          role: 'assistant',
          content: [
            { text: 'Let me look.' },
            { toolUse: { toolUseId: 'call_1', name: 'list_preps', input: { most: 3 } } },
            { toolUse: { toolUseId: 'call_2', name: 'get_resume', input: {} } },
          ],
        },
        {
          role: 'user',
          content: [
            { toolResult: { toolUseId: 'call_1', content: [{ text: '["Acme, backend"]' }], status: 'success' } },
            { toolResult: { toolUseId: 'call_2', content: [{ text: 'There is no résumé yet.' }], status: 'error' } },
          ],
        },
        { role: 'assistant', content: [{ text: 'One, for Acme.' }] },
        { role: 'user', content: [{ text: 'Thanks. And now?' }, CACHE_POINT] },
      ],
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'get_resume',
              description: 'The résumé as text.',
              inputSchema: { json: resume?.inputSchema },
            },
          },
          {
            toolSpec: {
              name: 'list_preps',
              description: 'The documents made so far.',
              inputSchema: { json: preps?.inputSchema },
            },
          },
          CACHE_POINT,
        ],
      },
      inferenceConfig: { maxTokens: 321, temperature: 0.25 },
    });
  });

  it('has nothing that was not asked for', async () => {
    expect(await sent({ modelId: LLAMA }, { ...SMALL_REQUEST, system: ' ' })).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
      inferenceConfig: { maxTokens: 200 },
    });
  });

  it('demands one object as the arguments of one tool', async () => {
    const { toolConfig, inferenceConfig } = await sent({ modelId: CLAUDE }, ANSWER_REQUEST);
    expect(toolConfig?.toolChoice).toEqual({ tool: { name: 'answer_reading' } });
    expect(toolConfig?.tools[0]?.toolSpec).toMatchObject({
      name: 'answer_reading',
      inputSchema: { json: ANSWER_REQUEST.answer?.schema },
    });
    expect(inferenceConfig).toEqual({ maxTokens: 64, temperature: 0 });
  });

  it('names the tool of an answer as Bedrock allows', async () => {
    const answer = { name: `feedback.answer_${'reading'.repeat(20)}`, schema: { type: 'object', properties: {} } };
    const { toolConfig } = await sent({ modelId: CLAUDE }, { ...ANSWER_REQUEST, answer });
    expect(toolConfig?.toolChoice?.tool?.name).toMatch(/^feedback_answer_(?:reading)+[a-z]*$/);
  });

  it('demands of each family only what it can be made to do', async () => {
    expect((await sent({ modelId: NOVA }, ANSWER_REQUEST)).toolConfig?.toolChoice).toEqual({
      tool: { name: 'answer_reading' },
    });
    expect((await sent({ modelId: 'mistral.mistral-large-2407-v1:0' }, ANSWER_REQUEST)).toolConfig?.toolChoice).toEqual(
      { any: {} },
    );
    expect((await sent({ modelId: LLAMA }, ANSWER_REQUEST)).toolConfig).not.toHaveProperty('toolChoice');
  });

  it('declares the tools of the past where a history has calls and no tool is offered', async () => {
    const { toolConfig } = await sent({ modelId: LLAMA }, { ...HISTORY_REQUEST, tools: [] });
    expect(toolConfig?.tools.map(({ toolSpec }) => toolSpec?.name)).toEqual(['list_preps', 'get_resume']);
  });

  it('has the guardrail by id and version', async () => {
    const { guardrailConfig } = await sent(
      { modelId: CLAUDE, guardrail: { id: 'gr1abc', version: 'DRAFT' } },
      SMALL_REQUEST,
    );
    expect(guardrailConfig).toEqual({ guardrailIdentifier: 'gr1abc', guardrailVersion: 'DRAFT' });
    expect(await sent({ modelId: CLAUDE }, SMALL_REQUEST)).not.toHaveProperty('guardrailConfig');
  });

  it('puts words where there are none, for blank texts are refused', async () => {
    const { messages } = await sent(
      { modelId: CLAUDE },
      {
        ...HISTORY_REQUEST,
        messages: [
          { role: 'user', blocks: [{ type: 'text', text: ' \n' }] },
          {
            role: 'assistant',
            blocks: [
              { type: 'text', text: '' },
              { type: 'tool_call', id: 'call_1', name: 'get_resume', args: {} },
            ],
          },
          { role: 'user', blocks: [{ type: 'tool_result', id: 'call_1', name: 'get_resume', ok: true, text: '' }] },
        ],
      },
    );
    expect(messages?.map(({ content }) => content[0])).toMatchObject([
      { text: '…' },
      { toolUse: { toolUseId: 'call_1' } },
      { toolResult: { content: [{ text: '…' }] } },
    ]);
  });
});

describe('a PDF in a request to Bedrock', () => {
  const pdf = (name: string) =>
    ({
      type: 'document',
      name,
      mediaType: 'application/pdf',
      bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 255]),
    }) as const;
  const documentsIn = ({ messages = [] }: Awaited<ReturnType<typeof sent>>) =>
    messages.flatMap(({ content }) => content.flatMap(({ document }) => document ?? []));

  it('is a document block with its bytes', async () => {
    const { messages } = await sent({ modelId: NOVA }, DOCUMENT_REQUEST);
    expect(messages?.[0]?.content.slice(0, 2)).toEqual([
      { document: { format: 'pdf', name: 'resume', source: { bytes: btoa('%PDF-1.4 of a suite') } } },
      { text: 'My résumé.' },
    ]);
  });

  it('has a name of the characters that Bedrock allows, and each name once', async () => {
    const names = ['my_résumé  (2).pdf', 'my_résumé  (2).pdf', '///', 'a'.repeat(300)];
    const body = await sent({ modelId: CLAUDE }, saying(...names.map(pdf), { type: 'text', text: 'Four of them.' }));
    expect(documentsIn(body).map(({ name }) => name)).toEqual([
      'my r sum (2) pdf',
      'my r sum (2) pdf 2',
      'document',
      'a'.repeat(200),
    ]);
  });

  it('has a text beside it, as Bedrock wants', async () => {
    const { messages } = await sent({ modelId: CLAUDE }, saying(pdf('resume')));
    expect(messages?.[0]?.content.map((block) => Object.keys(block)[0])).toEqual(['document', 'text', 'cachePoint']);
  });
});

describe('cache points', () => {
  const pointsIn = async (modelId: string, request: ModelRequest, options: Partial<BedrockOptions> = {}) => {
    const { system = [], messages = [], toolConfig } = await sent({ modelId, ...options }, request);
    const at = (blocks: readonly { readonly cachePoint?: object }[]) =>
      blocks.flatMap(({ cachePoint }, index) => (cachePoint === undefined ? [] : [index - blocks.length]));
    return {
      system: at(system),
      tools: at(toolConfig?.tools ?? []),
      messages: messages.map(({ content }) => at(content)),
    };
  };
  const last = [-1];

  it('stand after the system, the tools and the last message for Claude', async () => {
    expect(await pointsIn(CLAUDE, HISTORY_REQUEST)).toEqual({
      system: last,
      tools: last,
      messages: [[], [], [], [], last],
    });
    expect(await pointsIn('global.anthropic.claude-opus-4-6-v1', SMALL_REQUEST)).toEqual({
      system: last,
      tools: [],
      messages: [last],
    });
  });

  it('stand after the system and the last message for Nova, whose tools can have none', async () => {
    expect(await pointsIn(NOVA, HISTORY_REQUEST)).toEqual({
      system: last,
      tools: [],
      messages: [[], [], [], [], last],
    });
  });

  it('do not stand after a question for one object, which is not asked again', async () => {
    expect(await pointsIn(CLAUDE, ANSWER_REQUEST)).toEqual({ system: last, tools: last, messages: [[]] });
  });

  it.each([
    LLAMA,
    'anthropic.claude-3-haiku-20240307-v1:0',
    'anthropic.claude-3-5-sonnet-20241022-v2:0',
    'openai.gpt-oss-120b-1:0',
  ])('are left out for %s', async (modelId) => {
    expect(await pointsIn(modelId, HISTORY_REQUEST)).toEqual({ system: [], tools: [], messages: [[], [], [], [], []] });
  });

  it('follow the model behind an ARN where it is told', async () => {
    const arn = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/k1abc';
    expect((await pointsIn(arn, SMALL_REQUEST)).system).toEqual([]);
    expect((await pointsIn(arn, SMALL_REQUEST, { foundationModelId: CLAUDE })).system).toEqual(last);
  });
});

describe('what a family does not know', () => {
  it('is left out of results for models other than Claude and Nova', async () => {
    expect(JSON.stringify(await sent({ modelId: LLAMA }, HISTORY_REQUEST))).not.toContain('"status"');
    expect(JSON.stringify(await sent({ modelId: NOVA }, HISTORY_REQUEST))).toContain('"status":"error"');
  });

  it('is left out of the outermost object of a schema for Nova', async () => {
    const { toolConfig } = await sent({ modelId: NOVA }, HISTORY_REQUEST);
    expect(toolConfig?.tools.map(({ toolSpec }) => toolSpec?.inputSchema.json)).toEqual([
      { type: 'object', properties: {} },
      { type: 'object', properties: { most: { type: 'integer', minimum: 1 } }, required: ['most'] },
    ]);
  });
});
