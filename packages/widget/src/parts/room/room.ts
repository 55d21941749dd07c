import { html, nothing } from 'lit';
import type { Chat, TurnEvent } from '@interview-prep/sdk';
import { AnnouncedSentences } from '../../controllers/announced-sentences.ts';
import { ChatController } from '../../controllers/chat-controller.ts';
import type { Trouble } from '../../controllers/trouble.ts';
import { CompleteEvent } from '../../events/complete.ts';
import { ErrorEvent } from '../../events/error.ts';
import { FeedbackEvent } from '../../events/feedback.ts';
import { MessageEvent } from '../../events/message.ts';
import { PrepReadyEvent } from '../../events/prep-ready.ts';
import { enRoom } from '../../localization/en-room.ts';
import { addEnglish } from '../../localization/localizer.ts';
import type { AppHost, Desk, Screen } from '../app/desk.ts';
import { LazyPart } from '../app/lazy-part.ts';
import { waiting } from '../app/waiting.ts';
import { Coach } from '../coach/coach.ts';
import { coachStyles } from '../coach/coach.styles.ts';
import { tabs } from '../header/tabs.ts';
import { fileIcon, moreIcon } from '../icons/icons.ts';
import { FileDrop } from './file-drop.ts';
import { roomStyles } from './room.styles.ts';

export const styles = [roomStyles, coachStyles];

/** What is kept in this browser once a résumé was given, so that it is asked for after a reload. */
const RESUME_KEY = 'resume';

