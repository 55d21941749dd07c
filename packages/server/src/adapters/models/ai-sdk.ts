import type {
  LanguageModelV3,
  LanguageModelV3StreamPart,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import {
  type Model,
  type ModelEvent,
  ModelFailure,
  type ModelReads,
  type ModelUsage,
} from '../../core/engine/model.ts';
import { defined } from '../../core/kernel/defined.ts';
import { modelFailure } from './ai-sdk-failure.ts';
import { type RequestExtras, requestOfVersion3, sdkRequest } from './ai-sdk-request.ts';
import { reasonOfWord } from './finish-words.ts';
import { providerOfSdkName } from './provider-names.ts';

export type AiSdkOptions = RequestExtras & {
  /** Whether the model can be given a PDF. Without it the résumé goes to it as text. */
  readonly reads?: ModelReads;
  /** For traces, as OpenTelemetry names providers. Without it, what the model says of itself. */
  readonly provider?: string;
};

type Finished = Extract<ModelEvent, { type: 'finished' }>;
/** What a model of either specification streams. The parts that are read here are alike in both. */
type Part = LanguageModelV4StreamPart | LanguageModelV3StreamPart;

const REASONS: Readonly<Partial<Record<LanguageModelV4FinishReason['unified'], Finished['reason']>>> = {
  stop: 'end',
  'tool-calls': 'tool_calls',
  length: 'length',
  'content-filter': 'filtered',
};

/**
 * Any language model of the AI SDK (specification version 4, or 3) as a `Model`. Calls `doStream`, never retries, and treats
 * an end that the vendor did not name as a cut: AI SDK providers end a broken stream with a reason of their own making.
 */
export function aiSdkModel(model: LanguageModelV4 | LanguageModelV3, options: AiSdkOptions = {}): Model {
  const reads = options.reads ?? { pdf: false };
  return {
    id: model.modelId,
    provider: options.provider ?? providerOfSdkName(model.provider),
    reads,
    async *stream(request, signal) {
      if (!reads.pdf && request.messages.some(({ blocks }) => blocks.some(({ type }) => type === 'document'))) {
        throw new ModelFailure('rejected', `${model.modelId} was given a PDF, and is not said to read them.`);
      }
      const stage: { now: 'asking' | 'answering' } = { now: 'asking' };
      try {
        signal.throwIfAborted();
        const stream = await streamOf(model, { ...sdkRequest(request, options), abortSignal: signal });
        stage.now = 'answering';
        yield* events(stream, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw modelFailure(error, request, stage.now);
      }
    },
  };
}

async function streamOf(
  model: LanguageModelV4 | LanguageModelV3,
  request: LanguageModelV4CallOptions,
): Promise<ReadableStream<Part>> {
  const { stream } =
    model.specificationVersion === 'v4'
      ? await model.doStream(request)
      : await model.doStream(requestOfVersion3(request));
  return stream;
}

async function* events(stream: ReadableStream<Part>, signal: AbortSignal): AsyncIterable<ModelEvent> {
  const calls = new ToolCalls();
  for await (const part of parts(stream, signal)) {
    if (part.type === 'text-delta' && part.delta !== '') yield { type: 'text', text: part.delta };
    else if (part.type === 'error') throw part.error;
    else if (part.type === 'finish') {
      // Held until now, since a provider may make a whole call of one that was cut.
      yield* ending(part, calls);
      return;
    } else calls.take(part);
  }
  throw new ModelFailure('cut', 'The stream ended without its end.');
}

function* ending({ finishReason, usage }: Extract<Part, { type: 'finish' }>, calls: ToolCalls): Iterable<ModelEvent> {
  const { unified, raw } = finishReason;
  const named = REASONS[unified] ?? (unified === 'other' && raw !== undefined ? reasonOfWord(raw) : undefined);
  if (named === undefined) {
    throw new ModelFailure(
      'cut',
      raw === undefined || unified === 'interrupted'
        ? 'The stream ended without its end.'
        : `The model ended for an unknown reason: ${raw.slice(0, 60)}.`,
    );
  }
  // Calls of an answer that was stopped may be halves, and a half without arguments looks like a whole one.
  const whole = named === 'end' || named === 'tool_calls' ? calls.whole() : [];
  if (named === 'tool_calls' && whole.length === 0)
    throw new ModelFailure('cut', 'The model ended to call tools, and no call came.');
  yield* whole;
  const counted = modelUsage(usage);
  if (counted !== undefined) yield { type: 'usage', ...counted };
  // Some local servers say `stop` after a tool call too.
  yield { type: 'finished', reason: whole.length > 0 ? 'tool_calls' : named };
}

/** The parts of a stream until it ends, which it does at an abort too. Whoever stops before ends the request. */
async function* parts(stream: ReadableStream<Part>, signal: AbortSignal): AsyncIterable<Part> {
  const reader = stream.getReader();
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      finished = value.type === 'finish';
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    // After its end the body is read out rather than cancelled, or the connection could not serve the next request.
    if (finished) void reader.read().then(cancel, () => undefined);
    else cancel();
  }
}

/** Gathers each call from its pieces, its whole, or both, in the order in which they began. */
class ToolCalls {
  readonly #calls = new Map<
    string,
    { readonly name: string; json: string; ended: boolean; readonly plain?: boolean }
  >();

  take(part: Part): void {
    // What the vendor itself runs is nobody's to answer here.
    if ('providerExecuted' in part && part.providerExecuted === true) return;
    if (part.type === 'tool-input-start')
      this.#calls.set(
        part.id,
        this.#calls.get(part.id) ?? {
          name: part.toolName,
          json: '',
          ended: false,
          plain: 'inputEncoding' in part && part.inputEncoding === 'text',
        },
      );
    else if (part.type === 'tool-call')
      this.#calls.set(part.toolCallId, { name: part.toolName, json: part.input, ended: true });
    else if (part.type === 'tool-input-delta' || part.type === 'tool-input-end') this.#grow(part);
  }

  whole(): ModelEvent[] {
    const calls = [...this.#calls];
    const open = calls.find(([, { ended }]) => !ended);
    if (open !== undefined) throw new ModelFailure('cut', 'The answer ended within a tool call.');
    // A tool without arguments is often called with nothing at all.
    return calls.map(([id, { name, json }]) => ({
      type: 'tool_call',
      id,
      name,
      json: json.trim() === '' ? '{}' : json,
    }));
  }

  #grow(part: Extract<Part, { type: 'tool-input-delta' | 'tool-input-end' }>): void {
    const call = this.#calls.get(part.id);
    if (call === undefined || call.ended) return;
    if (part.type === 'tool-input-delta') call.json += part.delta;
    else {
      // Pieces of plain text are one JSON string when they are whole.
      if (call.plain === true) call.json = JSON.stringify(call.json);
      call.ended = true;
    }
  }
}

/** Undefined where the vendor counted nothing: a guess would be in the ledger as a fact. */
function modelUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): ModelUsage | undefined {
  if (inputTokens.total === undefined && outputTokens.total === undefined) return undefined;
  return {
    inputTokens: inputTokens.total ?? 0,
    outputTokens: outputTokens.total ?? 0,
    ...defined({ cachedInputTokens: inputTokens.cacheRead }),
  };
}
