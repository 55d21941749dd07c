import type { GetClientToken, InterviewPrep, PostingSource } from '@interview-prep/sdk';
import { ReactiveElement, type PropertyValues } from 'lit';
import { CloseEvent } from './events/close.ts';
import { OpenEvent } from './events/open.ts';
import type { Messages } from './localization/localizer.ts';
import { ElementContent } from './page/element-content.ts';
import type { Mode, PageSettings, Theme } from './page/frame-messages.ts';
import type { PageJob } from './page/page-job.ts';
import { createLauncher } from './page/launcher.ts';
import { firstLocale } from './page/locale.ts';
import { plainJson, PlainValue } from './controllers/plain-json.ts';
import { Panel } from './page/panel.ts';
import { serverUrl } from './page/server-url.ts';

const LABEL = 'Practise the interview';
const MOVED_WITHIN_MS = 1000;

/**
 * The Interview Prep widget. The candidate is identified by `client`, `getClientToken` or `key`, the first that is set.
 *
 * @tagname interview-prep
 * @summary Interview practice for one job posting.
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
 * @csspart choices - The group of buttons for what can be said next.
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
    candidate: {},
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
  /**
   * Any text that identifies the signed-in person, for example your user id. When it changes, the widget starts again as
   * that person. Not sent to the server.
   */
  declare candidate: string | undefined;
  /**
   * The job posting to prepare for, instead of the page's `JobPosting`; may be a schema.org `JobPosting` itself. Compared by
   * value. A candidate who is practising is asked before it changes.
   */
  declare posting: PostingSource | undefined;
  /**
   * An SDK client to use, for a page that already has one. Takes precedence over `getClientToken` and `key`. The one that
   * was set last is used.
   */
  declare client: InterviewPrep | undefined;
  /** Function that fetches a client token from your backend. Takes precedence over `key`. The one set last is called. */
  declare getClientToken: GetClientToken | undefined;
  /** Texts that replace the built-in ones, by message key. */
  declare messages: Messages;
  /** Resolves when the widget is ready to use for the first time. */
  readonly ready: Promise<void>;
  #panel: Panel | undefined;
  #content: ElementContent | undefined;
  /** Server, person and isolation of the content; `undefined` while there is none. */
  #startedFor: string | undefined;
  readonly #posting = new PlainValue<PostingSource>();
  #pageJob: PageJob | undefined;

  constructor() {
    super();
    this.theme = 'auto';
    this.mode = 'inline';
    this.label = LABEL;
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
    this.#content?.app?.prefill(text);
    this.#content?.frame?.prefill(text);
  }

  /** Sends a message as the candidate, once a chat has started. With `isolation="frame"` the same as `prefill`. */
  send(text: string): void {
    this.#content?.app?.send(text);
    this.#content?.frame?.prefill(text);
  }

  /** Sets `posting`, also one that was changed inside; `undefined` returns to the page's `JobPosting`. */
  setPosting(posting: PostingSource | undefined): void {
    this.posting = posting;
    // The same object may have been changed inside.
    this.#posting.forget();
    this.requestUpdate('posting');
  }

  /** Forgets the chat stored in this browser and shows the start screen. Does nothing with `isolation="frame"`. */
  reset(): void {
    this.#content?.app?.reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#panel?.isOpen) this.#panel.show();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved is removed first, and continues as it was.
    setTimeout(() => {
      if (!this.isConnected) this.#teardown();
    }, MOVED_WITHIN_MS);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    const { isolation, client, getClientToken, publishableKey, candidate } = this;
    const credential = client ? 1 : getClientToken ? 2 : publishableKey || 0;
    // Frameworks set null for what they do not have.
    const startsFor = plainJson([isolation === 'frame', serverUrl(this.server), credential, candidate || 0]);
    if (startsFor !== this.#startedFor) this.#restart(startsFor);
    else if (this.#panel?.mode !== this.#mode()) this.#place();
    if (changed.has('job') || changed.has('posting')) this.#pageJob?.follow();
    this.#applySettings();
  }

  #restart(startsFor = this.#startedFor): void {
    const wasOpen = this.#panel?.isOpen;
    this.#teardown();
    this.#startedFor = startsFor;
    this.#content = new ElementContent(this, {
      server: serverUrl(this.server),
      panel: () => this.#panel ?? panel,
      page: () => this.#pageSettings(),
      onOtherPerson: () => this.#restart(),
    });
    const panel = this.#place();
    if (wasOpen && this.#mode() !== 'inline') this.#panel?.open();
  }

  /** Puts the content into a panel of the mode, and keeps it as it is. */
  #place(): Panel {
    const mode = this.#mode();
    const label = this.#label();
    // `createRenderRoot` of ReactiveElement creates a shadow root; its type is wider.
    const root = this.renderRoot as ShadowRoot;
    const focused = this.#content?.app?.shadowRoot?.activeElement ?? root.activeElement;
    const before = this.#panel;
    root.adoptedStyleSheets = [];
    const launcher = createLauncher(root, mode, label);
    const panel = new Panel(root, {
      mode,
      label,
      launcher,
      onOpen: () => {
        this.#pageJob?.follow();
        void this.#mount(mode);
        this.dispatchEvent(new OpenEvent());
      },
      onClose: () => this.dispatchEvent(new CloseEvent()),
    });
    this.#panel = panel;
    if (before) panel.replace(before);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (mode === 'inline' && !before?.isOpen) panel.open();
    return panel;
  }

  async #mount(mode: Mode): Promise<void> {
    const content = this.#content;
    if (this.#needsReader()) await this.#loadReader();
    if (content === undefined || this.#content !== content) return;
    content.mount();
    if (mode !== 'inline') content.focus();
  }

  #needsReader(): unknown {
    // It also looks at what the owner has set.
    return !this.#pageJob && (this.posting || this.job !== 'none');
  }

  // Not part of the first load. What cannot be loaded is asked for again the next time that it is needed.
  async #loadReader(): Promise<void> {
    const module = await import('./page/page-job.ts').catch(() => undefined);
    if (!this.isConnected) return;
    this.#pageJob ??=
      module &&
      new module.PageJob(
        () => this.job,
        () => this.requestUpdate(),
        () => [this.posting, this.#content?.isMounted],
      );
  }

  #teardown(): void {
    this.#content?.stop();
    this.#pageJob?.stop();
    this.#content = this.#panel = this.#startedFor = this.#pageJob = undefined;
    this.#posting.forget();
    this.renderRoot?.replaceChildren();
  }

  #applySettings(): void {
    const { theme, accent } = this;
    this.#panel?.apply({ label: this.#label(), theme, accent });
    // A posting that was taken away leaves the one of the page.
    if (this.#content?.isMounted && this.#needsReader())
      void this.#loadReader().then(() => this.#pageJob && this.#content?.apply());
    else this.#content?.apply();
  }

  #pageSettings(): PageSettings {
    const { theme, accent } = this;
    const source = this.#pageJob ? this.#pageJob.posting : this.posting;
    const posting = this.#posting.of(source, () => source);
    return { mode: this.#mode(), theme, accent, locale: this.#locale(), posting, awaited: this.#pageJob?.awaited };
  }

  // Frameworks also set null, and attributes any text.
  #mode(): Mode {
    return /^(popover|fab|modal)$/.test(this.mode) ? this.mode : 'inline';
  }

  #label(): string {
    return this.label || LABEL;
  }

  #locale(): string | undefined {
    return firstLocale(this.locale, document.documentElement.lang, navigator.language);
  }
}
