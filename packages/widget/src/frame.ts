import { InterviewPrep } from '@interview-prep/sdk';
import { keyAdvice, logSetupError } from './page/setup-error.ts';
import { EmbedSessions } from './page/embed-sessions.ts';
import { FORWARDED_EVENTS } from './page/frame-messages.ts';
import type { FrameReady, PageConnect, PageSettings, MessageToFrame, MessageToPage } from './page/frame-messages.ts';
import { firstLocale } from './page/locale.ts';
import { browserStorage } from './page/storage.ts';
import { PrepApp } from './views/app/app.ts';

/** The app inside the isolated iframe or its tab. Key, token and practice data never leave it. */
class FrameApp {
  readonly #key: string;
  readonly #port: MessagePort;
  readonly #origin: string;
  readonly #storage: ReturnType<typeof browserStorage>;
  #page: PageSettings;
  #app: PrepApp | undefined;
  #opening = false;

  constructor(key: string, { port, origin, page }: { port: MessagePort; origin: string; page: PageSettings }) {
    this.#key = key;
    this.#port = port;
    this.#origin = origin;
    this.#page = page;
    this.#storage = browserStorage(`ip:${key}:`);
    port.addEventListener('message', ({ data }: MessageEvent<MessageToFrame>) => this.#receive(data));
    port.start();
    document.addEventListener('keydown', (event) => {
      const inDialog = event.composedPath().some((node) => node instanceof HTMLDialogElement);
      if (event.key === 'Escape' && !event.defaultPrevented && !inDialog && page.mode !== 'inline')
        this.#post({ type: 'close' });
    });
  }

  #post(message: MessageToPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has one other end, not a window
    this.#port.postMessage(message);
  }

  #receive(message: MessageToFrame): void {
    if (message.type === 'open') void this.#open();
    else if (message.type === 'prefill') this.#app?.prefill(String(message.text));
    else if (message.type === 'set') {
      this.#page = { ...this.#page, ...message.page };
      if (this.#app) this.#applySettings(this.#app);
    }
  }

  async #open(): Promise<void> {
    if (this.#opening) {
      this.#focus();
      return;
    }
    this.#opening = true;
    // This page is served at <server>/embed/v1/.
    const baseUrl = new URL('../..', location.href).href;
    const keyClient = new InterviewPrep({ baseUrl, publishableKey: this.#key });
    const sessions = new EmbedSessions({
      keyClient,
      storage: this.#storage,
      hostOrigin: this.#origin,
      locale: this.#locale(),
    });
    const client = new InterviewPrep({ baseUrl, getClientToken: sessions.getClientToken });
    const app = this.#createApp(sessions);
    // Without a client the app renders a loading placeholder.
    document.body.replaceChildren(app);
    // A refusal is displayed and reported by the app, whose first request fails in the same way.
    app.config = await sessions.open().then(
      (session) => session.config,
      () => undefined,
    );
    app.client = client;
    this.#applySettings(app);
    this.#app = app;
  }

  #createApp(sessions: EmbedSessions): PrepApp {
    const app = new PrepApp();
    app.storage = this.#storage;
    app.embedding = 'frame';
    app.report = (error) =>
      void import('./page/setup-report.ts').then(({ reportFailure }) => reportFailure(error, this.#origin));
    this.#applySettings(app);
    for (const name of FORWARDED_EVENTS) {
      app.addEventListener(name, (event) =>
        this.#post({ type: 'event', name, detail: event instanceof CustomEvent ? event.detail : null }),
      );
    }
    app.addEventListener('ip-close', () => this.#post({ type: 'close' }));
    app.addEventListener('ip-ready', () => this.#focus());
    app.addEventListener('ip-complete', (event) => {
      if (event instanceof CustomEvent && event.detail?.reason === 'erased') sessions.forget();
    });
    return app;
  }

  #applySettings(app: PrepApp): void {
    const { theme, accent, posting, awaited } = this.#page;
    const mode = theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : (app.config?.theme.mode ?? 'auto');
    app.theme = mode;
    app.accent = accent ?? app.config?.theme.accent;
    app.closable = this.#page.mode !== 'inline';
    app.locale = this.#locale() ?? 'en';
    app.propose(posting, awaited);
    document.documentElement.style.colorScheme = mode === 'auto' ? 'light dark' : mode;
  }

  #locale(): string | undefined {
    return firstLocale(this.#page.locale, navigator.language);
  }

  // Only when the document already has the focus: loading the page must not move it.
  #focus(): void {
    if (document.hasFocus() && this.#page.mode !== 'inline') this.#app?.focus();
  }
}

function showMessage(message: string): void {
  const paragraph = document.createElement('p');
  paragraph.role = 'alert';
  paragraph.textContent = message;
  document.body.replaceChildren(paragraph);
}

function start(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    'html{color-scheme:light dark;font:15px/1.5 ' +
      'system-ui,sans-serif}body{margin:0;background:Canvas;color:CanvasText}p{margin:0;padding:32px;text-align:center}',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const key = new URLSearchParams(location.search).get('key') ?? '';
  // A page that may not contain the iframe opens it as a tab.
  const page: Window | null = parent === window ? opener : parent;
  if (!page) {
    showMessage('This page only works inside a job page. If one has opened it, you can close this tab and go back.');
    return;
  }
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const connect = (event: MessageEvent<PageConnect | null>) => {
    const [port] = event.ports;
    if (
      event.source !== page ||
      event.data?.interviewPrep !== 'connect' ||
      event.data.nonce !== nonce ||
      port === undefined
    )
      return;
    removeEventListener('message', connect);
    if (key.startsWith('ipk_')) {
      void new FrameApp(key, { port, origin: event.origin, page: event.data.page });
      return;
    }
    showMessage('Interview practice is not set up on this page yet.');
    logSetupError(keyAdvice(key));
  };
  addEventListener('message', connect);
  customElements.define('ip-app', PrepApp);
  const ready: FrameReady = { interviewPrep: 'ready', nonce };
  // Contains nothing secret; the embedding page's origin is taken from its reply.
  page.postMessage(ready, '*');
}

start();
