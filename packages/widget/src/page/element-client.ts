import { InterviewPrep } from '@interview-prep/sdk';
import type { GetClientToken } from '@interview-prep/sdk';
import { createEmbedClient } from './embed-client.ts';
import type { EmbedClientOptions } from './embed-client.ts';

/** What an element was given to find out who the candidate is. */
export type ClientCredentials = Omit<EmbedClientOptions, 'baseUrl' | 'publishableKey'> & {
  readonly baseUrl: string | undefined;
  readonly getClientToken: GetClientToken | undefined;
  readonly publishableKey: string | undefined;
};

/** A client from the host's own tokens or else from its key; `undefined` while neither is set. */
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
