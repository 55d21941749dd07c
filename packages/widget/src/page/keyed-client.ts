import { InterviewPrep } from '@interview-prep/sdk';
import type { KeyValueStore } from '../controllers/host.ts';
import { complain } from './attachment.ts';
import { adviceFor, EmbedSessions } from './embed-sessions.ts';

/** What a page without a backend has. */
export type KeyedClientOptions = {
  readonly baseUrl: string;
  readonly publishableKey: string;
  readonly storage: KeyValueStore;
  readonly locale: string | undefined;
};

/** A client whose tokens come from embed sessions; the candidate is left behind when `host` says that everything was deleted. */
export function keyedClient(
  host: EventTarget,
  { baseUrl, publishableKey, storage, locale }: KeyedClientOptions,
): InterviewPrep {
  const sessions = new EmbedSessions({ opener: new InterviewPrep({ baseUrl, publishableKey }), storage, locale });
  host.addEventListener('ip-complete', (event) => {
    if (event instanceof CustomEvent && event.detail?.reason === 'erased') sessions.forget();
  });
  const getClientToken = async () => {
    try {
      return await sessions.getClientToken();
    } catch (error) {
      const advice = adviceFor(error, location.origin);
      if (advice !== undefined) complain(advice, error);
      throw error;
    }
  };
  return new InterviewPrep({ baseUrl, getClientToken });
}
