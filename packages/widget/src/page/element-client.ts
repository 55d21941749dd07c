import { InterviewPrep } from '@interview-prep/sdk';
import type { GetClientToken } from '@interview-prep/sdk';
import { createEmbedClient } from './embed-client.ts';
import type { EmbedClientOptions } from './embed-client.ts';

/** Options from which an element creates its client. */
export type ClientCredentials = Omit<EmbedClientOptions, 'baseUrl' | 'publishableKey'> & {
  readonly baseUrl: string | undefined;
  readonly getClientToken: GetClientToken | undefined;
  readonly publishableKey: string | undefined;
};

/** Creates a client from `getClientToken`, or else from the publishable key; `undefined` while neither is set. */
export function createClient(
  host: EventTarget,
  { baseUrl, getClientToken, publishableKey, storage, locale }: ClientCredentials,
): InterviewPrep | undefined {
  if (baseUrl === undefined) return undefined;
  if (getClientToken !== undefined) return new InterviewPrep({ baseUrl, getClientToken });
  return publishableKey?.startsWith('ipk_')
    ? createEmbedClient(host, { baseUrl, publishableKey, storage, locale })
    : undefined;
}
