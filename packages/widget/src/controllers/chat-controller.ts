import type { Chat, InterviewPrep, TurnCreate, TurnEvent, RequestOptions } from '@interview-prep/sdk';
import { browserTimer } from './host.ts';
import type { ControllerHost, KeyValueStore, Timer } from './host.ts';
import { EMPTY_THREAD, applyEvent } from './thread.ts';
import type { Thread } from './thread.ts';
import { isAbortError, isChatEnded, uiErrorFrom } from './ui-error.ts';
import type { UiError } from './ui-error.ts';

type Stream = AsyncIterable<TurnEvent> & {
  readonly lastEventId: string | undefined;
  abort(options?: { keepTurn?: boolean }): void;
};

/** The part of the SDK client that a chat needs. */
export type ChatClient = {
  readonly chats: Pick<InterviewPrep['chats'], 'get' | 'pastEvents' | 'cancelTurn'> & {
    turn(chatId: string, body: TurnCreate, options?: RequestOptions): Stream;
    events(chatId: string, options?: { after?: string | undefined }): Stream;
  };
};

/**
 * A message that was sent and is not confirmed by the server yet. `key` is its idempotency key, so it can be sent again
 * safely.
 */
export type Pending = { readonly text: string; readonly key: string; readonly error?: UiError };

export type ChatControllerOptions = {
  readonly client: ChatClient;
  readonly storage: KeyValueStore;
  /** Called for every new event, but not for stored events that are loaded again. */
  readonly onEvent?: (event: TurnEvent) => void;
  readonly onError?: (error: UiError) => void;
  readonly timer?: Timer;
  readonly newKey?: () => string;
};

/** After this long without an event a notice says that the connection may be lost. */
const STALL_MS = 10_000;
/** How long after a lost reply it is first tried to go on; each further time twice as long, up to the other. */
const RECONNECT_MS = { first: 3_000, most: 48_000 } as const;

/** One chat: its thread, the unconfirmed message, the draft, and cancelling. Never loses text the candidate typed. */
export class ChatController {
  thread: Thread = EMPTY_THREAD;
  pending: Pending | undefined;
  /** Whether stored events are being loaded. */
  restoring = false;
  /** Whether the stream has been silent for a while. It may have lost its connection and reconnects by itself. */
  stalled = false;
  /** Whether the stream gave up in the middle of a reply. It is continued once the server answers, or by `reconnect`. */
  lost = false;
  /** Why no more messages can be sent; `undefined` while the chat is active. */
  endReason: 'completed' | 'expired' | undefined;
  draft = '';
  readonly #host: ControllerHost;
  readonly #options: ChatControllerOptions;
  readonly #timer: Timer;
  #chat: Chat | undefined;
  #stream: Stream | undefined;
  #lastEventId: string | undefined;
  #cancelStallTimer = () => {};
  #cancelReconnect = () => {};
  #reconnectMs: number = RECONNECT_MS.first;

  constructor(host: ControllerHost, options: ChatControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.#timer = options.timer ?? browserTimer;
  }

  /** Whether a reply is being requested or streamed. */
  get answering(): boolean {
    return this.#stream !== undefined || (this.pending !== undefined && this.pending.error === undefined);
  }

  get chat(): Chat | undefined {
    return this.#chat;
  }

  /** Loads all stored events of a chat and follows the reply in progress, if any. Throws when the server refuses. */
  async open(chat: Chat): Promise<void> {
    const unsent = this.endReason ? this.#unsentText() : '';
    this.close();
    this.#chat = chat;
    this.thread = EMPTY_THREAD;
    this.#lastEventId = undefined;
    this.endReason = chat.state === 'active' ? undefined : chat.state;
    this.lost = false;
    this.draft = this.#options.storage.get(this.#draftKey) ?? unsent;
    this.restoring = true;
    this.#requestUpdate();
    try {
      await this.#loadPastEvents();
    } finally {
      this.restoring = false;
      this.#requestUpdate();
    }
    this.#followOpenTurn();
  }

