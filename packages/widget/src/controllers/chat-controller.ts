import type { Chat, InterviewPrep, TurnCreate, TurnEvent, RequestOptions } from '@interview-prep/sdk';
import { browserTimer } from './host.ts';
import type { ControllerHost, KeyValueStore, Timer } from './host.ts';
import { EMPTY_THREAD, advance } from './thread.ts';
import type { Thread } from './thread.ts';
import { isAbort, isOver, troubleFrom } from './trouble.ts';
import type { Trouble } from './trouble.ts';

type Stream = AsyncIterable<TurnEvent> & {
  readonly lastEventId: string | undefined;
  abort(options?: { keepTurn?: boolean }): void;
};

/** The part of the client that a conversation needs. */
export type ChatClient = {
  readonly chats: Pick<InterviewPrep['chats'], 'get' | 'pastEvents' | 'cancelTurn'> & {
    turn(chatId: string, body: TurnCreate, options?: RequestOptions): Stream;
    events(chatId: string, options?: { after?: string | undefined }): Stream;
  };
};

/** What the candidate sent and the server has not confirmed. `key` makes saying it again harmless. */
export type Pending = { readonly text: string; readonly key: string; readonly trouble?: Trouble };

export type ChatControllerOptions = {
  readonly client: ChatClient;
  readonly storage: KeyValueStore;
  /** Told of every event as it comes, not of those read again. */
  readonly onEvent?: (event: TurnEvent) => void;
  readonly onTrouble?: (trouble: Trouble) => void;
  readonly timer?: Timer;
  readonly newKey?: () => string;
};

/** After this long without a word the reader is told that the connection may be gone. */
const QUIET_MS = 10_000;

/** One conversation: its thread, what is being sent, the draft, and the way to stop. Loses nothing that was typed. */
export class ChatController {
  thread: Thread = EMPTY_THREAD;
  pending: Pending | undefined;
  /** Reading what was said before. */
  restoring = false;
  /** The stream says nothing: it may be cut, and resumes by itself. */
  quiet = false;
  /** The stream was given up in the middle of an answer; `resume` reads on. */
  lost = false;
  /** No more can be said here. */
  over: 'completed' | 'expired' | undefined;
  draft = '';
  readonly #host: ControllerHost;
  readonly #options: ChatControllerOptions;
  readonly #timer: Timer;
  #chat: Chat | undefined;
  #stream: Stream | undefined;
  #lastEventId: string | undefined;
  #stopQuietTimer = () => {};

  constructor(host: ControllerHost, options: ChatControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.#timer = options.timer ?? browserTimer;
  }

  /** Whether an answer is on its way. */
  get answering(): boolean {
    return this.#stream !== undefined || (this.pending !== undefined && this.pending.trouble === undefined);
  }

  get chat(): Chat | undefined {
    return this.#chat;
  }

  /** Shows a chat from its first event on, and follows the answer that is being made. Throws what the server refuses. */
  async open(chat: Chat): Promise<void> {
    const unsent = this.over ? this.#unsaid() : '';
    this.close();
    this.#chat = chat;
    this.thread = EMPTY_THREAD;
    this.#lastEventId = undefined;
    this.over = chat.state === 'active' ? undefined : chat.state;
    this.lost = false;
    this.draft = this.#options.storage.get(this.#draftKey) ?? unsent;
    this.restoring = true;
    this.#changed();
    try {
      await this.#catchUp();
    } finally {
      this.restoring = false;
      this.#changed();
    }
    this.#follow();
  }

  /** Reads on where the connection was lost. */
  async resume(): Promise<void> {
    if (!this.lost) return;
    this.lost = false;
    this.#changed();
    try {
      await this.#catchUp();
      this.#follow();
    } catch (thrown) {
      this.lost = true;
      this.#options.onTrouble?.(troubleFrom(thrown));
    }
    this.#changed();
  }

  /** Stops reading; the answer goes on at the server. */
  close(): void {
    const stream = this.#stream;
    this.#ended();
    this.pending = undefined;
    this.#chat = undefined;
    stream?.abort({ keepTurn: true });
  }

  write(draft: string): void {
    this.draft = draft;
    this.#keep();
    this.#changed();
  }

  /** Says something, after what did not arrive before. Empty words and words during an answer are not sent. */
  async send(text: string): Promise<void> {
    if (text.trim() === '' || this.answering || this.over || this.lost) return;
    const key = this.#options.newKey?.() ?? crypto.randomUUID();
    await this.#say({ text: [this.pending?.text ?? '', text.trim()].filter(Boolean).join('\n\n'), key });
  }

