import { html, nothing } from 'lit';
import type { Chat, TurnEvent } from '@interview-prep/sdk';
import { SentenceAnnouncer } from '../../controllers/sentence-announcer.ts';
import { ChatController } from '../../controllers/chat-controller.ts';
import type { UiError } from '../../controllers/ui-error.ts';
import { CompleteEvent } from '../../events/complete.ts';
import { ErrorEvent } from '../../events/error.ts';
import { FeedbackEvent } from '../../events/feedback.ts';
import { MessageEvent } from '../../events/message.ts';
import { PrepReadyEvent } from '../../events/prep-ready.ts';
import { enPractice } from '../../localization/en-practice.ts';
import { addEnglish } from '../../localization/localizer.ts';
import type { AppHost, PracticeContext, Screen } from '../shared/practice-context.ts';
import { LazyView } from '../shared/lazy-view.ts';
import { loadingPlaceholder } from '../shared/loading-placeholder.ts';
import { CoachView } from '../coach/coach-view.ts';
import { coachStyles } from '../coach/coach.styles.ts';
import { practiceTokens } from '../../styles/practice-tokens.styles.ts';
import { tabs } from '../header/tabs.ts';
import { fileIcon, moreIcon } from '../icons/icons.ts';
import { FileDrop } from './file-drop.ts';
import { practiceStyles } from './practice.styles.ts';

export const styles = [practiceTokens, practiceStyles, coachStyles];

/** Storage key that remembers an uploaded résumé, so that it is loaded after a page reload. */
const RESUME_KEY = 'resume';

