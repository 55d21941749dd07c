/**
 * `gen_ai.provider.name` of OpenTelemetry's GenAI conventions, which have fixed values for the well-known and let others
 * name themselves.
 */

/** By the first words of how AI SDK providers call themselves: `anthropic.messages`, `google.vertex.chat`, … */
const BY_SDK_NAME: ReadonlyMap<string, string> = new Map([
  ['amazon-bedrock', 'aws.bedrock'],
  ['azure', 'azure.ai.openai'],
  ['azure-openai', 'azure.ai.openai'],
  ['google', 'gcp.gemini'],
  ['google.generative-ai', 'gcp.gemini'],
  ['google.vertex', 'gcp.vertex_ai'],
  ['mistral', 'mistral_ai'],
  ['xai', 'x_ai'],
]);

/**
 * By the host that a request goes to. A gateway elsewhere may forward to any vendor, so only the vendors' own hosts are
 * here.
 */
const BY_HOST: ReadonlyMap<string, string> = new Map([
  ['api.openai.com', 'openai'],
  ['api.anthropic.com', 'anthropic'],
  ['api.deepseek.com', 'deepseek'],
  ['api.groq.com', 'groq'],
  ['api.mistral.ai', 'mistral_ai'],
  ['api.perplexity.ai', 'perplexity'],
  ['api.x.ai', 'x_ai'],
  ['generativelanguage.googleapis.com', 'gcp.gemini'],
]);

/** The provider of an AI SDK model, from the name that it gives itself. */
export function providerOfSdkName(name: string): string {
  const [first = name, second] = name.split('.');
  return BY_SDK_NAME.get(`${first}.${second}`) ?? BY_SDK_NAME.get(first) ?? first;
}

/**
 * The provider of an address with OpenAI's protocol: `openai_compatible` where the host is not one of a known vendor.
 */
export function providerOfAddress(baseUrl: string): string {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  if (host.endsWith('.openai.azure.com')) return 'azure.ai.openai';
  return BY_HOST.get(host) ?? 'openai_compatible';
}
