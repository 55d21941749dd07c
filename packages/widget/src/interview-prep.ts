import type { GetClientToken, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import { ReactiveElement, type PropertyValues } from 'lit';
import { CloseEvent } from './events/close.ts';
import { OpenEvent } from './events/open.ts';
import type { Messages } from './localization/localizer.ts';
import { clientFor } from './page/element-client.ts';
import { isFocusFree } from './page/focus.ts';
import type { Framed } from './page/framed.ts';
import type { Mode, PageFacts, Theme } from './page/frame-messages.ts';
import { inlineApp } from './page/inline-app.ts';
import { pagePosting } from './page/job-posting.ts';
import { createLauncher } from './page/launcher.ts';
import { localeOf } from './page/locale.ts';
import { sayNotSetUp } from './page/not-set-up.ts';
import { Shell } from './page/shell.ts';
import { browserStorage } from './page/storage.ts';
import type { PrepApp } from './parts/app/app.ts';

/**
 * Interview practice in a page: who the candidate is comes from `client`, `getClientToken` or `key`, the first that is set.
 *
 * @tagname interview-prep
 * @summary Interview practice in a page.
 *
 * @fires {ReadyEvent} ip-ready - It can be used. `detail`: `restored`, `features`.
 * @fires {OpenEvent} ip-open - It was opened.
 * @fires {CloseEvent} ip-close - It is about to close. Cancel it to keep it open.
 * @fires {MessageEvent} ip-message - The candidate said something; never the words. `detail`: `chatId`, `turnId`.
 * @fires {FeedbackEvent} ip-feedback - An answer received feedback; neither score nor words. `detail`: `chatId`, `attempt`.
 * @fires {PrepReadyEvent} ip-prep-ready - A preparation document is ready. `detail`: `prepId`.
 * @fires {CompleteEvent} ip-complete - A chat is over. `detail`: `reason`.
 * @fires {ErrorEvent} ip-error - A failure that the candidate sees. `detail`: `code`, `status`, `requestId`.
 * @slot header - Instead of our header.
 * @slot empty - Shown while it loads.
 * @slot footer - Below everything.
 * @slot consent - Added to what the candidate agrees to.
 * @csspart launcher - The button that opens it, unless it stands inline.
 * @csspart panel - The box around everything.
 * @csspart header - Title, menu and close button.
 * @csspart start - The first screen.
 * @csspart tabs - Coach and Document.
 * @csspart thread - The conversation.
 * @csspart message - Words of the candidate.
 * @csspart speech - Words of the coach.
 * @csspart question - The card of a question.
 * @csspart feedback - The card of feedback.
 * @csspart starters - Ways to begin.
 * @csspart composer - Where the candidate writes.
 * @csspart resume - The résumé panel.
 * @csspart document - The Document tab.
 * @cssprop --ip-ink - Words.
 * @cssprop --ip-ink-secondary - Words of less weight.
 * @cssprop --ip-ink-tertiary - Fine print.
 * @cssprop --ip-paper - What is behind everything.
 * @cssprop --ip-surface - Cards and quiet areas.
 * @cssprop --ip-line - Lines between areas.
 * @cssprop --ip-edge - Edges of what can be typed into.
 * @cssprop --ip-accent - What can be pressed.
 * @cssprop --ip-accent-soft - A tint of it.
 * @cssprop --ip-on-accent - Words on it.
 * @cssprop --ip-good - Shown, done.
 * @cssprop --ip-good-soft - Behind it.
 * @cssprop --ip-part - Partly shown, in progress.
 * @cssprop --ip-part-soft - Behind it.
 * @cssprop --ip-bad - Failed.
 * @cssprop --ip-bad-soft - Behind it.
 * @cssprop --ip-mark - Behind a marked quote.
 * @cssprop --ip-font - Type.
 * @cssprop --ip-font-mono - Type of code.
 * @cssprop --ip-radius-small - Corners of small things.
 * @cssprop --ip-radius - Corners of buttons and cards.
 * @cssprop --ip-radius-large - Corners of the composer.
 * @cssprop --ip-gutter - Space at the sides.
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
  /** Address of the server. */
  declare server: string | undefined;
  /** `ipk_…`, for pages without a backend of their own. Attribute `key`. */
  declare publishableKey: string | undefined;
  /** A language tag; the page's own language by default. */
  declare locale: string | undefined;
  /** `auto` follows the visitor. */
  declare theme: Theme;
  /** `#rrggbb` */
  declare accent: string | undefined;
  /** Where it stands: `inline` in the page, otherwise above it. */
  declare mode: Mode;
  /** What the launcher says, and the name of the panel. */
  declare label: string;
  /** Which `JobPosting` of the page to take: its identifier, address or title; `none` for none. */
  declare job: string | undefined;
  /** `frame` keeps the practice out of reach of the page around it. */
  declare isolation: 'none' | 'frame';
  /** The job, instead of the page's `JobPosting`. */
  declare posting: PostingSource | undefined;
  /** A client of your own, for a page that has one already. */
  declare client: InterviewPrep | undefined;
  /** Fetches a client token from your backend. */
  declare getClientToken: GetClientToken | undefined;
  /** Your own words for ours. */
  declare messages: Messages;
  /** Resolves when it can be used for the first time. */
  readonly ready: Promise<void>;
  #shell: Shell | undefined;
  #app: PrepApp | undefined;
  #framed: Framed | undefined;

  constructor() {
    super();
    this.theme = 'auto';
    this.mode = 'inline';
    this.label = 'Practise the interview';
    this.isolation = 'none';
    this.messages = {};
    this.ready = new Promise((resolve) => this.addEventListener('ip-ready', () => resolve(), { once: true }));
  }

  /** Opens it. Inline it is open always. */
  open(): void {
    void this.updateComplete.then(() => this.#shell?.open());
  }

  /** Closes it, unless a listener of `ip-close` says no. */
  close(): void {
    this.#shell?.close();
  }

  /** Says something for the candidate, once practice has begun. */
  send(text: string): void {
    this.#app?.send(text);
    this.#framed?.send({ type: 'send', text });
  }

  /** Another job to prepare for; `undefined` goes back to the page's own. */
  setPosting(posting: PostingSource | undefined): void {
    this.posting = posting;
  }

  /** Leaves the chat of this browser and shows the first screen. */
  reset(): void {
    this.#app?.reset();
    this.#framed?.send({ type: 'reset' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#build();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#clear();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    const rebuilt = ['mode', 'label', 'isolation', 'server', 'publishableKey', 'client', 'getClientToken'] as const;
    if (rebuilt.some((name) => changed.has(name))) this.#build();
    else this.#paint(changed.has('posting') || changed.has('job'));
  }

  #build(): void {
    const wasOpen = this.#shell?.isOpen ?? false;
    this.#clear();
    const { mode, label } = this;
    // `createRenderRoot` of ReactiveElement makes a shadow root; its type also allows for others.
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [];
    const launcher = createLauncher(root, mode, label);
    this.#shell = new Shell(root, {
      mode,
      label,
      launcher,
      onOpen: () => {
        this.#fill();
        if (mode !== 'inline') this.#focus();
        this.dispatchEvent(new OpenEvent());
      },
      onClose: () => this.dispatchEvent(new CloseEvent()),
    });
    this.#paint(false);
    if (mode === 'inline' || wasOpen) this.#shell.open();
  }

  #clear(): void {
    this.#framed?.stop();
    this.#framed = undefined;
    this.#app = undefined;
    this.#shell = undefined;
    this.renderRoot?.replaceChildren();
  }

  #fill(): void {
    const shell = this.#shell;
    if (shell === undefined || this.#app !== undefined) return;
    if (this.isolation === 'frame') {
      void this.#fillFrame(shell);
      return;
    }
    const { getClientToken, publishableKey } = this;
    const storage = this.#storage();
    const client =
      this.client ??
      clientFor(this, { baseUrl: this.#serverUrl(), getClientToken, publishableKey, storage, locale: this.#locale() });
    if (client !== undefined) {
      const app = inlineApp(this, {
        client,
        storage,
        closable: this.mode !== 'inline',
        close: () => this.close(),
        ready: () => this.#focusWhenFree(),
      });
      app.posting = this.#posting();
      this.#dress(app);
      this.#app = app;
      shell.box.replaceChildren(app);
      return;
    }
    sayNotSetUp(shell, () => this.isConnected && this.#app === undefined);
  }

  async #fillFrame(shell: Shell): Promise<void> {
    // Code of its own: whoever stands inline never needs it.
    const { Framed } = await import('./page/framed.ts');
    if (this.#shell !== shell) return;
    const server = this.#serverUrl();
    this.#framed ??= new Framed({
      server: server ?? '',
      key: server && this.publishableKey,
      label: this.label,
      shell: () => shell,
      page: () => this.#pageFacts(),
      onEvent: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
    });
    this.#framed.load();
    this.#framed.send({ type: 'open' });
  }

  #paint(newPosting: boolean): void {
    const { accent, theme } = this;
    if (accent) this.style.setProperty('--ip-accent', accent);
    this.#shell?.paint(theme);
    if (this.#app) this.#dress(this.#app);
    if (this.#app && newPosting) this.#app.posting = this.#posting();
    this.#framed?.send({ type: 'set', page: this.#pageFacts() });
  }

  #dress(app: PrepApp): void {
    app.theme = this.theme;
    app.accent = this.accent;
    app.messages = this.messages;
    app.locale = this.#locale() ?? 'en';
  }

  #focus(): void {
    this.#framed?.focus();
    this.#app?.focus();
  }

  // It was opened a moment ago; whoever went on elsewhere since then is left alone.
  #focusWhenFree(): void {
    if (isFocusFree(this) && this.mode !== 'inline' && this.#shell?.isOpen) this.#focus();
  }

  #posting(): PostingSource | undefined {
    return this.posting ?? pagePosting(this.job);
  }

  #pageFacts(): PageFacts {
    const { mode, theme, accent } = this;
    return { mode, theme, accent, locale: this.#locale(), posting: this.#posting() };
  }

  #serverUrl(): string | undefined {
    return this.server ? new URL(this.server, document.baseURI).href.replace(/\/+$/, '') : undefined;
  }

  #locale(): string | undefined {
    return localeOf(this.locale, document.documentElement.lang, navigator.language);
  }

  #storage(): ReturnType<typeof browserStorage> {
    return browserStorage(`ip:${this.publishableKey ?? this.#serverUrl() ?? ''}:`);
  }
}
