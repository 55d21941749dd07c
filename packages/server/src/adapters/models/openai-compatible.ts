import type { Model, ModelReads } from '../../core/engine/model.ts';
import { defined } from '../../core/kernel/defined.ts';
import { aiSdkModel } from './ai-sdk.ts';
import { lazyModel } from './lazy-model.ts';
import { dialectFetch } from './openai-stream.ts';
import { providerOfAddress } from './provider-names.ts';

export type OpenAiCompatibleOptions = {
  readonly model: string;
  /** Up to and without `/chat/completions`; for most servers it ends with `/v1`. */
  readonly baseUrl: string;
  /** Most local servers ask for none. */
  readonly apiKey?: string;
  /**
   * Whether answers may be asked for by their schema (`json_schema`). Otherwise JSON is asked for (`json_object`), which
   * more servers know, and the schema is added to the system prompt.
   */
  readonly structuredOutputs?: boolean;
  /** Whether the model can be given a PDF as a file. Few can over this protocol. */
  readonly reads?: ModelReads;
};

/**
 * A model served by OpenAI's chat completions protocol as other servers implement them: Ollama, vLLM, llama.cpp, a
 * gateway, OpenAI itself.
 */
export function openAiCompatibleModel({
  model,
  baseUrl,
  apiKey,
  structuredOutputs = false,
  reads = { pdf: false },
}: OpenAiCompatibleOptions): Model {
  const provider = providerOfAddress(baseUrl);
  // The well-known vendors keep the thoughts of their models apart.
  const mayThinkAloud = provider === 'openai_compatible';
  return lazyModel({ id: model, provider, reads, mayThinkAloud }, async () => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const sdk = createOpenAICompatible({
      name: 'openaiCompatible',
      baseURL: baseUrl,
      ...defined({ apiKey }),
      includeUsage: true,
      fetch: dialectFetch,
      supportsStructuredOutputs: structuredOutputs,
      ...(provider === 'openai' ? { transformRequestBody: forOpenAi } : {}),
    });
    // Strict schemas may have no optional fields at OpenAI; ours do, and what comes is checked anyway.
    return aiSdkModel(sdk(model), {
      provider,
      reads,
      shapeInPrompt: !structuredOutputs,
      providerOptions: { openaiCompatible: { strictJsonSchema: false } },
    });
  });
}

/** OpenAI's newer models refuse the older name of the limit, which is the only one that local servers all know. */
function forOpenAi({ max_tokens: limit, ...body }: Record<string, unknown>): Record<string, unknown> {
  return { ...body, max_completion_tokens: limit };
}
