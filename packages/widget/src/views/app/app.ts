import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { InterviewPrepError } from '@interview-prep/sdk';
import type { EmbedConfig, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import { memoryStore } from '../../controllers/host.ts';
import type { KeyValueStore } from '../../controllers/host.ts';
import { SessionController } from '../../controllers/session-controller.ts';
import type { UiError } from '../../controllers/ui-error.ts';
import { CloseEvent } from '../../events/close.ts';
import { ErrorEvent } from '../../events/error.ts';
import { ReadyEvent } from '../../events/ready.ts';
import { CATALOGUES } from '../../localization/catalogues.ts';
import { en } from '../../localization/en.ts';
import { loadMessages, localized } from '../../localization/localizer.ts';
import type { Messages, Msg } from '../../localization/localizer.ts';
import { base } from '../../styles/base.styles.ts';
import { tokens } from '../../styles/tokens.styles.ts';
import { plainJson } from '../../controllers/plain-json.ts';
import { header } from '../header/header.ts';
import type { PracticeView } from '../practice/practice-view.ts';
import type { JobHost, OtherJob } from '../start/other-job.ts';
import { startPanel } from '../start/start-panel.ts';
import { startStyles } from '../start/start-panel.styles.ts';
import { regional } from '../../localization/regional.ts';
import { appStyles } from './app.styles.ts';
import type { AppHost } from '../shared/practice-context.ts';
import { LazyView } from '../shared/lazy-view.ts';
import { loadingPlaceholder } from '../shared/loading-placeholder.ts';

/** The accent of our design tokens, which is readable without adjustment. */
const DEFAULT_ACCENT = '#3557d6';

/**
 * The root element of the widget's content, `ip-app`. Set `client` before it is connected. Changing `client` or `posting`
 * later starts again with the start screen or the stored chat; the other properties only change what is displayed. It may
 * be moved in the document, and works until `close` is called.
 *
 * @fires ip-ready - Ready to use. Fired once.
 * @fires ip-close - The close button was pressed.
 * @fires ip-message - A message of the candidate was accepted.
 * @fires ip-feedback - An answer received feedback.
 * @fires ip-prep-ready - A preparation document is ready.
 * @fires ip-complete - A chat has ended.
 * @fires ip-error - An error is shown to the candidate.
 */
export class PrepApp extends LitElement implements AppHost {
  static override readonly styles = [tokens, base, appStyles, startStyles];
  static override readonly properties = {
    client: { attribute: false },
    posting: { attribute: false },
    config: { attribute: false },
    storage: { attribute: false },
    messages: { attribute: false },
    locale: {},
    accent: {},
    theme: { reflect: true },
    embedding: { reflect: true },
    closable: { type: Boolean },
    awaited: {},
  };
  declare client: InterviewPrep;
  declare posting: PostingSource | undefined;
  declare config: EmbedConfig | undefined;
  declare storage: KeyValueStore;
  declare messages: Messages;
  declare locale: string;
  declare accent: string | undefined;
  declare theme: 'auto' | 'light' | 'dark';
  declare embedding: 'frame' | 'inline';
  declare closable: boolean;
  /** Whether the page may still name its job. */
  declare awaited: boolean | undefined;
  /** Takes the cause of each failure to start, for the owner of the page. */
  report: ((cause: unknown) => void) | undefined;

  /** Set from the first update with a client on. */
  declare session: SessionController;
  msg: Msg = localized('en');
  #practiceView = this.#lazyPracticeView();
  readonly #otherJob = new LazyView<OtherJob, JobHost>(this, () => import('../start/other-job.ts'));
  readonly #errorScreens = new LazyView(this, () => import('../error/error-screens.ts'));
  readonly #advertForm = new LazyView(this, () => import('../start/advert-form.ts'));
  #translation: Messages = {};
  #adjusting = false;
  #ready = false;

  constructor() {
    super();
    this.messages = {};
    this.locale = 'en';
    this.theme = 'auto';
    this.embedding = 'inline';
    this.closable = true;
    this.storage = memoryStore();
  }

  /** Sends a message as the candidate. Ignored before a chat has started. */
  send(text: string): void {
    this.#practiceView.loaded?.send(text);
  }

  /** Writes a text into the composer, for the candidate to send. Ignored where there is none, or something is in it. */
  prefill(text: string): void {
    this.#practiceView.loaded?.prefill(text);
  }

  /** Forgets the chat stored in this browser and shows the start screen. */
  reset(): void {
    this.session.forget();
    this.#startSession();
  }

  /**
   * Takes another posting, or asks the candidate about it while a practice is under way or an advert was pasted. Without one,
   * `awaited` says whether it may still come.
   */
  propose(posting: PostingSource | undefined, awaited?: boolean): void {
    this.awaited = awaited;
    const isSame = plainJson(posting) === plainJson(this.posting);
    if (this.session?.state.name !== 'practising' && !this.#advertForm.loaded?.source()) {
      if (!isSame) this.posting = posting;
    } else if (!isSame || this.#otherJob.loaded) void this.#otherJob.load().then((view) => view?.propose(posting));
  }

  override focus(): void {
    const next = this.renderRoot.querySelector<HTMLElement>(
      `${matchMedia('(pointer: fine)').matches ? '#draft' : '#log'}, #begin, #again`,
    );
    next?.focus();
    // What has the focus already is not scrolled to by that, for example behind a failure.
    next?.scrollIntoView({ block: 'nearest' });
  }

  /** Stops reading and listening, for good. */
  close(): void {
    this.#practiceView.loaded?.close();
  }

  /**
   * While a reply streams, render once per animation frame instead of once per event. A hidden page has no animation
   * frames.
   */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#practiceView.loaded?.chat.answering) {
      await new Promise<unknown>((resolve) => {
        requestAnimationFrame(resolve);
        setTimeout(resolve, 100);
      });
    }
    return super.scheduleUpdate() as void; // The declared type allows a promise for overriding classes; the base class never returns one.
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) void this.#translate();
    if (changed.has('locale') || changed.has('messages'))
      this.msg = localized(this.locale, this.messages, this.#translation);
    if (changed.has('accent') && this.accent && this.accent.toLowerCase() !== DEFAULT_ACCENT) void this.#applyAccent();
    if ((changed.has('client') || changed.has('posting')) && this.client) this.#startSession();
    this.#practiceView.loaded?.willUpdate();
  }

  protected override updated(): void {
    this.#practiceView.loaded?.updated();
  }

  protected override render(): unknown {
    if (!this.session)
      return html`<section class="panel"><header><div class="logo skeleton"></div><div class="names"><div
        class="skeleton w40"></div></div></header>${loadingPlaceholder(this.msg)}</section>`;
    // The language really used: without texts for a language, English ones are shown.
    const lang = this.msg('start.begin') === en['start.begin'] ? 'en' : this.locale;
    const practising = this.session.state.name === 'practising';
    const practiceView = practising ? this.#practiceView.get() : undefined;
    return html`<section class="panel" part="panel" role=${this.embedding === 'frame' ? 'main' : 'region'} aria-labelledby="title" dir=${
      /^(ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr'
    } lang=${lang}>
      <slot name="header">${header({
        msg: this.msg,
        postingSummary: this.session.postingSummary,
        tenantName: this.session.config?.tenantName,
        first: this.embedding === 'frame',
        menu: practiceView?.menu() ?? nothing,
        close: this.closable ? () => this.dispatchEvent(new CloseEvent()) : undefined,
      })}</slot>
      ${this.#otherJob.loaded?.render()}
      ${practising ? (practiceView?.render() ?? loadingPlaceholder(this.msg, this.#practiceView)) : this.#renderOutsidePractice()}
      <slot name="footer"></slot>
    </section>`;
  }

  #renderOutsidePractice(): unknown {
    const { state, config, postingSummary, postingRefused } = this.session;
    const { msg } = this;
    if (config && (state.name === 'welcome' || state.name === 'starting')) {
      const hasPosting = !postingRefused && Boolean(this.posting ?? config.postingId);
      return startPanel({
        msg,
        config,
        company: postingSummary.company,
        hasPosting,
        advert: hasPosting ? nothing : this.#advertForm.get()?.render(),
        starting: state.name === 'starting',
        error: state.name === 'welcome' ? state.error : undefined,
        adjusting: this.#adjusting,
        begin: () => void this.#start(),
        adjust: () => {
          this.#adjusting = !this.#adjusting;
          this.requestUpdate();
          // On a phone it opens below the visible area.
          void this.updateComplete.then(() =>
            this.renderRoot.querySelector('#adjust')?.scrollIntoView({ block: 'nearest' }),
          );
        },
      });
    }
    return state.name === 'loading' || state.name === 'starting'
      ? loadingPlaceholder(msg)
      : (this.#errorScreens.get()?.render(state) ?? loadingPlaceholder(msg, this.#errorScreens));
  }

  async #start(): Promise<void> {
    // Load the code of the practice view while the server creates the chat.
    void this.#practiceView.load();
    await this.session.start(this.#advertForm.loaded?.source());
    await this.updateComplete;
    this.focus();
  }

  #lazyPracticeView(): LazyView<PracticeView, AppHost> {
    return new LazyView<PracticeView, AppHost>(this, () => import('../practice/practice-view.ts'));
  }

  #startSession(): void {
    this.#practiceView.loaded?.close();
    const practiceView = this.#lazyPracticeView();
    this.#practiceView = practiceView;
    const session = new SessionController(this, {
      client: this.client,
      storage: this.storage,
      posting: this.posting,
      config: this.config,
      locale: regional(this.locale),
      openChat: async (chat) => {
        const loaded = await practiceView.load();
        if (loaded === undefined)
          throw new InterviewPrepError({ code: 'connection_failed', message: '', retryable: true });
        await loaded.open(chat);
      },
      onError: (error, cause) => this.#onError(error, cause),
    });
    this.session = session;
    // Load the code of the practice view while the server is asked for the stored chat.
    if (session.hasSavedChat) void practiceView.load();
    void this.openSession();
  }

  /** Restores the chat stored in this browser, or shows the start screen; again after a failure. */
  async openSession(): Promise<void> {
    const { session } = this;
    await session.open();
    const { state, config } = session;
    if (this.session !== session || config === undefined) return;
    this.config = config;
    this.accent ??= config.theme.accent;
    if (this.theme === 'auto') this.theme = config.theme.mode ?? 'auto';
    if (state.name === 'welcome') this.#practiceView.prefetch();
    const ready = state.name === 'welcome' || state.name === 'practising';
    if (!ready || this.#ready) return;
    this.#ready = true;
    this.dispatchEvent(new ReadyEvent({ restored: state.name === 'practising', features: config.features }));
  }

  #onError({ code, status, requestId }: UiError, cause: unknown): void {
    this.report?.(cause);
    this.dispatchEvent(new ErrorEvent({ code, status, requestId }));
  }

  // Without it the default colours are used.
  async #applyAccent(): Promise<void> {
    await import('../../styles/accent.ts')
      .then(({ applyAccent }) => applyAccent(this, this.accent))
      .catch(() => undefined);
  }

  async #translate(): Promise<void> {
    this.#translation = await loadMessages(this.locale, CATALOGUES).catch(() => ({}));
    this.requestUpdate('messages');
  }
}
