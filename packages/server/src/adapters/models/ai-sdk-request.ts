import type {
  LanguageModelV3CallOptions,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import {
  type JsonSchema,
  type ModelBlock,
  type ModelMessage,
  type ModelRequest,
  type ModelTool,
} from '../../core/engine/model.ts';
import { defined } from '../../core/kernel/defined.ts';

type BlockOf<Type extends ModelBlock['type']> = Extract<ModelBlock, { type: Type }>;
type PartOf<Role extends LanguageModelV4Message['role']> = Extract<
  LanguageModelV4Message,
  { role: Role; content: readonly unknown[] }
>['content'][number];
type SdkSchema = LanguageModelV4FunctionTool['inputSchema'];

/** What is added to each request of one model, in the words of its AI SDK provider. */
export type RequestExtras = {
  readonly providerOptions?: SharedV4ProviderOptions;
  /** Set on the system prompt and on the last tool, for vendors that cache what is marked for the next request. */
  readonly cacheMark?: SharedV4ProviderOptions;
  /** For models that accept only "answer in JSON": the shape of the answer is added to the system prompt. */
  readonly shapeInPrompt?: boolean;
};

/** The request as AI SDK models take it. */
export function sdkRequest(
  request: ModelRequest,
  { providerOptions, cacheMark, shapeInPrompt = false }: RequestExtras,
): LanguageModelV4CallOptions {
  const marked = defined({ providerOptions: cacheMark });
  const { answer, temperature } = request;
  const system =
    answer !== undefined && shapeInPrompt
      ? `${request.system}\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(answer.schema)}`
      : request.system;
  return {
    prompt: [{ role: 'system', content: system, ...marked }, ...request.messages.flatMap(sdkMessages)],
    maxOutputTokens: request.maxOutputTokens,
    ...defined({ temperature }),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map((tool, index) => ({
            ...sdkTool(tool),
            ...(index === request.tools.length - 1 ? marked : {}),
          })),
        }),
    ...(answer === undefined
      ? {}
      : { responseFormat: { type: 'json', name: answer.name, schema: sdkSchema(answer.schema) } }),
    ...defined({ providerOptions }),
  };
}

/** The same request for a model of specification version 3, which takes the bytes of a file without a tag. */
export function requestOfVersion3({
  prompt,
  reasoning: _unknown,
  ...rest
}: LanguageModelV4CallOptions): LanguageModelV3CallOptions {
  const messages = prompt.map((message) =>
    message.role === 'user' ? { ...message, content: message.content.map(untaggedFile) } : message,
  );
  // `sdkRequest` writes nothing but text, calls, results and files of bytes, which are alike in both versions.
  return { ...rest, prompt: messages as LanguageModelV3CallOptions['prompt'] };
}

function untaggedFile(part: PartOf<'user'>) {
  return part.type === 'file' && part.data.type === 'data' ? { ...part, data: part.data.data } : part;
}

function sdkTool({ name, description, inputSchema }: ModelTool): LanguageModelV4FunctionTool {
  return { type: 'function', name, description, inputSchema: sdkSchema(inputSchema) };
}

function sdkSchema(schema: JsonSchema): SdkSchema {
  // AI SDK types the keywords of draft 7 and passes the object on unchanged; ours are those of 2020-12.
  return schema as SdkSchema;
}

/** Vendors want results straight after their calls, so they go before what else a person's message holds. */
function sdkMessages({ role, blocks }: ModelMessage): LanguageModelV4Message[] {
  const kept = withoutBlanks(blocks);
  if (role === 'assistant') return [{ role, content: kept.flatMap(assistantPart) }];
  const results = kept.filter((block): block is BlockOf<'tool_result'> => block.type === 'tool_result');
  const rest = asOneText(kept).flatMap(userPart);
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, content: results.map(toolResult) }]),
    ...(rest.length === 0 ? [] : [{ role: 'user' as const, content: rest }]),
  ];
}

/** Texts alone are one text: the templates of some models take a message only as a string, which is what that becomes. */
function asOneText(blocks: readonly ModelBlock[]): readonly ModelBlock[] {
  const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const others = blocks.some(({ type }) => type === 'document');
  return others || texts.length < 2 ? blocks : [{ type: 'text', text: texts.join('\n\n') }];
}

/** Models like to write a line break before a call, and some vendors then refuse the blank text in the next request. */
function withoutBlanks(blocks: readonly ModelBlock[]): readonly ModelBlock[] {
  const kept = blocks.filter((block) => block.type !== 'text' || block.text.trim() !== '');
  return kept.length === 0 ? blocks : kept;
}

function userPart(block: ModelBlock): PartOf<'user'>[] {
  if (block.type === 'text') return [{ type: 'text', text: block.text }];
  if (block.type !== 'document') return [];
  return [
    { type: 'file', mediaType: block.mediaType, filename: block.name, data: { type: 'data', data: block.bytes } },
  ];
}

function assistantPart(block: ModelBlock): PartOf<'assistant'>[] {
  if (block.type === 'text') return [{ type: 'text', text: block.text }];
  if (block.type !== 'tool_call') return [];
  return [{ type: 'tool-call', toolCallId: block.id, toolName: block.name, input: block.args }];
}

function toolResult({ id, name, ok, text }: BlockOf<'tool_result'>): PartOf<'tool'> {
  return {
    type: 'tool-result',
    toolCallId: id,
    toolName: name,
    output: { type: ok ? 'text' : 'error-text', value: text },
  };
}
