import type { GetClientToken, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import { ReactiveElement, type PropertyValues } from 'lit';
import { CloseEvent } from './events/close.ts';
import { OpenEvent } from './events/open.ts';
import type { Messages } from './localization/localizer.ts';
import { createClient } from './page/element-client.ts';
import { isFocusFree } from './page/focus.ts';
import type { WidgetFrame } from './page/widget-frame.ts';
import type { Mode, PageSettings, Theme } from './page/frame-messages.ts';
import { createInlineApp } from './page/inline-app.ts';
import { createLauncher } from './page/launcher.ts';
import { firstLocale } from './page/locale.ts';
import { showNotSetUp } from './page/not-set-up.ts';
import { Panel } from './page/panel.ts';
import { browserStorage } from './page/storage.ts';
import type { PrepApp } from './views/app/app.ts';

/**
 * The Interview Prep widget. The candidate is identified by `client`, `getClientToken` or `key`, the first that is set.
 *
 * @tagname interview-prep
 * @summary Interview practice for one job posting.
 *
 * @fires {ReadyEvent} ip-ready - Ready to use. `detail`: `restored` (whether an earlier chat continues), `features`.
 * @fires {OpenEvent} ip-open - The panel was opened. No `detail`.
 * @fires {CloseEvent} ip-close - The panel is about to close; `preventDefault()` keeps it open. No `detail`.
 * @fires {MessageEvent} ip-message - A message of the candidate was accepted. `detail`: `chatId`, `turnId`; never its text.
 * @fires {FeedbackEvent} ip-feedback - An answer received feedback. `detail`: `chatId`, `attempt`; neither score nor text.
 * @fires {PrepReadyEvent} ip-prep-ready - A preparation document is ready. `detail`: `prepId`.
 * @fires {CompleteEvent} ip-complete - A chat has ended. `detail`: `reason` (`completed`, `expired` or `erased`).
 * @fires {ErrorEvent} ip-error - An error is shown to the candidate. `detail`: `code`, `status`, `requestId`.
 * @slot header - Replaces the header with title, menu and close button.
 * @slot empty - Replaces the placeholder shown while loading.
 * @slot footer - Added below the content. Default: nothing.
 * @slot consent - Added to the start screen, above the button that records consent. Default: nothing.
 * @csspart launcher - The button that opens the panel. Absent with `mode="inline"`.
 * @csspart panel - The container around all content.
 * @csspart header - The header with title, menu and close button.
 * @csspart start - The start screen.
 * @csspart tabs - The tab list: Coach, Document.
 * @csspart thread - The scrollable list of messages and cards.
 * @csspart message - A message of the candidate.
 * @csspart reply - A reply of the coach.
 * @csspart question - The card of a practice question.
 * @csspart feedback - The card with feedback on an answer.
 * @csspart starters - The group of suggested prompts.
 * @csspart composer - The form in which the candidate writes.
 * @csspart resume - The résumé screen.
 * @csspart document - The content of the Document tab.
 */
export class InterviewPrepElement extends ReactiveElement {
  static override readonly properties = {
    server: {},
    publishableKey: { attribute: 'key' },
    locale: {},
    theme: {},
    accent: {},
    mode: {},
    label: {},
    job: {},
    isolation: {},
    posting: { attribute: false },
    client: { attribute: false },
    getClientToken: { attribute: false },
    messages: { attribute: false },
  };
  /** Base URL of the Interview Prep server, for example `https://prep.example.com`. Required unless `client` is set. */
  declare server: string | undefined;
  /** Publishable key (`ipk_…`) for pages without a backend. As an attribute: `key`. */
  declare publishableKey: string | undefined;
  /** BCP 47 language tag, for example `en-GB`. Without it: the `lang` of the page, then the browser's language. */
  declare locale: string | undefined;
  /** Colour scheme: `light`, `dark`, or `auto`: the tenant's setting, else the visitor's system setting. */
  declare theme: Theme;
  /**
   * Accent colour as `#rrggbb`, adjusted for contrast in both colour schemes. Without it: the tenant's accent colour.
   */
  declare accent: string | undefined;
  /**
   * Where the widget is placed: `inline` in the page, or opened by a launcher button as `popover`, `fab` (round button)
   * or `modal` dialog.
   */
  declare mode: Mode;
  /** Text of the launcher button and accessible name of the panel. */
  declare label: string;
  /**
   * Which schema.org `JobPosting` of the page to use, by its identifier, URL or title; `none` uses none. Without it:
   * the one with the page's URL, else the first.
   */
  declare job: string | undefined;
  /**
   * `frame` runs the practice in an iframe of the server's origin, which scripts of the page cannot read. Needs
   * `server` and `key`.
   */
  declare isolation: 'none' | 'frame';
  /** The job posting to prepare for, instead of the page's `JobPosting`. */
  declare posting: PostingSource | undefined;
  /** An SDK client to use, for a page that already has one. Takes precedence over `getClientToken` and `key`. */
  declare client: InterviewPrep | undefined;
  /** Function that fetches a client token from your backend. Takes precedence over `key`. */
  declare getClientToken: GetClientToken | undefined;
  /** Texts that replace the built-in ones, by message key. */
  declare messages: Messages;
  /** Resolves when the widget is ready to use for the first time. */
  readonly ready: Promise<void>;
  #panel: Panel | undefined;
  #app: PrepApp | undefined;
  #frame: WidgetFrame | undefined;
  #pagePosting: PostingSource | undefined;

  constructor() {
    super();
    this.theme = 'auto';
    this.mode = 'inline';
    this.label = 'Practise the interview';
    this.isolation = 'none';
    this.messages = {};
    this.ready = new Promise((resolve) => this.addEventListener('ip-ready', () => resolve(), { once: true }));
  }

  /** Opens the panel. With `mode="inline"` it is always open. */
  open(): void {
    void this.updateComplete.then(() => this.#panel?.open());
  }

  /** Closes the panel, unless a listener of `ip-close` prevents it. */
  close(): void {
    this.#panel?.close();
  }

  /** Writes a text into the empty composer, for the candidate to send. Ignored before a chat has started. */
  prefill(text: string): void {
    this.#app?.prefill(text);
    this.#frame?.send({ type: 'prefill', text });
  }

  /** Sends a message as the candidate, once a chat has started. With `isolation="frame"` the same as `prefill`. */
  send(text: string): void {
    this.#app?.send(text);
    this.#frame?.send({ type: 'prefill', text });
  }

  /** Sets the job posting to prepare for; `undefined` returns to the page's `JobPosting`. */
  setPosting(posting: PostingSource | undefined): void {
    this.posting = posting;
  }

  /** Forgets the chat stored in this browser and shows the start screen. Does nothing with `isolation="frame"`. */
  reset(): void {
    this.#app?.reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#rebuild();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#teardown();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    const triggers = ['mode', 'label', 'isolation', 'server', 'publishableKey', 'client', 'getClientToken'] as const;
    if (triggers.some((name) => changed.has(name))) this.#rebuild();
    else this.#applySettings(changed.has('posting') || changed.has('job'));
  }

  #rebuild(): void {
    const wasOpen = this.#panel?.isOpen ?? false;
    this.#teardown();
    const { mode, label } = this;
    // `createRenderRoot` of ReactiveElement creates a shadow root; its type is wider.
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [];
    const launcher = createLauncher(root, mode, label);
    this.#panel = new Panel(root, {
      mode,
      label,
      launcher,
      onOpen: () => {
        void this.#mount();
        if (mode !== 'inline') this.#focus();
        this.dispatchEvent(new OpenEvent());
      },
      onClose: () => this.dispatchEvent(new CloseEvent()),
    });
    this.#applySettings(false);
    if (mode === 'inline' || wasOpen) this.#panel.open();
  }

  #teardown(): void {
    this.#frame?.stop();
    this.#frame = undefined;
    this.#app = undefined;
    this.#panel = undefined;
    this.renderRoot?.replaceChildren();
  }

  async #mount(): Promise<void> {
    const panel = this.#panel;
    await this.#readPage();
    if (panel === undefined || this.#panel !== panel || this.#app !== undefined) return;
    if (this.isolation === 'frame') {
      void this.#mountFrame(panel);
      return;
    }
    const { getClientToken, publishableKey } = this;
    const storage = this.#storage();
    const client =
      this.client ??
      createClient(this, {
        baseUrl: this.#serverUrl(),
        getClientToken,
        publishableKey,
        storage,
        locale: this.#locale(),
      });
    if (client !== undefined) {
      const app = createInlineApp(this, {
        client,
        storage,
        closable: this.mode !== 'inline',
        close: () => this.close(),
        ready: () => this.#focusWhenFree(),
      });
      app.posting = this.#posting();
      this.#configureApp(app);
      this.#app = app;
      panel.element.replaceChildren(app);
      return;
    }
    showNotSetUp(panel, () => this.isConnected && this.#app === undefined);
  }

  async #mountFrame(panel: Panel): Promise<void> {
    // Loaded dynamically, because without `isolation="frame"` it is not needed.
    const { WidgetFrame } = await import('./page/widget-frame.ts');
    if (this.#panel !== panel) return;
    const server = this.#serverUrl();
    this.#frame ??= new WidgetFrame({
      server: server ?? '',
      key: server && this.publishableKey,
      label: this.label,
      panel: () => panel,
      page: () => this.#pageSettings(),
      onEvent: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
    });
    this.#frame.load();
    this.#frame.send({ type: 'open' });
  }

  #applySettings(newPosting: boolean): void {
    const { accent, theme } = this;
    if (accent) this.style.setProperty('--ip-accent', accent);
    this.#panel?.setTheme(theme);
    if (this.#app) this.#configureApp(this.#app);
    if (newPosting) void this.#readPage().then(() => this.#sendPosting());
    else this.#frame?.send({ type: 'set', page: this.#pageSettings() });
  }

  #sendPosting(): void {
    if (this.#app) this.#app.posting = this.#posting();
    this.#frame?.send({ type: 'set', page: this.#pageSettings() });
  }

  /** The reader of pages is loaded when a page has to be read, and is no part of the first load. */
  async #readPage(): Promise<void> {
    if (this.posting !== undefined) return;
    this.#pagePosting = await import('./page/job-posting.ts').then(
      ({ pagePosting }) => pagePosting(this.job),
      () => undefined,
    );
  }

  #configureApp(app: PrepApp): void {
    app.theme = this.theme;
    app.accent = this.accent;
    app.messages = this.messages;
    app.locale = this.#locale() ?? 'en';
  }

  #focus(): void {
    this.#frame?.focus();
    this.#app?.focus();
  }

  // Opening was asynchronous: do not take the focus when the user has moved it elsewhere in the meantime.
  #focusWhenFree(): void {
    if (isFocusFree(this) && this.mode !== 'inline' && this.#panel?.isOpen) this.#focus();
  }

  #posting(): PostingSource | undefined {
    return this.posting ?? this.#pagePosting;
  }

  #pageSettings(): PageSettings {
    const { mode, theme, accent } = this;
    return { mode, theme, accent, locale: this.#locale(), posting: this.#posting() };
  }

  #serverUrl(): string | undefined {
    return this.server ? new URL(this.server, document.baseURI).href.replace(/\/+$/, '') : undefined;
  }

  #locale(): string | undefined {
    return firstLocale(this.locale, document.documentElement.lang, navigator.language);
  }

  #storage(): ReturnType<typeof browserStorage> {
    return browserStorage(`ip:${this.publishableKey ?? this.#serverUrl() ?? ''}:`);
  }
}
