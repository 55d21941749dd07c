import type { Model } from '../../core/engine/model.ts';
import { aiSdkModel } from './ai-sdk.ts';
import { lazyModel } from './lazy-model.ts';
import { pdfLimits } from './limits/pdf-limits.ts';

export type AnthropicOptions = {
  readonly model: string;
  readonly apiKey: string;
  /** A gateway or proxy, with or without `/v1`. Without it, Anthropic's own address. */
  readonly baseUrl?: string;
};

const OWN_ADDRESS = 'https://api.anthropic.com';
const FACTS = { provider: 'anthropic', reads: { pdf: true, limits: pdfLimits.claude } } as const;

/**
 * Claude from Anthropic itself. It reads PDFs as they are, and keeps the tools and the system prompt for five minutes, so
 * that the next step of a turn pays a tenth for them.
 */
export function anthropicModel({ model, apiKey, baseUrl = OWN_ADDRESS }: AnthropicOptions): Model {
  return lazyModel({ id: model, ...FACTS }, async () => {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    // The address and the key are always given, or the package would look for them in the environment.
    const sdk = createAnthropic({ apiKey, baseURL: versioned(baseUrl) });
    return aiSdkModel(sdk(model), {
      ...FACTS,
      // Newer models use extended thinking by default. It would use up the few tokens of a decision, and a thinking
      // block must come back to Anthropic with the results of its tools, which our messages cannot hold.
      providerOptions: { anthropic: { thinking: { type: 'disabled' } } },
      cacheMark: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    });
  });
}

function versioned(address: string): string {
  const bare = address.replace(/\/+$/, '');
  return bare.endsWith('/v1') ? bare : `${bare}/v1`;
}
