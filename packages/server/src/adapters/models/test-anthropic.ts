import type { Model } from '../../core/engine/model.ts';
import type {
  ModelScript,
  OpenModel,
  ScriptedAnswer,
  ScriptedEnding,
  ScriptedPart,
  SeenRequest,
} from '../../core/engine/test-model-script.ts';
import { halves, type VendorReply, vendorServer } from './test-vendor.ts';

type ScriptedReply = Extract<ScriptedAnswer, { say: unknown }>;
type Block = {
  readonly start: Readonly<Record<string, unknown>>;
  readonly deltas: readonly Readonly<Record<string, unknown>>[];
};

const OVERLOADED = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

const REFUSALS = {
  throttled: [
    429,
    { type: 'error', error: { type: 'rate_limit_error', message: 'This request would exceed your rate limit' } },
  ],
  unavailable: [529, OVERLOADED],
  forbidden: [
    403,
    { type: 'error', error: { type: 'permission_error', message: 'Your API key may not use this resource' } },
  ],
  invalid: [
    400,
    { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: must be greater than 0' } },
  ],
} as const;

const STOP: Readonly<Partial<Record<ScriptedEnding, string>>> = {
  end: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  filtered: 'refusal',
};

/** A server of Anthropic's Messages API, and the model that `modelAt` makes over its address. */
export async function anthropicServer(script: ModelScript, modelAt: (baseUrl: string) => Model): Promise<OpenModel> {
  const { address, seen, close } = await vendorServer((request, index) =>
    anthropicReply(script[Math.min(index, script.length - 1)] ?? { hang: true }, request),
  );
  return { model: modelAt(address), seen, close };
}

export function anthropicReply(answer: ScriptedAnswer, request?: SeenRequest): VendorReply {
  if ('hang' in answer) return 'hang';
  if ('refuse' in answer) {
    const [status, body] = REFUSALS[answer.refuse];
    return {
      status,
      body: JSON.stringify(body),
      headers: {
        'request-id': 'req_1',
        ...(answer.retryAfterSeconds === undefined ? {} : { 'retry-after': String(answer.retryAfterSeconds) }),
      },
    };
  }
  const frames = anthropicFrames(answer, { byTool: asksByTool(request) });
  return {
    stream: frames,
    end: answer.ending === 'destroyed' ? 'destroyed' : answer.ending === 'hang' ? 'hang' : 'whole',
  };
}

/** Older models are made to give an object by a tool that they must call. */
function asksByTool(request: SeenRequest | undefined): boolean {
  return JSON.stringify(request?.body ?? {}).includes('"tool_choice":{"type":"any"');
}

/** The whole body, frame by frame, as the documentation of streaming has it. */
export function anthropicFrames(
  { say, usage = { inputTokens: 1, outputTokens: 1 }, ending }: ScriptedReply,
  { byTool }: { byTool: boolean } = { byTool: false },
): readonly string[] {
  const cached = usage.cachedInputTokens ?? 0;
  const input = {
    input_tokens: usage.inputTokens - cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
  };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    content: [],
    model: 'claude-haiku-4-5',
    stop_reason: null,
    stop_sequence: null,
    usage: { ...input, output_tokens: 1, service_tier: 'standard' },
  };
  const frames = [
    event({ type: 'message_start', message }),
    event({ type: 'ping' }),
    ...blocks(say, byTool).flatMap(blockFrames),
  ];
  const stop = ending === 'end' && byTool && say.some((part) => 'answer' in part) ? 'tool_use' : STOP[ending];
  if (ending === 'half_frame')
    return [
      ...frames,
      event({ type: 'content_block_start', index: 9, content_block: { type: 'text', text: '' } }).slice(0, 60),
    ];
  if (ending === 'error_event') return [...frames, event(OVERLOADED)];
  if (stop === undefined) return frames;
  return [
    ...frames,
    event({
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { ...input, output_tokens: usage.outputTokens },
    }),
    event({ type: 'message_stop' }),
  ];
}

/** Texts that follow each other are one block, as are the pieces of one object. */
function blocks(say: readonly ScriptedPart[], byTool: boolean): readonly Block[] {
  const all: Block[] = [];
  for (const part of say) {
    if ('call' in part) {
      const { id, name, json } = part.call;
      all.push({ start: { type: 'tool_use', id, name, input: {} }, deltas: ['', ...halves(json)].map(jsonDelta) });
      continue;
    }
    const asTool = 'answer' in part && byTool;
    const start = asTool ? { type: 'tool_use', id: 'toolu_1', name: 'json', input: {} } : { type: 'text', text: '' };
    const text = 'answer' in part ? part.answer : part.text;
    const open = all.at(-1)?.start.type === start.type ? all.pop() : undefined;
    all.push({ start, deltas: [...(open?.deltas ?? []), asTool ? jsonDelta(text) : { type: 'text_delta', text }] });
  }
  return all;
}

function jsonDelta(json: string): Readonly<Record<string, unknown>> {
  return { type: 'input_json_delta', partial_json: json };
}

function blockFrames({ start, deltas }: Block, index: number): readonly string[] {
  return [
    event({ type: 'content_block_start', index, content_block: start }),
    ...deltas.map((one) => event({ type: 'content_block_delta', index, delta: one })),
    event({ type: 'content_block_stop', index }),
  ];
}

export function event(data: Readonly<Record<string, unknown>> & { readonly type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
