import { createFrame, connectFrame, frameUrl } from './frame-connection.ts';
import type { FrameConnection } from './frame-connection.ts';
import { wordsFor } from './frame-failure.ts';
import type { FrameFailure } from './frame-failure.ts';
import { FORWARDED_EVENTS } from './frame-messages.ts';
import type { PageSettings, MessageToFrame, MessageToPage } from './frame-messages.ts';
import { hideMessage, showMessage } from './panel-message.ts';
import type { Panel } from './panel.ts';
import { logSetupError } from './setup-error.ts';

const SLOW_MS = 10_000;
/** From then on a candidate who has opened it sees that it is opening, and can close it. */
const OPENING_MS = 300;
/** The message of an iframe that works arrives before its `load` event or shortly after. */
const SILENT_MS = 50;
/** How often a tab that has not answered yet is looked at. */
const TAB_MS = 250;

export type WidgetFrameOptions = {
  readonly server: string;
  readonly key: string | undefined;
  readonly label: string;
  readonly panel: () => Panel;
  readonly page: () => PageSettings;
  /** Forwards an event of the iframe to the page. */
  readonly onEvent: (name: string, detail: unknown) => void;
};

/** The widget in an iframe of the server's origin, whose content scripts of the page cannot read. */
export class WidgetFrame {
  readonly #options: WidgetFrameOptions;
  #frame: HTMLIFrameElement | undefined;
  #tab: Window | null = null;
  #connection: FrameConnection | undefined;
  #failure: FrameFailure | undefined;
  #connected = false;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(options: WidgetFrameOptions) {
    this.#options = options;
  }

  /** Adds the iframe to the panel once. Its session starts with the `open` message. */
  load(): void {
    if (this.#frame !== undefined || this.#failure === 'no-key') return;
    const { server, key, label, panel, page } = this.#options;
    // The server sends no script to an iframe with another kind of key, so the error is reported from here.
    if (!key?.startsWith('ipk_')) {
      this.#fail('no-key');
      return;
    }
    const frame = createFrame(frameUrl(server, key), label);
    // Until the iframe has answered, what is in it may be an error page of the browser.
    frame.style.opacity = '0';
    // In a sandbox without an origin not even the refusal can be taken: its sender has no origin either.
    const silent = origin === 'null' ? 'origin' : 'blocked';
    frame.addEventListener('load', () => this.#later(() => this.#connected || this.#fail(silent), SILENT_MS));
    document.addEventListener('securitypolicyviolation', this.#onViolation);
    this.#later(() => this.#connected || this.#fail('slow'), SLOW_MS);
    this.#frame = frame;
    this.#connection = connectFrame({
      origin: new URL(server).origin,
      target: () => this.#tab ?? frame.contentWindow,
      page: () => (this.#tab ? { ...page(), mode: 'inline' } : page()),
      onMessage: (message) => this.#receive(message),
      onConnect: () => this.#onConnect(frame),
      // What it is was refused for follows from the page, and it is no text to show.
      onRefused: (reason) => this.#fail(reason === 'origin' ? 'origin' : 'key'),
    });
    panel().element.append(frame);
  }

  /** Starts the session, as soon as the iframe has answered. */
  open(): void {
    this.load();
    this.send({ type: 'open' });
    this.#later(() => {
      if (!this.#connected && this.#failure === undefined)
        showMessage(this.#options.panel(), 'Interview practice is opening…', { behind: this.#frame });
    }, OPENING_MS);
  }

  send(message: MessageToFrame): void {
    this.#connection?.send(message);
  }

  focus(): void {
    this.#frame?.focus();
  }

  stop(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
    this.#connection?.stop();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#connected = false;
  }

  readonly #onViolation = ({ effectiveDirective, disposition, blockedURI }: SecurityPolicyViolationEvent) => {
    // The address may be cut to its origin.
    const isOurs = blockedURI.startsWith(new URL(this.#options.server).origin);
    if (isOurs && disposition === 'enforce' && effectiveDirective.startsWith('frame-src')) this.#fail('policy');
  };

  #onConnect(frame: HTMLIFrameElement): void {
    const { panel } = this.#options;
    this.#connected = true;
    if (this.#tab) {
      showMessage(panel(), 'Interview practice is open in another tab.', { behind: frame });
      this.send({ type: 'open' });
      return;
    }
    const wasHidden = frame.hidden;
    this.#failure = undefined;
    frame.style.opacity = '';
    hideMessage(panel(), frame);
    // An iframe that reloaded is closed at first.
    if (panel().isOpen) this.send({ type: 'open' });
    if (panel().isOpen && wasHidden && panel().mode !== 'inline') frame.focus();
  }

  #receive(message: MessageToPage): void {
    const { panel, onEvent } = this.#options;
    if (message.type === 'close') panel().close();
    // Events that are not in the list are never forwarded.
    else if (FORWARDED_EVENTS.some((name) => name === message.name)) onEvent(message.name, message.detail);
  }

  #fail(failure: FrameFailure): void {
    const { server, key, panel } = this.#options;
    // The first cause is the most exact one; a slow server may still answer or refuse.
    if (this.#failure !== undefined && this.#failure !== 'slow' && failure !== 'severed') return;
    this.#failure = failure;
    const { text, advice, retry } = wordsFor(failure, { server, key });
    logSetupError(advice);
    // What was refused stays so; a slow server, or a page that was not the iframe, may still be followed by it.
    if (failure !== 'slow' && failure !== 'blocked') this.#frame?.remove();
    const actions = { 'Open in a new tab': () => this.#openTab(), 'Try again': () => this.#retry() };
    showMessage(panel(), text, { behind: this.#frame, actions: retry ? actions : {} });
  }

  // The tab is connected to this page in the same way as the iframe: the server still checks the origin of this page.
  #openTab(): void {
    const { server, key } = this.#options;
    const tab = window.open(frameUrl(server, key ?? ''));
    this.#tab = tab;
    // A page with its own opener policy loses the tab at once, which then looks closed and can never be connected.
    const look = () => {
      if (this.#connected || tab !== this.#tab) return;
      if (tab?.closed) this.#fail('severed');
      else this.#later(look, TAB_MS);
    };
    if (tab) this.#later(look, TAB_MS);
  }

  #retry(): void {
    this.stop();
    this.#failure = undefined;
    this.#options.panel().element.replaceChildren();
    this.open();
  }

  #later(act: () => void, delayMs: number): void {
    this.#timers.push(setTimeout(act, delayMs));
  }
}
