import { describe, expect, it } from 'vitest';
import { providerOfAddress, providerOfSdkName } from './provider-names.ts';

describe('the name of a provider', () => {
  it.each([
    ['anthropic.messages', 'anthropic'],
    ['openai.responses', 'openai'],
    ['amazon-bedrock', 'aws.bedrock'],
    ['google.generative-ai', 'gcp.gemini'],
    ['google.vertex.chat', 'gcp.vertex_ai'],
    ['azure.chat', 'azure.ai.openai'],
    ['mistral.chat', 'mistral_ai'],
    ['my-own', 'my-own'],
  ])('of the AI SDK’s %s is %s', (name, provider) => {
    expect(providerOfSdkName(name)).toBe(provider);
  });

  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://mine.openai.azure.com/openai/v1', 'azure.ai.openai'],
    ['https://api.groq.com/openai/v1', 'groq'],
    ['http://127.0.0.1:11434/v1', 'openai_compatible'],
    ['https://gateway.example/openai.azure.com', 'openai_compatible'],
    ['https://api.openai.com.example/v1', 'openai_compatible'],
    ['nonsense', 'openai_compatible'],
  ])('behind %s is %s', (address, provider) => {
    expect(providerOfAddress(address)).toBe(provider);
  });
});
