import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import type { Model, ModelEvent, ModelRequest } from '../../core/engine/model.ts';
import { SMALL_REQUEST } from '../../core/engine/test-model-script.ts';

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/** An AI SDK model that gives these parts and keeps what it was asked. Its stream stays open at `'hang'`. */
export function partsModel(
  parts: readonly (LanguageModelV4StreamPart | 'hang')[],
): LanguageModelV4 & { readonly asked: LanguageModelV4CallOptions[]; readonly cancelled: unknown[] } {
  const asked: LanguageModelV4CallOptions[] = [];
  const cancelled: unknown[] = [];
  return {
    specificationVersion: 'v4',
    provider: 'vendor.chat',
    modelId: 'small',
    supportedUrls: {},
    asked,
    cancelled,
    doGenerate: () => Promise.reject(new Error('Only streams are asked for.')),
    async doStream(options) {
      asked.push(options);
      const left = [...parts];
      const stream = new ReadableStream<LanguageModelV4StreamPart>(
        {
          pull(controller) {
            const part = left.shift();
            if (part === 'hang') return new Promise(() => undefined);
            if (part === undefined) controller.close();
            else controller.enqueue(part);
            return undefined;
          },
          cancel: (reason) => void cancelled.push(reason),
        },
        { highWaterMark: 0 },
      );
      return { stream };
    },
  };
}

/** The same of the specification before, version 3. */
export function olderModel(
  parts: readonly LanguageModelV3StreamPart[],
): LanguageModelV3 & { readonly asked: LanguageModelV3CallOptions[] } {
  const asked: LanguageModelV3CallOptions[] = [];
  return {
    specificationVersion: 'v3',
    provider: 'vendor.chat',
    modelId: 'small',
    supportedUrls: {},
    asked,
    doGenerate: () => Promise.reject(new Error('Only streams are asked for.')),
    async doStream(options) {
      asked.push(options);
      const stream = new ReadableStream<LanguageModelV3StreamPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          controller.close();
        },
      });
      return { stream };
    },
  };
}

/** An AI SDK model whose request fails. */
export function failingModel(error: unknown): LanguageModelV4 {
  return { ...partsModel([]), doStream: () => Promise.reject(error) };
}

/** An end as the vendor named it; `raw` is left out where the provider made it up. */
export function finish(
  unified: Finish['finishReason']['unified'],
  { raw, input = 5, output = 3 }: { raw?: string; input?: number; output?: number } = {},
): Finish {
  return {
    type: 'finish',
    finishReason: { unified, raw },
    usage: {
      inputTokens: { total: input, noCache: input - 1, cacheRead: 1, cacheWrite: undefined },
      outputTokens: { total: output, text: output, reasoning: undefined },
    },
  };
}

export function texts(...deltas: readonly string[]): LanguageModelV4StreamPart[] {
  return [
    { type: 'text-start', id: '0' },
    ...deltas.map((delta) => ({ type: 'text-delta' as const, id: '0', delta })),
    { type: 'text-end', id: '0' },
  ];
}

/** All that a model says to a request. Throws what the model throws. */
export async function eventsOf(model: Model, request: ModelRequest = SMALL_REQUEST): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, new AbortController().signal)) events.push(event);
  return events;
}
