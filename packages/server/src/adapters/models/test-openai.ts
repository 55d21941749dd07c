import type { Model, ModelUsage } from '../../core/engine/model.ts';
import type {
  ModelScript,
  OpenModel,
  ScriptedAnswer,
  ScriptedEnding,
  ScriptedPart,
} from '../../core/engine/test-model-script.ts';
import { halves, type VendorReply, vendorServer } from './test-vendor.ts';

type ScriptedReply = Extract<ScriptedAnswer, { say: unknown }>;

const REFUSALS = {
  throttled: [
    429,
    { message: 'Rate limit reached for requests', type: 'requests', param: null, code: 'rate_limit_exceeded' },
  ],
  unavailable: [503, { message: 'The engine is currently overloaded', type: 'server_error', param: null, code: null }],
  forbidden: [
    401,
    { message: 'Incorrect API key provided', type: 'invalid_request_error', param: null, code: 'invalid_api_key' },
  ],
  invalid: [
    400,
    { message: 'The model does not support this', type: 'invalid_request_error', param: 'model', code: null },
  ],
} as const;

const FINISH: Readonly<Partial<Record<ScriptedEnding, string>>> = {
  end: 'stop',
  tool_calls: 'tool_calls',
  length: 'length',
  filtered: 'content_filter',
};

/** A server of OpenAI's chat completions, and the model that `modelAt` makes over its base URL. */
export async function openAiServer(script: ModelScript, modelAt: (baseUrl: string) => Model): Promise<OpenModel> {
  const { address, seen, close } = await vendorServer((_, index) =>
    openAiReply(script[Math.min(index, script.length - 1)] ?? { hang: true }),
  );
  return { model: modelAt(`${address}/v1`), seen, close };
}

export function openAiReply(answer: ScriptedAnswer): VendorReply {
  if ('hang' in answer) return 'hang';
  if ('refuse' in answer) {
    const [status, error] = REFUSALS[answer.refuse];
    return {
      status,
      body: JSON.stringify({ error }),
      headers: answer.retryAfterSeconds === undefined ? {} : { 'retry-after': String(answer.retryAfterSeconds) },
    };
  }
  return {
    stream: openAiFrames(answer),
    end: answer.ending === 'destroyed' ? 'destroyed' : answer.ending === 'hang' ? 'hang' : 'whole',
  };
}

/** The whole body, frame by frame, as the API reference has it: role, deltas, the reason, the usage, `[DONE]`. */
export function openAiFrames({
  say,
  usage = { inputTokens: 1, outputTokens: 1 },
  ending,
}: ScriptedReply): readonly string[] {
  const frames = [delta({ role: 'assistant', content: '', refusal: null }), ...deltas(say)];
  if (ending === 'half_frame') return [...frames, delta({ content: 'lost' }).slice(0, 40)];
  if (ending === 'error_event')
    return [
      ...frames,
      frame({
        error: {
          message: 'The server had an error while processing your request',
          type: 'server_error',
          param: null,
          code: null,
        },
      }),
    ];
  const reason = FINISH[ending];
  return reason === undefined ? frames : [...frames, delta({}, reason), usageFrame(usage), 'data: [DONE]\n\n'];
}

export function delta(content: Readonly<Record<string, unknown>>, reason: string | null = null): string {
  return frame({
    ...CHUNK,
    choices: [{ index: 0, delta: content, logprobs: null, finish_reason: reason }],
    usage: null,
  });
}

const CHUNK = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_760_000_000,
  model: 'small',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
};

function usageFrame({ inputTokens, outputTokens, cachedInputTokens = 0 }: ModelUsage): string {
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedInputTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
  return frame({ ...CHUNK, choices: [], usage });
}

function deltas(say: readonly ScriptedPart[]): readonly string[] {
  let calls = 0;
  return say.flatMap((part) => {
    if (!('call' in part)) return [delta({ content: 'text' in part ? part.text : part.answer })];
    const index = calls++;
    const { id, name, json } = part.call;
    const begin = { index, id, type: 'function', function: { name, arguments: '' } };
    return [begin, ...halves(json).map((piece) => ({ index, function: { arguments: piece } }))].map((call) =>
      delta({ tool_calls: [call] }),
    );
  });
}

function frame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
