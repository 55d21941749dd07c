import type { Chat, EmbedConfig, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import { clientTokenError } from './client-token-error.ts';
import { defined } from './defined.ts';
import type { ControllerHost, KeyValueStore } from './host.ts';
import { postingSummary, postingKeys, summaryOf } from './posting-summary.ts';
import type { PostingSummary } from './posting-summary.ts';
import { isSetupError, uiErrorFrom } from './ui-error.ts';
import type { UiError } from './ui-error.ts';

/** The part of the SDK client that starting and erasing need. */
export type SessionClient = {
  readonly chats: Pick<InterviewPrep['chats'], 'create' | 'get'>;
  readonly postings: Pick<InterviewPrep['postings'], 'create'>;
  readonly consents: Pick<InterviewPrep['consents'], 'record'>;
  readonly embed: Pick<InterviewPrep['embed'], 'config'>;
  readonly me: Pick<InterviewPrep['me'], 'erase'>;
};

/** State of the widget. `refused` can only be fixed by the site owner, `unavailable` is temporary. */
export type SessionState =
  | { readonly name: 'loading' }
  | { readonly name: 'welcome'; readonly error?: UiError }
  | { readonly name: 'starting' }
  | { readonly name: 'practising'; readonly chat: Chat }
  | { readonly name: 'erased' }
  | { readonly name: 'refused'; readonly error: UiError }
  | { readonly name: 'unavailable'; readonly error: UiError };

export type SessionControllerOptions = {
  readonly client: SessionClient;
  readonly storage: KeyValueStore;
  readonly posting?: PostingSource | undefined;
  readonly config?: EmbedConfig | undefined;
  readonly locale?: string | undefined;
  /** Opens the chat in the view. What it throws is shown as a failure to start. */
  readonly openChat: (chat: Chat) => Promise<void>;
  /** `cause` is an error of the SDK, or a `ClientTokenError`. */
  readonly onError?: (error: UiError, cause: unknown) => void;
};

type SavedChat = { chatId: string; postingId?: string; title?: string; company?: string };

/** Starts, restores and erases the chat about one posting. */
export class SessionController {
  state: SessionState = { name: 'loading' };
  config: EmbedConfig | undefined;
  postingSummary: PostingSummary;
  postingId: string | undefined;
  /** The server does not take the posting of the page: the candidate continues without it, or with a pasted advert. */
  postingRefused = false;
  readonly #host: ControllerHost;
  readonly #options: SessionControllerOptions;
  readonly #storageKeys: readonly [string, string];

  constructor(host: ControllerHost, options: SessionControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.config = options.config;
    this.postingSummary = postingSummary(options.posting);
    this.#storageKeys = postingKeys(options.posting);
  }

  /** Whether this browser has stored a chat about this posting. The server may have deleted it. */
  get hasSavedChat(): boolean {
    return this.#savedChat() !== undefined;
  }

  /** Restores the chat stored in this browser, or shows the start screen. */
  async open(): Promise<void> {
    await this.#run({ name: 'loading' }, async () => {
      this.config ??= await this.#options.client.embed.config();
      const saved = this.#savedChat();
      const chat = saved && (await this.#loadSavedChat(saved));
      if (chat === undefined) return { name: 'welcome' };
      const { title, company } = saved ?? {};
      this.postingId = chat.postingId;
      this.postingSummary = { ...this.postingSummary, ...defined({ title, company }) };
      return this.#openChat(chat);
    });
  }

  /** Records consent, creates the posting and starts a chat. `pasted` is used where the page has no posting. */
  async start(pasted?: PostingSource): Promise<void> {
    const { config } = this;
    if (config === undefined || this.state.name === 'starting') return;
    await this.#run({ name: 'starting' }, async () => {
      await this.#options.client.consents.record({ kind: 'practice', textVersion: config.disclosure.version });
      return this.#openChat(await this.#newChat(pasted));
    });
  }

  /** Starts another chat about the same posting. The server keeps the earlier one. */
  async startOver(): Promise<void> {
    this.#forgetChat();
    await this.#run({ name: 'starting' }, async () => this.#openChat(await this.#newChat()));
  }

  /** Reloads the suggested prompts of the chat; keeps the current ones when that fails. */
  async refresh(): Promise<void> {
    const { state } = this;
    if (state.name !== 'practising') return;
    try {
      const chat = await this.#options.client.chats.get(state.chat.id);
      if (this.state === state) this.#setState({ name: 'practising', chat });
    } catch {
      // The current prompts still work.
    }
  }

  /** Deletes all data about the candidate on the server. Throws when that failed. */
  async erase(): Promise<void> {
    await this.#options.client.me.erase();
    this.forget();
    this.#setState({ name: 'erased' });
  }

  /** Removes the chat stored in this browser, so that the start screen is shown next. */
  forget(): void {
    this.#forgetChat();
    this.postingId = undefined;
  }

  /** Shows the start screen, for example because consent is required again. */
  showWelcome(): void {
    this.#setState({ name: 'welcome' });
  }

  async #newChat(pasted?: PostingSource): Promise<Chat> {
    const { client, locale, storage } = this.#options;
    const posting = (this.postingRefused ? undefined : this.#options.posting) ?? pasted;
    // A token that is for one posting creates no other, whatever the page shows.
    this.postingId ??= this.config?.postingId;
    if (this.postingId === undefined && posting !== undefined) {
      const { id, title, company } = await client.postings.create({ source: posting });
      this.postingId = id;
      this.postingSummary = company === undefined ? { ...this.postingSummary, title } : { title, company };
    }
    const chat = await client.chats.create(defined({ postingId: this.postingId, locale }));
    this.postingSummary = { ...this.postingSummary, ...defined({ title: chat.title }) };
    storage.set(this.#storageKeys[0], JSON.stringify({ chatId: chat.id, ...this.postingSummary } satisfies SavedChat));
    return chat;
  }

  async #openChat(chat: Chat): Promise<SessionState> {
    const opening = this.#options.openChat(chat);
    this.#setState({ name: 'practising', chat });
    await opening;
    return { name: 'practising', chat };
  }

  async #loadSavedChat({ chatId }: SavedChat): Promise<Chat | undefined> {
    try {
      return await this.#options.client.chats.get(chatId);
    } catch (thrown) {
      if (uiErrorFrom(thrown).status !== 404) throw thrown;
      this.forget();
      return undefined;
    }
  }

  #forgetChat(): void {
    for (const key of this.#storageKeys) this.#options.storage.remove(key);
  }

  #savedChat(): SavedChat | undefined {
    try {
      const { storage } = this.#options;
      const [key, before] = this.#storageKeys;
      const saved: Record<string, unknown> = Object(JSON.parse(storage.get(key) ?? storage.get(before) ?? '0'));
      const { chatId } = saved;
      return typeof chatId === 'string' ? { chatId, ...summaryOf(saved) } : undefined;
    } catch {
      return undefined;
    }
  }

  async #run(pendingState: SessionState, work: () => Promise<SessionState>): Promise<void> {
    this.#setState(pendingState);
    try {
      this.#setState(await work());
    } catch (thrown) {
      const cause = clientTokenError(thrown);
      const error = uiErrorFrom(cause);
      if (isSetupError(error)) this.#setState({ name: 'refused', error });
      else if (pendingState.name === 'starting') this.#setState({ name: 'welcome', error: this.#startError(error) });
      else this.#setState({ name: error.code === 'consent_required' ? 'welcome' : 'unavailable', error });
      this.#options.onError?.(error, cause);
    }
  }

  /** The detail is for developers, except why an address has no posting. */
  #startError(error: UiError): UiError {
    if (this.postingId || !/^4(00|13|22)$/.test(`${error.status}`)) return error;
    this.postingRefused = true;
    return error.code.startsWith('posting') ? error : { ...error, code: 'posting_refused', detail: '' };
  }

  #setState(state: SessionState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