  /** Says again what did not arrive; what has arrived meanwhile is read instead. */
  async sendAgain(): Promise<void> {
    const { pending } = this;
    if (pending?.trouble === undefined) return;
    await this.#say({ text: pending.text, key: pending.key });
  }

  /** Stops the answer; what was said so far stays. */
  async stop(): Promise<void> {
    const { openTurnId } = this.thread;
    if (this.#chat === undefined || this.#stream === undefined) return;
    if (openTurnId === undefined) return this.#stream.abort();
    try {
      await this.#options.client.chats.cancelTurn(this.#chat.id, openTurnId);
    } catch {
      this.#stream?.abort();
    }
  }

  async #say(pending: Pending): Promise<void> {
    if (this.#chat === undefined) return;
    this.pending = pending;
    if (this.draft.trim() !== '' && pending.text.endsWith(this.draft.trim())) this.draft = '';
    this.#keep();
    this.#changed();
    await this.#read(
      this.#options.client.chats.turn(this.#chat.id, { text: pending.text }, { idempotencyKey: pending.key }),
    );
  }

  #follow(): void {
    if (this.#chat === undefined || this.thread.openTurnId === undefined || this.over) return;
    void this.#read(this.#options.client.chats.events(this.#chat.id, { after: this.#lastEventId }), true);
  }

  /** A turn's stream ends by itself. The log of a chat goes on, so its reader leaves when the turn is over. */
  async #read(stream: Stream, leaves = false): Promise<void> {
    this.#stream = stream;
    this.#listenForQuiet();
    try {
      for await (const event of stream) {
        if (this.#stream !== stream) return;
        this.#lastEventId = stream.lastEventId ?? this.#lastEventId;
        this.#take(event);
        this.#options.onEvent?.(event);
        this.#listenForQuiet();
        if (leaves && (event.type === 'done' || event.type === 'error')) break;
      }
      if (this.#stream === stream) this.#ended();
    } catch (thrown) {
      if (this.#stream === stream) this.#broken(thrown);
    }
    this.#changed();
  }

  #broken(thrown: unknown): void {
    this.#ended();
    if (isAbort(thrown)) {
      if (this.pending) this.#giveBack();
      return;
    }
    const trouble = troubleFrom(thrown);
    if (isOver(trouble)) this.over = trouble.code === 'session_expired' ? 'expired' : 'completed';
    if (this.pending) this.pending = { ...this.pending, trouble };
    else if (this.thread.openTurnId !== undefined) this.lost = true;
    if (trouble.code === 'turn_cancelled') return;
    this.#options.onTrouble?.(trouble);
  }

  /** Puts words that were called off before they arrived back under the candidate's hands. */
  #giveBack(): void {
    this.draft = this.#unsaid();
    this.pending = undefined;
  }

  #take(event: TurnEvent): void {
    if (event.type === 'message') {
      this.pending = undefined;
      this.#keep();
    }
    this.thread = advance(this.thread, event);
    this.#changed();
  }

  async #catchUp(): Promise<void> {
    const chat = this.#chat;
    if (chat === undefined) return;
    for (let after: string | null = this.#lastEventId ?? '0'; after !== null;) {
      const page: Awaited<ReturnType<ChatClient['chats']['pastEvents']>> = await this.#options.client.chats.pastEvents(
        chat.id,
        { after, limit: 100 },
      );
      if (this.#chat !== chat) return;
      let thread = this.thread;
      for (const { id, event } of page.data) {
        thread = advance(thread, event);
        this.#lastEventId = id;
      }
      this.thread = thread;
      after = page.nextCursor;
    }
  }

  #listenForQuiet(): void {
    this.#stopQuietTimer();
    this.quiet = false;
    this.#stopQuietTimer = this.#timer(() => {
      this.quiet = true;
      this.#changed();
    }, QUIET_MS);
  }

  #ended(): void {
    this.#stream = undefined;
    this.#stopQuietTimer();
    this.quiet = false;
  }

  get #draftKey(): string {
    return `draft:${this.#chat?.id}`;
  }

  /** Everything that was typed and has not arrived. */
  #unsaid(): string {
    return [this.pending?.text ?? '', this.draft].filter(Boolean).join('\n\n');
  }

  #keep(): void {
    const words = this.#unsaid();
    if (words === '') this.#options.storage.remove(this.#draftKey);
    else this.#options.storage.set(this.#draftKey, words);
  }

  #changed(): void {
    this.#host.requestUpdate();
  }
}
