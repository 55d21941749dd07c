import { defined } from '../kernel/defined.ts';
import { contentText, failureName, noTracer, type Attributes, type Span, type Tracer } from '../kernel/tracer.ts';
import {
  type Model,
  type ModelBlock,
  type ModelEvent,
  ModelFailure,
  type ModelMessage,
  type ModelRequest,
} from './model.ts';

/** How a request is traced: `parent` is the work it is for. */
export type Tracing = { readonly signal: AbortSignal; readonly tracer: Tracer; readonly parent?: Span };

/** In the words of https://opentelemetry.io/docs/specs/semconv/gen-ai/. */
const FINISH_REASONS = { end: 'stop', tool_calls: 'tool_call', length: 'length', filtered: 'content_filter' } as const;

/**
 * One request to a model, as a span. It ends when the stream does, also where its reader leaves or the signal aborts. What
 * people and models say stands in it only where the tracer asks for content; the bytes of documents never do.
 */
export function tracedStream(
  model: Model,
  request: ModelRequest,
  { signal, tracer, parent }: Tracing,
): AsyncIterable<ModelEvent> {
  // A wrapper costs time with every token, which is wasted without a tracer.
  if (tracer === noTracer) return model.stream(request, signal);
  return watched(model, request, { signal, tracer, ...defined({ parent }) });
}

async function* watched(
  model: Model,
  request: ModelRequest,
  { signal, tracer, parent }: Tracing,
): AsyncGenerator<ModelEvent> {
  const span = tracer.begin(`chat ${model.id}`, {
    kind: 'client',
    attributes: requestAttributes(model, request),
    ...defined({ parent }),
  });
  if (tracer.withContent) span.set(inputContent(request));
  const said = tracer.withContent ? new RecordedOutput() : undefined;
  let failure: string | undefined = 'abandoned';
  try {
    for await (const event of model.stream(request, signal)) {
      said?.add(event);
      if (event.type === 'usage') span.set(usageAttributes(event));
      if (event.type === 'finished') {
        span.set({ 'gen_ai.response.finish_reasons': [FINISH_REASONS[event.reason]] });
        failure = undefined;
      }
      yield event;
    }
    if (failure !== undefined) failure = 'cut';
  } catch (thrown) {
    failure = thrown instanceof ModelFailure ? thrown.kind : failureName(thrown);
    throw thrown;
  } finally {
    if (said !== undefined) span.set({ 'gen_ai.output.messages': contentText([said.message()]) });
    if (failure !== undefined && signal.aborted) failure = failureName(signal.reason);
    span.end(defined({ failure }));
  }
}

function requestAttributes(
  { id, provider }: Model,
  { maxOutputTokens, temperature, answer }: ModelRequest,
): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': id,
    'gen_ai.request.max_tokens': maxOutputTokens,
    'gen_ai.request.stream': true,
    'gen_ai.output.type': answer === undefined ? 'text' : 'json',
    ...defined({ 'gen_ai.request.temperature': temperature }),
  };
}

function usageAttributes({
  inputTokens,
  outputTokens,
  cachedInputTokens,
}: Extract<ModelEvent, { type: 'usage' }>): Attributes {
  return {
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
    ...defined({ 'gen_ai.usage.cache_read.input_tokens': cachedInputTokens }),
  };
}

function inputContent({ system, messages, tools }: ModelRequest): Attributes {
  return {
    'gen_ai.system_instructions': contentText([{ type: 'text', content: system }]),
    'gen_ai.input.messages': contentText(messages.map(messageContent)),
    ...(tools.length === 0
      ? {}
      : {
          'gen_ai.tool.definitions': contentText(
            tools.map(({ name, description, inputSchema }) => ({
              type: 'function',
              name,
              description,
              parameters: inputSchema,
            })),
          ),
        }),
  };
}

function messageContent({ role, blocks }: ModelMessage) {
  return { role: blocks.some(({ type }) => type === 'tool_result') ? 'tool' : role, parts: blocks.map(partOf) };
}

function partOf(block: ModelBlock) {
  switch (block.type) {
    case 'text':
      return { type: 'text', content: block.text };
    case 'document':
      return { type: 'document', mime_type: block.mediaType, bytes: block.bytes.byteLength };
    case 'tool_call':
      return { type: 'tool_call', id: block.id, name: block.name, arguments: block.args };
    case 'tool_result':
      return { type: 'tool_call_response', id: block.id, response: block.text };
  }
}

/** Records what a model wrote, for the one message of its span. */
class RecordedOutput {
  readonly #calls: object[] = [];
  #text = '';
  #finish = 'error';

  add(event: ModelEvent): void {
    if (event.type === 'text') this.#text += event.text;
    if (event.type === 'tool_call')
      this.#calls.push({ type: 'tool_call', id: event.id, name: event.name, arguments: event.json });
    if (event.type === 'finished') this.#finish = FINISH_REASONS[event.reason];
  }

  message() {
    const parts = [...(this.#text === '' ? [] : [{ type: 'text', content: this.#text }]), ...this.#calls];
    return { role: 'assistant', parts, finish_reason: this.#finish };
  }
}
