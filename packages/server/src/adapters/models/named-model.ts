import type { Model } from '../../core/engine/model.ts';
import { defined } from '../../core/kernel/defined.ts';
import type { ModelName } from '../../model-name.ts';
import { anthropicModel } from './anthropic.ts';
import { bedrockModel, regionalModelId } from './bedrock.ts';
import { openAiCompatibleModel } from './openai-compatible.ts';

/** What models need besides their names. */
export type ModelSettings = {
  readonly anthropic: { readonly apiKey?: string; readonly baseUrl?: string };
  readonly openAi: { readonly apiKey?: string };
  readonly bedrock: {
    /** `us`, `eu`, `apac`, `global`, …: put in front of a model's id, where Bedrock asks for an inference profile. */
    readonly regionPrefix?: string;
    readonly region?: string;
    readonly guardrail?: { readonly id: string; readonly version: string };
  };
};

/**
 * The model of a name; `undefined` for the rule engine, which uses none. Throws one line where a package or a key is
 * missing.
 */
export async function namedModel(
  name: ModelName,
  { anthropic, openAi, bedrock }: ModelSettings,
): Promise<Model | undefined> {
  switch (name.provider) {
    case 'rehearsal':
      return undefined;
    case 'openai-compatible':
      return openAiCompatibleModel({ model: name.model, baseUrl: name.baseUrl, ...defined({ apiKey: openAi.apiKey }) });
    case 'anthropic': {
      const { apiKey, baseUrl } = anthropic;
      if (apiKey === undefined) throw new Error('Configuration: ANTHROPIC_API_KEY is needed for a model of Anthropic');
      return anthropicModel({ model: name.model, apiKey, ...defined({ baseUrl }) });
    }
    case 'bedrock': {
      const { regionPrefix, region, guardrail } = bedrock;
      return bedrockModel({
        modelId: regionPrefix === undefined ? name.model : regionalModelId(name.model, regionPrefix),
        ...defined({ region, guardrail }),
      });
    }
  }
}
