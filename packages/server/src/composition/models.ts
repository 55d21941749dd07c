/** The language models that an adopter can create, each for one vendor's protocol. */
export { type AiSdkOptions, aiSdkModel } from '../adapters/models/ai-sdk.ts';
export { type AnthropicOptions, anthropicModel } from '../adapters/models/anthropic.ts';
export { type BedrockOptions, bedrockModel } from '../adapters/models/bedrock.ts';
export { type OpenAiCompatibleOptions, openAiCompatibleModel } from '../adapters/models/openai-compatible.ts';
