import { InterviewPrep } from '@interview-prep/sdk';
import type { KeyValueStore } from '../controllers/host.ts';
import { logSetupError } from './setup-error.ts';
import { setupAdviceFor, EmbedSessions } from './embed-sessions.ts';

/** What a page without a backend has. */
export type EmbedClientOptions = {
  readonly baseUrl: string;
  readonly publishableKey: string;
  readonly storage: KeyValueStore;
  readonly locale: string | undefined;
};

/** A client whose tokens come from embed sessions; the candidate is left behind when `host` says that everything was deleted. */
export function createEmbedClient(
  host: EventTarget,
  { baseUrl, publishableKey, storage, locale }: EmbedClientOptions,
): InterviewPrep {
  const sessions = new EmbedSessions({ keyClient: new InterviewPrep({ baseUrl, publishableKey }), storage, locale });
  host.addEventListener('ip-complete', (event) => {
    if (event instanceof CustomEvent && event.detail?.reason === 'erased') sessions.forget();
  });
  const getClientToken = async () => {
    try {
      return await sessions.getClientToken();
    } catch (error) {
      const advice = setupAdviceFor(error, location.origin);
      if (advice !== undefined) logSetupError(advice, error);
      throw error;
    }
  };
  return new InterviewPrep({ baseUrl, getClientToken });
}
