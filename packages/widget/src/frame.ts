import { InterviewPrep } from '@interview-prep/sdk';
import { complain } from './page/attachment.ts';
import { adviceFor, EmbedSessions } from './page/embed-sessions.ts';
import { TOLD_EVENTS } from './page/frame-messages.ts';
import type { FrameReady, PageConnect, PageFacts, ToFrame, ToPage } from './page/frame-messages.ts';
import { localeOf } from './page/locale.ts';
import { browserStorage } from './page/storage.ts';
import { PrepApp } from './parts/app/app.ts';

/** The isolated frame: it alone holds the key, the token and the practice. */
class Frame {
  readonly #key: string;
  readonly #port: MessagePort;
  readonly #origin: string;
  readonly #storage: ReturnType<typeof browserStorage>;
  #page: PageFacts;
  #app: PrepApp | undefined;
  #opening = false;

  constructor(key: string, { port, origin, page }: { port: MessagePort; origin: string; page: PageFacts }) {
    this.#key = key;
    this.#port = port;
    this.#origin = origin;
    this.#page = page;
    this.#storage = browserStorage(`ip:${key}:`);
    port.addEventListener('message', ({ data }: MessageEvent<ToFrame>) => this.#hear(data));
    port.start();
    document.addEventListener('keydown', (event) => {
      const inDialog = event.composedPath().some((node) => node instanceof HTMLDialogElement);
      if (event.key === 'Escape' && !event.defaultPrevented && !inDialog && page.mode !== 'inline')
        this.#tell({ type: 'close' });
    });
  }

  #tell(message: ToPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has one other end, not a window
    this.#port.postMessage(message);
  }

  #hear(message: ToFrame): void {
    if (message.type === 'open') void this.#open();
    else if (message.type === 'send') this.#app?.send(message.text);
    else if (message.type === 'reset') this.#app?.reset();
    else if (message.type === 'set') {
      this.#page = { ...this.#page, ...message.page };
      if (this.#app) this.#paint(this.#app);
      if (this.#app && message.page.posting !== undefined) this.#app.posting = this.#page.posting;
    }
  }

  async #open(): Promise<void> {
    if (this.#opening) {
      this.#focus();
      return;
    }
    this.#opening = true;
    // This page lies at <server>/embed/v1/.
    const baseUrl = new URL('../..', location.href).href;
    const opener = new InterviewPrep({ baseUrl, publishableKey: this.#key });
    const sessions = new EmbedSessions({
      opener,
      storage: this.#storage,
      hostOrigin: this.#origin,
      locale: this.#locale(),
    });
    const client = new InterviewPrep({ baseUrl, getClientToken: sessions.getClientToken });
    const app = this.#createApp(sessions);
    // Until it has a client it shows where things will be.
    document.body.replaceChildren(app);
    // A refusal is shown by the app, which meets it again with its first request.
    app.config = await sessions.open().then(
      (session) => session.config,
      (error: unknown) => this.#explain(error),
    );
    app.client = client;
    app.posting = this.#page.posting;
    this.#paint(app);
    this.#app = app;
  }

  #createApp(sessions: EmbedSessions): PrepApp {
    const app = new PrepApp();
    app.storage = this.#storage;
    app.embedding = 'frame';
    app.closable = this.#page.mode !== 'inline';
    this.#paint(app);
    for (const name of TOLD_EVENTS) {
      app.addEventListener(name, (event) =>
        this.#tell({ type: 'event', name, detail: event instanceof CustomEvent ? event.detail : null }),
      );
    }
    app.addEventListener('ip-close', () => this.#tell({ type: 'close' }));
    app.addEventListener('ip-ready', () => this.#focus());
    app.addEventListener('ip-complete', (event) => {
      if (event instanceof CustomEvent && event.detail?.reason === 'erased') sessions.forget();
    });
    return app;
  }

  #paint(app: PrepApp): void {
    const { theme, accent } = this.#page;
    const mode = theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : (app.config?.theme.mode ?? 'auto');
    app.theme = mode;
    app.accent = accent ?? app.config?.theme.accent;
    app.locale = this.#locale() ?? 'en';
    document.documentElement.lang = app.locale;
    document.documentElement.style.colorScheme = mode === 'auto' ? 'light dark' : mode;
  }

  #locale(): string | undefined {
    return localeOf(this.#page.locale, navigator.language);
  }

  #explain(error: unknown): undefined {
    const advice = adviceFor(error, this.#origin);
    if (advice !== undefined) complain(advice, error);
  }

  // Only when the candidate came here: a page that loads must not take the focus from what is being read.
  #focus(): void {
    if (document.hasFocus() && this.#page.mode !== 'inline') this.#app?.focus();
  }
}

function say(sentence: string): void {
  const words = document.createElement('p');
  words.role = 'alert';
  words.textContent = sentence;
  document.body.replaceChildren(words);
}

function begin(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    'html{color-scheme:light dark;font:15px/1.5 ' +
      'system-ui,sans-serif}body{margin:0;background:Canvas;color:CanvasText}p{margin:0;padding:32px;text-align:center}',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const key = new URLSearchParams(location.search).get('key') ?? '';
  if (parent === window) {
    say('This page is made to stand inside a job page.');
    return;
  }
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const connect = (event: MessageEvent<PageConnect | null>) => {
    const [port] = event.ports;
    if (
      event.source !== parent ||
      event.data?.interviewPrep !== 'connect' ||
      event.data.nonce !== nonce ||
      port === undefined
    )
      return;
    removeEventListener('message', connect);
    if (key.startsWith('ipk_')) {
      void new Frame(key, { port, origin: event.origin, page: event.data.page });
      return;
    }
    say('Interview practice is not set up on this page yet.');
    complain(
      key.startsWith('isk_')
        ? 'this is a secret key and everybody can read it here. Revoke it, and use a publishable key (ipk_…).'
        : 'the key must be a publishable key, which begins with "ipk_".',
    );
  };
  addEventListener('message', connect);
  customElements.define('ip-app', PrepApp);
  const ready: FrameReady = { interviewPrep: 'ready', nonce };
  // Holds nothing secret: whose page it is we learn from the answer.
  parent.postMessage(ready, '*');
}

begin();
