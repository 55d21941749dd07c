import type { Messages } from '../localization/localizer.ts';
import type { PrepApp } from '../views/app/app.ts';
import { createClient } from './element-client.ts';
import type { ClientHost } from './element-client.ts';
import { isFocusFree } from './focus.ts';
import type { ElementFrame } from './element-frame.ts';
import type { PageSettings } from './frame-messages.ts';
import { createInlineApp } from './inline-app.ts';
import type { Panel } from './panel.ts';
import { PlainValue } from '../controllers/plain-json.ts';
import { browserStorage } from './storage.ts';

/** The element as its content reads it. Its properties may be set anew at any time. */
export type ContentHost = HTMLElement &
  ClientHost & {
    readonly isolation: 'none' | 'frame';
    readonly candidate: string | undefined;
    readonly messages: Messages | undefined;
    close(): void;
  };

export type ContentOptions = {
  /** Base URL of the server. */
  readonly server: string | undefined;
  /** The panel that it is in: another one after a change of mode. */
  readonly panel: () => Panel;
  readonly page: () => PageSettings;
  readonly onOtherPerson: () => void;
};

// Loaded only now, because most pages never need it.
const report = (error: unknown) =>
  void import('./setup-report.ts').then(({ reportFailure }) => reportFailure(error, location.origin));

/** What is inside the panel for one server and one person: the app or the iframe, from the first opening on. */
export class ElementContent {
  app: PrepApp | undefined;
  frame: ElementFrame | undefined;
  readonly #host: ContentHost;
  readonly #options: ContentOptions;
  readonly #messages = new PlainValue<Messages>();
  #stopped = false;

  constructor(host: ContentHost, options: ContentOptions) {
    this.#host = host;
    this.#options = options;
  }

  get isMounted(): boolean {
    return Boolean(this.app ?? this.frame);
  }

  mount(): void {
    const { server, panel } = this.#options;
    const host = this.#host;
    const { isolation, publishableKey: key } = host;
    if (this.app) return;
    if (isolation !== 'frame') this.app = this.#createApp();
    else if (server && key?.startsWith('ipk_')) {
      void this.#mountFrame(server, key);
      return;
    }
    if (!this.app) {
      const isStillSo = () => !this.#stopped && !this.app;
      void import('./setup-report.ts').then(({ reportNotSetUp }) => reportNotSetUp(panel(), { host, isStillSo }));
      return;
    }
    this.apply();
    panel().element.replaceChildren(this.app);
  }

  /** Passes on what has changed. */
  apply(): void {
    const { app, frame } = this;
    // Not before: reading a page that is still setting the element up would report what it has yet to set.
    if (!this.isMounted) return;
    const page = this.#options.page();
    if (app) {
      const { mode, accent } = app.config?.theme ?? {};
      app.theme = page.theme === 'light' || page.theme === 'dark' ? page.theme : (mode ?? 'auto');
      app.accent = page.accent ?? accent;
      app.locale = page.locale ?? 'en';
      app.closable = page.mode !== 'inline';
      app.messages = this.#messages.of(this.#host.messages, () => this.#host.messages) ?? {};
      app.propose(page.posting, page.awaited);
    }
    frame?.set(page);
  }

  focus(): void {
    this.frame?.focus();
    this.app?.focus();
  }

  stop(): void {
    this.#stopped = true;
    this.frame?.stop();
    this.app?.close();
  }

  #createApp(): PrepApp | undefined {
    const { server: baseUrl, panel, page, onOtherPerson } = this.#options;
    const host = this.#host;
    const { publishableKey, candidate } = host;
    const storage = browserStorage(`ip:${[publishableKey ?? baseUrl, candidate].filter(Boolean).join(':')}:`);
    const client = createClient(host, {
      baseUrl,
      storage,
      // Read only when a client is made: the page has nothing to report before.
      get locale() {
        return page().locale;
      },
      report,
      onOtherPerson: () => {
        if (!this.#stopped) onOtherPerson();
      },
    });
    if (client === undefined) return undefined;
    return createInlineApp(host, {
      client,
      report,
      storage,
      close: () => host.close(),
      ready: () => {
        // Opening was asynchronous: do not take the focus when the user has moved it elsewhere in the meantime.
        if (isFocusFree(host) && panel().mode !== 'inline' && panel().isOpen) this.focus();
      },
    });
  }

  async #mountFrame(server: string, key: string): Promise<void> {
    const { panel, page } = this.#options;
    const { ElementFrame } = await import('./element-frame.ts');
    if (this.#stopped) return;
    this.frame ??= new ElementFrame(this.#host, { server, key, label: panel().element.ariaLabel ?? '', panel, page });
    this.frame.open();
  }
}
