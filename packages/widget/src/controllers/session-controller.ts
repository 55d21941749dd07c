import type { Chat, EmbedConfig, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import type { ControllerHost, KeyValueStore } from './host.ts';
import { postingFacts, postingKey } from './posting-facts.ts';
import type { PostingFacts } from './posting-facts.ts';
import { isRefusal, troubleFrom } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** The part of the client that beginning and ending need. */
export type SessionClient = {
  readonly chats: Pick<InterviewPrep['chats'], 'create' | 'get'>;
  readonly postings: Pick<InterviewPrep['postings'], 'create'>;
  readonly consents: Pick<InterviewPrep['consents'], 'record'>;
  readonly embed: Pick<InterviewPrep['embed'], 'config'>;
  readonly me: Pick<InterviewPrep['me'], 'erase'>;
};

/** Where the candidate is. `refused` is for the one who embeds, `unavailable` passes. */
export type SessionState =
  | { readonly name: 'loading' }
  | { readonly name: 'welcome'; readonly trouble?: Trouble }
  | { readonly name: 'starting' }
  | { readonly name: 'practising'; readonly chat: Chat }
  | { readonly name: 'erased' }
  | { readonly name: 'refused'; readonly trouble: Trouble }
  | { readonly name: 'unavailable'; readonly trouble: Trouble };

export type SessionControllerOptions = {
  readonly client: SessionClient;
  readonly storage: KeyValueStore;
  readonly posting?: PostingSource | undefined;
  readonly config?: EmbedConfig | undefined;
  readonly locale?: string | undefined;
  /** Shows the chat; what it throws is shown as a failure to begin. */
  readonly openChat: (chat: Chat) => Promise<void>;
  readonly onTrouble?: (trouble: Trouble) => void;
};

type Kept = { chatId: string; postingId?: string; title?: string; company?: string };

/** From the first screen to the chat of this posting, and back to nothing. */
export class SessionController {
  state: SessionState = { name: 'loading' };
  config: EmbedConfig | undefined;
  facts: PostingFacts;
  postingId: string | undefined;
  readonly #host: ControllerHost;
  readonly #options: SessionControllerOptions;
  readonly #storageKey: string;

  constructor(host: ControllerHost, options: SessionControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.config = options.config;
    this.facts = postingFacts(options.posting);
    this.#storageKey = `chat:${postingKey(options.posting)}`;
  }

  /** Whether this browser remembers a chat about this posting. The server may have let it go. */
  get isKept(): boolean {
    return this.#kept() !== undefined;
  }

  /** Goes on where the candidate was in this browser, or shows the first screen. */
  async open(): Promise<void> {
    await this.#step({ name: 'loading' }, async () => {
      this.config ??= await this.#options.client.embed.config();
      const kept = this.#kept();
      const chat = kept && (await this.#restored(kept));
      if (chat === undefined) return { name: 'welcome' };
      const { title, company } = kept ?? {};
      this.postingId = chat.postingId;
      this.facts = { ...this.facts, ...(title !== undefined && { title }), ...(company !== undefined && { company }) };
      return this.#practise(chat);
    });
  }

  /** Records the consent, hands in the posting and begins a chat. */
  async start(): Promise<void> {
    const { config } = this;
    if (config === undefined || this.state.name === 'starting') return;
    await this.#step({ name: 'starting' }, async () => {
      await this.#options.client.consents.record({ kind: 'practice', textVersion: config.disclosure.version });
      return this.#practise(await this.#newChat());
    });
  }

  /** Begins another chat about the same posting. The earlier one is kept by the server. */
  async startOver(): Promise<void> {
    this.#options.storage.remove(this.#storageKey);
    await this.#step({ name: 'starting' }, async () => this.#practise(await this.#newChat()));
  }

  /** Asks again what the coach offers; an earlier answer stays when that fails. */
  async refresh(): Promise<void> {
    const { state } = this;
    if (state.name !== 'practising') return;
    try {
      const chat = await this.#options.client.chats.get(state.chat.id);
      if (this.state === state) this.#go({ name: 'practising', chat });
    } catch {
      // What was offered before still works.
    }
  }

  /** Deletes everything the server keeps about the candidate. Throws when that failed. */
  async erase(): Promise<void> {
    await this.#options.client.me.erase();
    this.forget();
    this.#go({ name: 'erased' });
  }

  /** Leaves the chat of this browser behind; the first screen comes next. */
  forget(): void {
    this.#options.storage.remove(this.#storageKey);
    this.postingId = undefined;
  }

  /** Shows the first screen, for a candidate who has to agree again. */
  welcome(): void {
    this.#go({ name: 'welcome' });
  }

  async #newChat(): Promise<Chat> {
    const { client, posting, locale, storage } = this.#options;
    if (this.postingId === undefined && posting !== undefined) {
      const { id, title, company } = await client.postings.create({ source: posting });
      this.postingId = id;
      this.facts = company === undefined ? { ...this.facts, title } : { title, company };
    }
    const chat = await client.chats.create({
      ...(this.postingId !== undefined && { postingId: this.postingId }),
      ...(locale !== undefined && { locale }),
    });
    storage.set(this.#storageKey, JSON.stringify({ chatId: chat.id, ...this.facts } satisfies Kept));
    return chat;
  }

  async #practise(chat: Chat): Promise<SessionState> {
    const opening = this.#options.openChat(chat);
    this.#go({ name: 'practising', chat });
    await opening;
    return { name: 'practising', chat };
  }

  async #restored({ chatId }: Kept): Promise<Chat | undefined> {
    try {
      return await this.#options.client.chats.get(chatId);
    } catch (thrown) {
      if (troubleFrom(thrown).status !== 404) throw thrown;
      this.#options.storage.remove(this.#storageKey);
      return undefined;
    }
  }

  #kept(): Kept | undefined {
    try {
      const kept: unknown = JSON.parse(this.#options.storage.get(this.#storageKey) ?? 'null');
      if (typeof kept !== 'object' || kept === null || !('chatId' in kept) || typeof kept.chatId !== 'string')
        return undefined;
      return { chatId: kept.chatId, ...textOf(kept, 'title'), ...textOf(kept, 'company') };
    } catch {
      return undefined;
    }
  }

  async #step(meanwhile: SessionState, work: () => Promise<SessionState>): Promise<void> {
    this.#go(meanwhile);
    try {
      this.#go(await work());
    } catch (thrown) {
      const trouble = troubleFrom(thrown);
      if (isRefusal(trouble)) this.#go({ name: 'refused', trouble });
      else
        this.#go(
          meanwhile.name === 'starting' || trouble.code === 'consent_required'
            ? { name: 'welcome', trouble }
            : { name: 'unavailable', trouble },
        );
      this.#options.onTrouble?.(trouble);
    }
  }

  #go(state: SessionState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

function textOf(from: object, name: string): Record<string, string> {
  const value = new Map(Object.entries(from)).get(name);
  return typeof value === 'string' ? { [name]: value } : {};
}
