import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicReply } from '../packages/server/src/adapters/models/test-anthropic.ts';
import { fakeBedrock } from '../packages/server/src/adapters/models/test-bedrock.ts';
import { openAiReply } from '../packages/server/src/adapters/models/test-openai.ts';
import { type VendorReply, vendorServer } from '../packages/server/src/adapters/models/test-vendor.ts';
import type { ModelBlock, ModelMessage, ModelRequest } from '../packages/server/src/core/engine/model.ts';
import type {
  ScriptedAnswer,
  ScriptedPart,
  SeenRequest,
} from '../packages/server/src/core/engine/test-model-script.ts';
import type { ModelAnswer } from '../packages/server/src/testing/scripted-model.ts';
import { willingAnswer } from '../packages/server/src/testing/willing-model.ts';

/**
 * A vendor's server on this machine, answering with a willing model, and the configuration that makes the product use
 * it.
 */
export type Vendor = {
  readonly env: Readonly<Record<string, string>>;
  seen(): readonly SeenRequest[];
  close(): Promise<void>;
};

const USAGE = { inputTokens: 1_000, outputTokens: 100 };

/** A server of Ollama's or vLLM's kind. What `odd` gives for a request is sent instead, byte for byte. */
export async function localServer(
  answer: (request: ModelRequest) => ModelAnswer = willingAnswer,
  odd: (request: SeenRequest, isDecision: boolean) => VendorReply | undefined = () => undefined,
): Promise<Vendor> {
  const server = await vendorServer(
    (request) =>
      odd(request, isDecision(request.body)) ??
      openAiReply(scripted(answer(openAiRequest(request.body)), isDecision(request.body))),
  );
  return { env: { MODEL: `openai-compatible:small@${server.address}/v1` }, seen: server.seen, close: server.close };
}

export async function anthropic(answer: (request: ModelRequest) => ModelAnswer = willingAnswer): Promise<Vendor> {
  const server = await vendorServer((request) =>
    anthropicReply(scripted(answer(anthropicRequest(request.body)), isDecision(request.body)), request),
  );
  return {
    env: { MODEL: 'anthropic:claude-haiku-4-5', ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: server.address },
    seen: server.seen,
    close: server.close,
  };
}

/** The AWS client's own protocol, on HTTP/2. */
export async function bedrock({
  pauseMs = 0,
  answer = willingAnswer,
}: { pauseMs?: number; answer?: (request: ModelRequest) => ModelAnswer } = {}): Promise<Vendor> {
  const server = await fakeBedrock(
    (request) => scripted(answer(bedrockRequest(request.body)), isDecision(request.body)),
    { pauseMs },
  );
  const credentials = {
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-central-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  return {
    env: {
      MODEL: 'bedrock',
      BEDROCK_REGION_PREFIX: 'eu',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: server.url,
      ...credentials,
    },
    seen: server.seen,
    close: server.close,
  };
}

/** A SearXNG that knows two pages about every company. */
export async function searchEngine(): Promise<Omit<Vendor, 'seen'>> {
  const results = [
    {
      title: 'About us',
      url: 'https://northfield.example/about',
      content: 'Northfield runs four hospitals in the north of England. It began in 1962.',
    },
    {
      title: 'A new ward',
      url: 'https://news.example/northfield-ward',
      content: 'In March 2026 Northfield opened a ward for newborns in Leeds.',
    },
  ];
  const server = createServer(
    (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  return {
    env: { WEB_SEARCH: `searxng:http://127.0.0.1:${port}` },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function scripted(lines: ModelAnswer, decision: boolean): ScriptedAnswer {
  const say = lines.flatMap((line): ScriptedPart[] => {
    if (typeof line === 'string')
      return line === 'CUT' || line === 'HANG' ? [] : [decision ? { answer: line } : { text: line }];
    if (line instanceof Error || !('call' in line)) return [];
    return [
      {
        call: {
          id: `toolu_${line.call}`,
          name: line.call,
          json: typeof line.args === 'string' ? line.args : JSON.stringify(line.args ?? {}),
        },
      },
    ];
  });
  const ending = lines.includes('CUT')
    ? 'destroyed'
    : lines.includes('HANG')
      ? 'hang'
      : say.some((part) => 'call' in part)
        ? 'tool_calls'
        : 'end';
  return { say, usage: USAGE, ending };
}

type Json = Readonly<Record<string, unknown>>;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(object) : []);
const words = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : list(value)
        .map(({ text }) => String(text ?? ''))
        .join('\n');

/** Whether one object is asked for: each vendor has its own way. */
function isDecision(body: unknown): boolean {
  const {
    response_format: format,
    toolConfig,
    tool_choice: choice,
    output_format: output,
    output_config: config,
  } = object(body);
  return (
    format !== undefined ||
    output !== undefined ||
    config !== undefined ||
    object(toolConfig).toolChoice !== undefined ||
    object(choice).type === 'tool' ||
    object(choice).type === 'any'
  );
}

function asked(
  body: unknown,
  { system, messages, tools }: { system: string; messages: readonly ModelMessage[]; tools: readonly string[] },
): ModelRequest {
  return {
    system,
    messages,
    tools: tools.map((name) => ({ name, description: '', inputSchema: {} })),
    maxOutputTokens: 1,
    ...(isDecision(body) ? { answer: { name: 'asked', schema: {} } } : {}),
  };
}

const result = (ok: boolean, text: string): ModelBlock => ({ type: 'tool_result', id: '', name: '', ok, text });
const text = (value: string): ModelBlock => ({ type: 'text', text: value });
const roleOf = (role: unknown): ModelMessage['role'] => (role === 'assistant' ? 'assistant' : 'user');

function openAiRequest(body: unknown): ModelRequest {
  const { messages, tools } = object(body);
  const all = list(messages);
  return asked(body, {
    system: words(all.find(({ role }) => role === 'system')?.content),
    messages: all
      .filter(({ role }) => role !== 'system')
      .map(({ role, content }) => ({
        role: roleOf(role),
        blocks: [
          role === 'tool' ? result(!words(content).startsWith('{"error"'), words(content)) : text(words(content)),
        ],
      })),
    tools: list(tools).map((tool) => String(object(tool.function).name)),
  });
}

function anthropicRequest(body: unknown): ModelRequest {
  const { system, messages, tools } = object(body);
  const blocks = (content: unknown): ModelBlock[] =>
    typeof content === 'string'
      ? [text(content)]
      : list(content).map((block) =>
          block.type === 'tool_result'
            ? result(block.is_error !== true, words(block.content))
            : text(words(block.text)),
        );
  return asked(body, {
    system: words(system),
    messages: list(messages).map(({ role, content }) => ({ role: roleOf(role), blocks: blocks(content) })),
    tools: list(tools).map(({ name }) => String(name)),
  });
}

function bedrockRequest(body: unknown): ModelRequest {
  const { system, messages, toolConfig } = object(body);
  const blocks = (content: unknown): ModelBlock[] =>
    list(content).flatMap((block) => {
      if ('toolResult' in block)
        return [result(object(block.toolResult).status !== 'error', words(object(block.toolResult).content))];
      return 'text' in block ? [text(words(block.text))] : [];
    });
  return asked(body, {
    system: words(system),
    messages: list(messages).map(({ role, content }) => ({ role: roleOf(role), blocks: blocks(content) })),
    tools: list(object(toolConfig).tools).map((tool) => String(object(tool.toolSpec).name)),
  });
}