/** The view after a chat has started: tabs, coach, résumé, document and menu. One instance per client and posting. */
export class PracticeView implements PracticeContext {
  readonly host: AppHost;
  readonly chat: ChatController;
  screen: Screen = 'coach';
  readonly #cards = new LazyView<ReturnType<typeof import('../cards/cards-view.ts').create>, PracticeContext>(
    this,
    () => import('../cards/cards-view.ts'),
  );
  readonly #resume = new LazyView<ReturnType<typeof import('../resume/resume-view.ts').create>, PracticeContext>(
    this,
    () => import('../resume/resume-view.ts'),
  );
  readonly #document = new LazyView<ReturnType<typeof import('../document/document-view.ts').create>, PracticeContext>(
    this,
    () => import('../document/document-view.ts'),
  );
  readonly #menu = new LazyView<ReturnType<typeof import('../menu/menu.ts').create>, PracticeContext>(
    this,
    () => import('../menu/menu.ts'),
  );
  readonly #coach: CoachView;
  readonly #announcer = new SentenceAnnouncer();
  readonly #drop: FileDrop;
  readonly #closeSignal = new AbortController();
  #announced = '';

  constructor(host: AppHost) {
    this.host = host;
    this.#coach = new CoachView(this, () => this.#cards.get());
    this.chat = new ChatController(this, {
      client: host.client,
      storage: host.storage,
      onEvent: (event) => this.#onEvent(event),
      onError: (error) => this.#onError(error),
    });
    this.#drop = new FileDrop(this, (file) => void this.#uploadFile(file));
    const { signal } = this.#closeSignal;
    this.#drop.listen(host, signal);
    // `pageshow` comes after the page was kept in the back/forward cache, which ends its connections.
    for (const type of ['online', 'offline', 'pageshow'])
      addEventListener(type, () => this.#onConnection(), { signal });
    if (host.storage.get(RESUME_KEY) !== null) void this.#resume.load().then((view) => view?.load());
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

  /** Opens a chat and loads its events. */
  async open(chat: Chat): Promise<void> {
    this.screen = 'coach';
    // The cards will be needed soon.
    this.#cards.prefetch();
    await this.chat.open(chat);
    if (this.chat.endReason) this.dispatchEvent(new CompleteEvent({ reason: this.chat.endReason }));
  }

  /** Stops reading and listening; the server continues its work. */
  close(): void {
    this.#closeSignal.abort();
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

  send(text: string): void {
    this.screen = 'coach';
    this.#coach.follow();
    void this.chat.send(text);
  }

  prefill(text: string): void {
    if (this.chat.draft === '') this.chat.setDraft(text);
  }

  show(screen: Screen, prepId?: string): void {
    const left = this.screen;
    this.screen = screen;
    this.requestUpdate();
    if (prepId !== undefined) void this.#document.load().then((view) => view?.open(prepId));
    // The pressed button is removed with the screen it is on.
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

  /** The menu button, for the header. */
  menu(): unknown {
    const open = async () => {
      (await this.#menu.load())?.open();
      await this.host.updateComplete;
      // Once loaded, the menu renders its own button in place of this one.
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
    const coach = this.#renderCoachOrResume();
    return html`${
      this.#hasFeature('preps')
        ? html`${tabs(msg, showsDocument ? 'document' : 'coach', (tab) => this.show(tab))}
            <div class="body" id="panel-coach" role="tabpanel" aria-labelledby="tab-coach" ?hidden=${showsDocument}><h2
              class="sr">${msg('tabs.coach')}</h2>${coach}</div>
            <div class="body" id="panel-document" role="tabpanel" aria-labelledby="tab-document" ?hidden=${!showsDocument}>${
              showsDocument ? (this.#document.get()?.render() ?? loadingPlaceholder(msg, this.#document)) : nothing
            }</div>`
        : html`<div class="body"><h2 class="sr">${msg('tabs.coach')}</h2>${coach}</div>`
    }
      <div class="sr" aria-live="polite">${this.#announced}</div>
      ${
        this.#drop.active && this.#hasFeature('resume')
          ? html`<div class="dropping" part="drop">${fileIcon}<span>${msg('coach.dropFile')}</span></div>`
          : nothing
      }
      ${this.#menu.loaded?.dialog()}`;
  }

  #renderCoachOrResume(): unknown {
    if (this.screen === 'resume') return this.#resume.get()?.render() ?? loadingPlaceholder(this.msg, this.#resume);
    return this.#coach.render(this.#hasFeature('resume') ? (this.#resume.loaded?.name ?? '') : undefined);
  }

  #onEvent(event: TurnEvent): void {
    const chatId = this.chat.chat?.id ?? '';
    // The clock belongs to the question that was open before.
    if (event.type === 'message' || event.type === 'question') this.#cards.loaded?.answered();
    if (event.type === 'message') this.dispatchEvent(new MessageEvent({ chatId, turnId: event.turnId }));
    if (event.type === 'feedback') this.dispatchEvent(new FeedbackEvent({ chatId, attempt: event.attempt }));
    if (event.type === 'pdf_generated') this.dispatchEvent(new PrepReadyEvent({ prepId: event.prepId }));
  }

  #onError({ code, status, requestId, retryAfterSeconds }: UiError): void {
    this.dispatchEvent(new ErrorEvent({ code, status, requestId }));
    if (code === 'rate_limited') this.#coach.wait(retryAfterSeconds ?? 10);
    if (code === 'consent_required') this.session.showWelcome();
    if (this.chat.endReason) this.dispatchEvent(new CompleteEvent({ reason: this.chat.endReason }));
  }

  async #uploadFile(file: File): Promise<void> {
    if (this.session.state.name !== 'practising' || !this.#hasFeature('resume')) return;
    this.show('resume');
    await (await this.#resume.load())?.upload(file);
  }

  #onConnection(): void {
    if (navigator.onLine) void this.chat.reconnect();
    this.requestUpdate();
  }

  #hasFeature(feature: string): boolean {
    return this.config?.features.includes(feature) ?? false;
  }
}

export function create(host: AppHost): PracticeView {
  addEnglish(enPractice);
  return new PracticeView(host);
}
