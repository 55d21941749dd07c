import type {
  ContentBlock,
  ConverseStreamCommandInput,
  Message,
  SystemContentBlock,
  Tool,
  ToolChoice,
  ToolConfiguration,
  ToolInputSchema,
  ToolUseBlock,
} from '@aws-sdk/client-bedrock-runtime';
import type { JsonSchema, ModelBlock, ModelMessage, ModelRequest, ModelTool } from '../../../core/engine/model.ts';
import { defined } from '../../../core/kernel/defined.ts';
import type { ModelFamily } from './model-family.ts';

/** A guardrail of the account, and which version of it: a number, or `DRAFT`. */
export type Guardrail = { readonly id: string; readonly version: string };

export type BedrockModel = { readonly modelId: string; readonly family: ModelFamily; readonly guardrail?: Guardrail };

const CACHE_POINT = { cachePoint: { type: 'default' } } as const;
/** Bedrock refuses a text of nothing but blanks. */
const NO_WORDS = '…';
const NAME_MOST = 64;
const DOCUMENT_NAME_MOST = 200;

/** The request in the words of `ConverseStream`. */
export function converseInput(
  request: ModelRequest,
  { modelId, family, guardrail }: BedrockModel,
): ConverseStreamCommandInput {
  const tools = toolConfig(request, family);
  return {
    modelId,
    messages: messagesOf(request, family),
    ...(request.system.trim() === '' ? {} : { system: systemOf(request.system, family) }),
    ...defined({ toolConfig: tools }),
    inferenceConfig: { maxTokens: request.maxOutputTokens, ...defined({ temperature: request.temperature }) },
    ...(guardrail === undefined
      ? {}
      : { guardrailConfig: { guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version } }),
  };
}

function systemOf(system: string, { caches }: ModelFamily): SystemContentBlock[] {
  return [{ text: system }, ...(caches.prompt ? [CACHE_POINT] : [])];
}

function messagesOf({ messages, answer }: ModelRequest, family: ModelFamily): Message[] {
  const documentName = uniqueNames();
  const sent = messages.map((message) => ({
    role: message.role,
    content: contentOf(message, { family, documentName }),
  }));
  // A conversation is sent again with more at its end; a question for one object is not, and writing to the cache costs.
  if (family.caches.prompt && answer === undefined) sent.at(-1)?.content.push(CACHE_POINT);
  return sent;
}

type Sending = { readonly family: ModelFamily; readonly documentName: (name: string) => string };

function contentOf({ blocks }: ModelMessage, sending: Sending): ContentBlock[] {
  const content = blocks
    .filter((block) => block.type !== 'text' || block.text.trim() !== '')
    .map((block) => blockOf(block, sending));
  const hasText = content.some(({ text }) => text !== undefined);
  // A document must have a text beside it, and a message something in it.
  const wordless = content.length === 0 || (!hasText && content.some(({ document }) => document !== undefined));
  return wordless ? [...content, { text: NO_WORDS }] : content;
}

function blockOf(block: ModelBlock, { family, documentName }: Sending): ContentBlock {
  switch (block.type) {
    case 'text':
      return { text: block.text };
    case 'document':
      return { document: { format: 'pdf', name: documentName(block.name), source: { bytes: block.bytes } } };
    case 'tool_call':
      return { toolUse: { toolUseId: block.id, name: block.name, input: jsonOf(block.args) } };
    case 'tool_result':
      return {
        toolResult: {
          toolUseId: block.id,
          content: [{ text: block.text.trim() === '' ? NO_WORDS : block.text }],
          ...(family.resultStatus ? { status: block.ok ? 'success' : 'error' } : {}),
        },
      };
  }
}

/** Names as Bedrock allows them, each once in a request. */
function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const allowed =
      name
        .replace(/[^A-Za-z0-9\-()[\]]+/g, ' ')
        .trim()
        .slice(0, DOCUMENT_NAME_MOST) || 'document';
    let unique = allowed;
    for (let count = 2; taken.has(unique); count += 1) unique = `${allowed} ${count}`;
    taken.add(unique);
    return unique;
  };
}

function toolConfig({ tools, answer, messages }: ModelRequest, family: ModelFamily): ToolConfiguration | undefined {
  if (answer !== undefined) {
    const name = answerToolName(answer.name);
    const choice = demanded(name, family);
    const tool = toolOf(
      { name, description: 'Give your answer with this tool, and with nothing else.', inputSchema: answer.schema },
      family,
    );
    return { tools: cached([tool], family), ...defined({ toolChoice: choice }) };
  }
  const offered = tools.length > 0 ? tools : toolsOfHistory(messages);
  return offered.length === 0
    ? undefined
    : {
        tools: cached(
          offered.map((tool) => toolOf(tool, family)),
          family,
        ),
      };
}

const cached = (tools: readonly Tool[], { caches }: ModelFamily): Tool[] => [
  ...tools,
  ...(caches.tools ? [CACHE_POINT] : []),
];

/** Bedrock refuses a history with calls where no tool is declared, so the tools of the past are, as ones that rest. */
function toolsOfHistory(messages: readonly ModelMessage[]): ModelTool[] {
  const names = new Set(
    messages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'tool_call' ? [block.name] : []))),
  );
  return [...names].map((name) => ({
    name,
    description: 'Cannot be used at the moment.',
    inputSchema: { type: 'object', properties: {} },
  }));
}

/** Decisions are named with dots, which no tool may have. */
const answerToolName = (name: string): string => name.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, NAME_MOST);

function demanded(name: string, { demands }: ModelFamily): ToolChoice | undefined {
  if (demands === 'nothing') return undefined;
  return demands === 'tool' ? { tool: { name } } : { any: {} };
}

function toolOf({ name, description, inputSchema }: ModelTool, { bareSchemas }: ModelFamily): Tool {
  const schema = bareSchemas ? bare(inputSchema) : inputSchema;
  return { toolSpec: { name, ...(description === '' ? {} : { description }), inputSchema: { json: jsonOf(schema) } } };
}

const bare = ({ type, properties, required }: JsonSchema): JsonSchema => ({
  type,
  properties: properties ?? {},
  ...defined({ required }),
});

/** Arguments and schemas are JSON, which their type does not state and the vendor's type of JSON requires. */
function jsonOf(value: Readonly<Record<string, unknown>>): ToolUseBlock['input'] & ToolInputSchema.JsonMember['json'] {
  return value as ToolUseBlock['input'] & ToolInputSchema.JsonMember['json'];
}
