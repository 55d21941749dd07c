import { InterviewPrep } from '@interview-prep/sdk';
import type { KeyValueStore } from '../controllers/host.ts';
import { EmbedSessions } from './embed-sessions.ts';

/** Options for a page without a backend. */
export type EmbedClientOptions = {
  readonly baseUrl: string;
  readonly publishableKey: string;
  readonly storage: KeyValueStore;
  readonly locale: string | undefined;
};

/**
 * Creates a client that gets its tokens from embed sessions. Starts as a new candidate after `host` fired `ip-complete`
 * with reason `erased`.
 */
export function createEmbedClient(
  host: EventTarget,
  { baseUrl, publishableKey, storage, locale }: EmbedClientOptions,
): InterviewPrep {
  const sessions = new EmbedSessions({ keyClient: new InterviewPrep({ baseUrl, publishableKey }), storage, locale });
  host.addEventListener('ip-complete', (event) => {
    if (event instanceof CustomEvent && event.detail?.reason === 'erased') sessions.forget();
  });
  return new InterviewPrep({ baseUrl, getClientToken: sessions.getClientToken });
}
