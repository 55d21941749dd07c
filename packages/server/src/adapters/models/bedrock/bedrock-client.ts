import type { BedrockRuntimeClient, BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime';
import { defined } from '../../../core/kernel/defined.ts';

/** How Bedrock is reached. What is left out is found as the AWS client finds it: environment, profile, role. */
export type BedrockSettings = {
  readonly region?: string;
  /** The address of a private endpoint or a gateway, instead of the region's own. */
  readonly endpoint?: string;
  readonly credentials?: NonNullable<BedrockRuntimeClientConfig['credentials']>;
};

/** The parts of the AWS package that are used. */
export type BedrockRuntime = Pick<
  typeof import('@aws-sdk/client-bedrock-runtime'),
  'BedrockRuntimeClient' | 'ConverseStreamCommand'
>;

const PACKAGE = '@aws-sdk/client-bedrock-runtime';
const shared: { readonly settings: BedrockSettings; readonly client: BedrockRuntimeClient }[] = [];

/** The AWS package, which an installation may lack. Throws one line that names it. */
export async function bedrockRuntime(
  load: () => Promise<BedrockRuntime> = () => import('@aws-sdk/client-bedrock-runtime'),
): Promise<BedrockRuntime> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new Error(`Models on Amazon Bedrock need the package ${PACKAGE}: npm install ${PACKAGE}`, { cause });
  }
}

/** One client for all models that are reached in the same way. Retries nothing by itself, whatever the environment says. */
export function sharedClient(
  { BedrockRuntimeClient }: BedrockRuntime,
  settings: BedrockSettings,
): BedrockRuntimeClient {
  const { region, endpoint, credentials } = settings;
  const known = shared.find(
    (one) =>
      one.settings.region === region && one.settings.endpoint === endpoint && one.settings.credentials === credentials,
  );
  if (known !== undefined) return known.client;
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    retryMode: 'standard',
    ...defined({ region, endpoint, credentials }),
  });
  shared.push({ settings: { ...settings }, client });
  return client;
}

/** Lets go of all clients of this process. Models that were made before can not be used any more. */
export function closeBedrock(): void {
  for (const { client } of shared.splice(0)) client.destroy();
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  'code' in thrown &&
  (thrown.code === 'ERR_MODULE_NOT_FOUND' || thrown.code === 'MODULE_NOT_FOUND');
