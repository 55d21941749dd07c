import { InterviewPrep } from '@interview-prep/sdk';
import { clientTokens } from './client-tokens.ts';
import type { ClientTokensOptions, TokenHost } from './client-tokens.ts';
import { createEmbedClient } from './embed-client.ts';
import type { EmbedClientOptions } from './embed-client.ts';

/** An element with what identifies its candidate. */
export type ClientHost = EventTarget &
  TokenHost & { readonly client: InterviewPrep | undefined; readonly publishableKey: string | undefined };

export type ClientOptions = Omit<EmbedClientOptions, 'baseUrl' | 'publishableKey'> &
  ClientTokensOptions & { readonly baseUrl: string | undefined };

/**
 * Creates a client from the page's own if it is one, from `getClientToken`, or else from the publishable key; `undefined` while none is
 * set.
 */
export function createClient(host: ClientHost, options: ClientOptions): InterviewPrep | undefined {
  const { client, publishableKey } = host;
  // The latest client answers, because frameworks create it anew at each render.
  if (client?.embed)
    return new Proxy(client, { get: (first, name): unknown => Reflect.get(host.client ?? first, name) });
  const { baseUrl } = options;
  if (baseUrl === undefined) return undefined;
  if (host.getClientToken) return new InterviewPrep({ baseUrl, getClientToken: clientTokens(host, options) });
  return publishableKey?.startsWith('ipk_')
    ? createEmbedClient(host, { ...options, baseUrl, publishableKey })
    : undefined;
}