  /** Continues reading where the connection was lost. */
  async reconnect(): Promise<void> {
    if (!this.lost) return;
    this.#cancelReconnect();
    this.lost = false;
    this.stalled = true;
    this.#requestUpdate();
    const chat = this.#chat;
    try {
      await this.#loadPastEvents();
      if (this.#chat !== chat) return;
      this.stalled = false;
      this.#followOpenTurn();
    } catch (thrown) {
      if (this.#chat !== chat) return;
      const error = uiErrorFrom(thrown);
      this.stalled = false;
      this.#setLost(error);
      this.#options.onError?.(error);
    }
    this.#requestUpdate();
  }

  #setLost({ retryable }: UiError): void {
    this.lost = true;
    if (!retryable) return;
    this.#cancelReconnect = this.#timer(() => void this.reconnect(), this.#reconnectMs);
    this.#reconnectMs = Math.min(this.#reconnectMs * 2, RECONNECT_MS.most);
  }

  /** Stops reading; the server continues the reply. */
  close(): void {
    const stream = this.#stream;
    this.#cancelReconnect();
    this.#clearStream();
    this.pending = undefined;
    this.#chat = undefined;
    stream?.abort({ keepTurn: true });
  }

  setDraft(draft: string): void {
    this.draft = draft;
    this.#saveDraft();
    this.#requestUpdate();
  }

  /**
   * Sends a message, preceded by an earlier one that failed. Does nothing for blank text or while a reply is in
   * progress.
   */
  async send(text: string): Promise<void> {
    if (text.trim() === '' || this.answering || this.endReason || this.lost) return;
    const key = this.#options.newKey?.() ?? crypto.randomUUID();
    await this.#sendPending({ text: [this.pending?.text ?? '', text.trim()].filter(Boolean).join('\n\n'), key });
  }

  /** Sends the failed message again under the same idempotency key, so that it is not duplicated if it had arrived. */
  async resend(): Promise<void> {
    const { pending } = this;
    if (pending?.error === undefined) return;
    await this.#sendPending({ text: pending.text, key: pending.key });
  }

  /** Cancels the reply; text received so far is kept. */
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

  async #sendPending(pending: Pending): Promise<void> {
    if (this.#chat === undefined) return;
    this.pending = pending;
    if (this.draft.trim() !== '' && pending.text.endsWith(this.draft.trim())) this.draft = '';
    this.#saveDraft();
    this.#requestUpdate();
    await this.#readStream(
      this.#options.client.chats.turn(this.#chat.id, { text: pending.text }, { idempotencyKey: pending.key }),
    );
  }

  #followOpenTurn(): void {
    if (this.#chat === undefined || this.thread.openTurnId === undefined || this.endReason) return;
    void this.#readStream(this.#options.client.chats.events(this.#chat.id, { after: this.#lastEventId }), true);
  }

  /**
   * The stream of a turn ends by itself. The event log of a chat does not, so `stopsAtTurnEnd` leaves it at the end of
   * the turn.
   */
  async #readStream(stream: Stream, stopsAtTurnEnd = false): Promise<void> {
    this.#stream = stream;
    this.#restartStallTimer();
    try {
      for await (const event of stream) {
        if (this.#stream !== stream) return;
        this.#lastEventId = stream.lastEventId ?? this.#lastEventId;
        this.#applyEvent(event);
        this.#options.onEvent?.(event);
        this.#restartStallTimer();
        this.#reconnectMs = RECONNECT_MS.first;
        if (stopsAtTurnEnd && (event.type === 'done' || event.type === 'error')) break;
      }
      if (this.#stream === stream) this.#clearStream();
    } catch (thrown) {
      if (this.#stream === stream) this.#handleStreamError(thrown);
    }
    this.#requestUpdate();
  }

  #handleStreamError(thrown: unknown): void {
    this.#clearStream();
    if (isAbortError(thrown)) {
      if (this.pending) this.#restoreDraft();
      return;
    }
    const error = uiErrorFrom(thrown);
    if (isChatEnded(error)) this.endReason = error.code === 'session_expired' ? 'expired' : 'completed';
    if (this.pending) this.pending = { ...this.pending, error };
    else if (this.thread.openTurnId !== undefined) this.#setLost(error);
    if (error.code === 'turn_cancelled') return;
    this.#options.onError?.(error);
  }

  /** Puts an unconfirmed message whose request was aborted back into the draft. */
  #restoreDraft(): void {
    this.draft = this.#unsentText();
    this.pending = undefined;
  }

  #applyEvent(event: TurnEvent): void {
    if (event.type === 'message') {
      this.pending = undefined;
      this.#saveDraft();
    }
    this.thread = applyEvent(this.thread, event);
    this.#requestUpdate();
  }

  async #loadPastEvents(): Promise<void> {
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
        thread = applyEvent(thread, event);
        this.#lastEventId = id;
      }
      this.thread = thread;
      after = page.nextCursor;
    }
  }

  #restartStallTimer(): void {
    this.#cancelStallTimer();
    this.stalled = false;
    this.#cancelStallTimer = this.#timer(() => {
      this.stalled = true;
      this.#requestUpdate();
    }, STALL_MS);
  }

  #clearStream(): void {
    this.#stream = undefined;
    this.#cancelStallTimer();
    this.stalled = false;
  }

  get #draftKey(): string {
    return `draft:${this.#chat?.id}`;
  }

  /** The unconfirmed message and the draft together. */
  #unsentText(): string {
    return [this.pending?.text ?? '', this.draft].filter(Boolean).join('\n\n');
  }

  #saveDraft(): void {
    const text = this.#unsentText();
    if (text === '') this.#options.storage.remove(this.#draftKey);
    else this.#options.storage.set(this.#draftKey, text);
  }

  #requestUpdate(): void {
    this.#host.requestUpdate();
  }
}
