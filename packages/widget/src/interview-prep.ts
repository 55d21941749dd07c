import { InterviewPrep } from '@interview-prep/sdk';
import type { GetClientToken, PostingSource } from '@interview-prep/sdk';
import { ReactiveElement } from 'lit';
import type { PropertyValues } from 'lit';
import { CloseEvent } from './events/close.ts';
import { OpenEvent } from './events/open.ts';
import type { Messages } from './localization/localizer.ts';
import { complain } from './page/attachment.ts';
import { Framed } from './page/framed.ts';
import type { Mode, PageFacts, Theme } from './page/frame-messages.ts';
import { pagePosting } from './page/job-posting.ts';
import { keyedClient } from './page/keyed-client.ts';
import { createLauncher } from './page/launcher.ts';
import { localeOf } from './page/locale.ts';
import { Shell } from './page/shell.ts';
import { browserStorage } from './page/storage.ts';
import { PrepApp } from './parts/app/app.ts';

const SLOTS = ['header', 'empty', 'footer', 'consent'];

/**
 * Interview practice in a page: who the candidate is comes from `client`, `getClientToken` or `key`, the first that is set.
 *
 * @fires ip-ready - It can be used.
 * @fires ip-open - It was opened.
 * @fires ip-close - It is about to close. Cancel it to keep it open.
 * @fires ip-message - The candidate said something. Never holds the words.
 * @fires ip-feedback - An answer received feedback. Holds neither score nor words.
 * @fires ip-prep-ready - A preparation document is ready.
 * @fires ip-complete - A chat is over.
 * @fires ip-error - A failure that the candidate sees.
 *
 * @slot header - Instead of our header.
 * @slot empty - Shown while it loads.
 * @slot footer - Below everything.
 * @slot consent - Added to what the candidate agrees to.
 *
 * @csspart launcher - The button that opens it, unless it stands inline.
 * @csspart panel - The box around everything.
 *
 * @cssprop --ip-accent - The colour of what can be pressed.
 * @cssprop --ip-on-accent - The colour of words on it.
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
  declare theme: Theme;
  /** `#rrggbb` */
  declare accent: string | undefined;
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
      this.#framed ??= new Framed({
        server: this.#serverUrl() ?? '',
        key: this.#serverUrl() === undefined ? undefined : this.publishableKey,
        label: this.label,
        shell: () => shell,
        page: () => this.#pageFacts(),
        onEvent: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
      });
      this.#framed.load();
      this.#framed.send({ type: 'open' });
      return;
    }
    const client = this.#client();
    if (client !== undefined) {
      this.#app = this.#createApp(client);
      shell.box.replaceChildren(this.#app);
      return;
    }
    shell.say('Interview practice is not set up on this page yet.');
    // Frameworks and scripts may set properties a little after they made the element.
    setTimeout(() => {
      if (this.isConnected && this.#app === undefined) complain('<interview-prep> needs "server" and one of "key", "getClientToken" or "client".');
    }, 1000);
  }

  #client(): InterviewPrep | undefined {
    if (this.client !== undefined) return this.client;
    const baseUrl = this.#serverUrl();
    if (baseUrl === undefined) return undefined;
    const { getClientToken, publishableKey } = this;
    if (getClientToken !== undefined) return new InterviewPrep({ baseUrl, getClientToken });
    if (!publishableKey?.startsWith('ipk_')) return undefined;
    return keyedClient(this, { baseUrl, publishableKey, storage: this.#storage(), locale: this.#locale() });
  }

  #createApp(client: InterviewPrep): PrepApp {
    if (customElements.get('ip-app') === undefined) customElements.define('ip-app', PrepApp);
    const app = new PrepApp();
    app.client = client;
    app.storage = this.#storage();
    app.embedding = 'inline';
    app.closable = this.mode !== 'inline';
    app.posting = this.#posting();
    this.#dress(app);
    app.addEventListener('ip-close', (event) => {
      // Said again by the element itself, so that its listeners can refuse.
      event.stopPropagation();
      this.close();
    });
    app.addEventListener('ip-ready', () => this.#focusWhenFree());
    for (const name of SLOTS) {
      // A slot that is handed on hides what stands in its place, even when it is empty.
      if (this.querySelector(`:scope > [slot="${name}"]`) === null) continue;
      const slot = document.createElement('slot');
      slot.name = name;
      slot.slot = name;
      app.append(slot);
    }
    return app;
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
    // An element's root is a document or a shadow root.
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    const free = activeElement === null || activeElement === document.body || activeElement === this;
    if (free && this.mode !== 'inline' && this.#shell?.isOpen) this.#focus();
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

declare global {
  interface HTMLElementTagNameMap {
    'interview-prep': InterviewPrepElement;
  }
}
