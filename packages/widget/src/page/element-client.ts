import { InterviewPrep } from '@interview-prep/sdk';
import type { GetClientToken } from '@interview-prep/sdk';
import { keyedClient } from './keyed-client.ts';
import type { KeyedClientOptions } from './keyed-client.ts';

/** What an element was given to find out who the candidate is. */
export type ClientSource = Omit<KeyedClientOptions, 'baseUrl' | 'publishableKey'> & {
  readonly baseUrl: string | undefined;
  readonly getClientToken: GetClientToken | undefined;
  readonly publishableKey: string | undefined;
};

/** A client from the host's own tokens or else from its key; `undefined` while neither is set. */
export function clientFor(
  host: EventTarget,
  { baseUrl, getClientToken, publishableKey, storage, locale }: ClientSource,
): InterviewPrep | undefined {
  if (baseUrl === undefined) return undefined;
  if (getClientToken !== undefined) return new InterviewPrep({ baseUrl, getClientToken });
  return publishableKey?.startsWith('ipk_')
    ? keyedClient(host, { baseUrl, publishableKey, storage, locale })
    : undefined;
}