/** Where practice happens: tabs, coach, résumé, document and menu. One room for one client and posting. */
export class Room implements Desk {
  readonly host: AppHost;
  readonly chat: ChatController;
  screen: Screen = 'coach';
  readonly #practice = new LazyPart<ReturnType<typeof import('../practice/practice.ts').create>, Desk>(
    this,
    () => import('../practice/practice.ts'),
  );
  readonly #resume = new LazyPart<ReturnType<typeof import('../resume/resume-part.ts').create>, Desk>(
    this,
    () => import('../resume/resume-part.ts'),
  );
  readonly #document = new LazyPart<ReturnType<typeof import('../document/document-part.ts').create>, Desk>(
    this,
    () => import('../document/document-part.ts'),
  );
  readonly #menu = new LazyPart<ReturnType<typeof import('../menu/menu.ts').create>, Desk>(
    this,
    () => import('../menu/menu.ts'),
  );
  readonly #coach: Coach;
  readonly #announcer = new AnnouncedSentences();
  readonly #drop: FileDrop;
  readonly #closing = new AbortController();
  #announced = '';

  constructor(host: AppHost) {
    this.host = host;
    this.#coach = new Coach(this, () => this.#practice.get());
    this.chat = new ChatController(this, {
      client: host.client,
      storage: host.storage,
      onEvent: (event) => this.#onEvent(event),
      onTrouble: (trouble) => this.#onTrouble(trouble),
    });
    this.#drop = new FileDrop(this, (file) => void this.#takeFile(file));
    const { signal } = this.#closing;
    this.#drop.listen(host, signal);
    for (const type of ['online', 'offline']) addEventListener(type, () => this.#onConnection(), { signal });
    if (host.storage.get(RESUME_KEY) !== null) void this.#resume.load().then((part) => part?.load());
  }

  get client() {
    return this.host.client;
  }
  get storage() {
    return this.host.storage;
  }
  get session() {
    return this.host.session;
  }
  get config() {
    return this.host.session.config;
  }
  get msg() {
    return this.host.msg;
  }
  get locale() {
    return this.host.locale;
  }
  get shadowRoot() {
    return this.host.shadowRoot;
  }

  /** Shows a chat from its first event on. */
  async open(chat: Chat): Promise<void> {
    this.screen = 'coach';
    // The first question is near.
    this.#practice.prefetch();
    await this.chat.open(chat);
    if (this.chat.over) this.dispatchEvent(new CompleteEvent({ reason: this.chat.over }));
  }

  /** Stops reading and listening; what the server is doing goes on. */
  close(): void {
    this.#closing.abort();
    this.chat.close();
    this.#document.loaded?.close();
  }

  requestUpdate(): void {
    this.host.requestUpdate();
  }

  dispatchEvent(event: Event): boolean {
    return this.host.dispatchEvent(event);
  }

  focus(): void {
    this.host.focus();
  }

  say(text: string): void {
    this.screen = 'coach';
    this.#coach.follow();
    void this.chat.send(text);
  }

  show(screen: Screen, prepId?: string): void {
    const left = this.screen;
    this.screen = screen;
    this.requestUpdate();
    if (prepId !== undefined) void this.#document.load().then((part) => part?.open(prepId));
    // The button that was pressed is on the screen that goes away.
    if (prepId !== undefined)
      void this.host.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('#tab-document')?.focus());
    if (left === 'resume' && screen === 'coach') void this.host.updateComplete.then(() => this.focus());
    if (screen === 'resume')
      void this.#resume
        .load()
        .then(
          async () => (await this.host.updateComplete) && this.shadowRoot?.querySelector<HTMLElement>('#back')?.focus(),
        );
  }

  willUpdate(): void {
    if (this.chat.restoring) this.#announcer.skip(this.chat.thread);
    else this.#announced = this.#announcer.next(this.chat.thread) || this.#announced;
  }

  updated(): void {
    this.#coach.updated();
  }

  /** The button of the menu, for the header. */
  menu(): unknown {
    const open = async () => {
      (await this.#menu.load())?.open();
      await this.host.updateComplete;
      // The menu brings a button of its own in place of this one.
      this.shadowRoot?.querySelector<HTMLElement>('#menu')?.focus();
    };
    return (
      this.#menu.loaded?.button() ??
      html`<button class="tool" type="button" id="menu" aria-label=${this.msg('app.menu')} aria-expanded="false"
        @click=${() => void open()}>${moreIcon}</button>`
    );
  }

  render(): unknown {
    const { msg } = this;
    const showsDocument = this.screen === 'document';
    const coach = this.#front();
    return html`${
      this.#can('preps')
        ? html`${tabs(msg, showsDocument ? 'document' : 'coach', (tab) => this.show(tab))}
            <div class="body" id="panel-coach" role="tabpanel" aria-labelledby="tab-coach" ?hidden=${showsDocument}><h2
              class="sr">${msg('tabs.coach')}</h2>${coach}</div>
            <div class="body" id="panel-document" role="tabpanel" aria-labelledby="tab-document" ?hidden=${!showsDocument}>${
              showsDocument ? (this.#document.get()?.render() ?? waiting(msg, this.#document)) : nothing
            }</div>`
        : html`<div class="body"><h2 class="sr">${msg('tabs.coach')}</h2>${coach}</div>`
    }
      <div class="sr" aria-live="polite">${this.#announced}</div>
      ${
        this.#drop.active && this.#can('resume')
          ? html`<div class="dropping" part="drop">${fileIcon}<span>${msg('coach.letGo')}</span></div>`
          : nothing
      }
      ${this.#menu.loaded?.dialog()}`;
  }

  #front(): unknown {
    if (this.screen === 'resume') return this.#resume.get()?.render() ?? waiting(this.msg, this.#resume);
    return this.#coach.render(this.#can('resume') ? (this.#resume.loaded?.name ?? '') : undefined);
  }

  #onEvent(event: TurnEvent): void {
    const chatId = this.chat.chat?.id ?? '';
    if (event.type === 'message') this.dispatchEvent(new MessageEvent({ chatId, turnId: event.turnId }));
    if (event.type === 'feedback') this.dispatchEvent(new FeedbackEvent({ chatId, attempt: event.attempt }));
    if (event.type === 'pdf_generated') this.dispatchEvent(new PrepReadyEvent({ prepId: event.prepId }));
  }

  #onTrouble({ code, status, requestId, retryAfterSeconds }: Trouble): void {
    this.dispatchEvent(new ErrorEvent({ code, status, requestId }));
    if (code === 'rate_limited') this.#coach.wait(retryAfterSeconds ?? 10);
    if (code === 'consent_required') this.session.welcome();
    if (this.chat.over) this.dispatchEvent(new CompleteEvent({ reason: this.chat.over }));
  }

  async #takeFile(file: File): Promise<void> {
    if (this.session.state.name !== 'practising' || !this.#can('resume')) return;
    this.show('resume');
    await (await this.#resume.load())?.upload(file);
  }

  #onConnection(): void {
    if (navigator.onLine) void this.chat.resume();
    this.requestUpdate();
  }

  #can(feature: string): boolean {
    return this.config?.features.includes(feature) ?? false;
  }
}

export function create(host: AppHost): Room {
  addEnglish(enRoom);
  return new Room(host);
}
