import { InterviewPrep, InterviewPrepError } from '@interview-prep/sdk';
import type { EmbedSession } from '@interview-prep/sdk';
import { defined } from '../controllers/defined.ts';
import type { KeyValueStore } from '../controllers/host.ts';

const CONTINUITY = 'continuity';

export type EmbedSessionsOptions = {
  /** A client with a publishable key. */
  readonly keyClient: { readonly embed: Pick<InterviewPrep['embed'], 'openSession'> };
  readonly storage: KeyValueStore;
  /** The origin of the page that contains the iframe. */
  readonly hostOrigin?: string | undefined;
  readonly locale?: string | undefined;
};

/** Opens embed sessions with a publishable key, one after another for the same candidate of this browser. */
export class EmbedSessions {
  readonly #options: EmbedSessionsOptions;
  #opened: Promise<EmbedSession> | undefined;

  constructor(options: EmbedSessionsOptions) {
    this.#options = options;
  }

  /** Opens a session. The next `getClientToken` returns its token, or its error. */
  open(): Promise<EmbedSession> {
    this.#opened = this.#open();
    return this.#opened;
  }

  /** The `getClientToken` of a client. */
  readonly getClientToken = async (): Promise<string> => {
    const opened = this.#opened ?? this.#open();
    this.#opened = undefined;
    return (await opened).clientToken;
  };

  /** Forgets the candidate: the next session creates a new one. */
  forget(): void {
    this.#options.storage.remove(CONTINUITY);
  }

  async #open(): Promise<EmbedSession> {
    const { storage } = this.#options;
    const continuity = storage.get(CONTINUITY) ?? undefined;
    let session: EmbedSession;
    try {
      session = await this.#request(continuity);
    } catch (error) {
      // A continuity value of an earlier version or another server must not lock the candidate out.
      const stale =
        continuity !== undefined &&
        error instanceof InterviewPrepError &&
        (error.status === 404 || error.status === 422);
      if (!stale) throw error;
      session = await this.#request(undefined);
    }
    storage.set(CONTINUITY, session.continuity);
    return session;
  }

  #request(continuity: string | undefined): Promise<EmbedSession> {
    const { keyClient, hostOrigin, locale } = this.#options;
    return keyClient.embed.openSession(defined({ hostOrigin, continuity, locale }));
  }
}
