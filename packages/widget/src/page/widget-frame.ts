import { keyAdvice, logSetupError } from './setup-error.ts';
import { createFrame, connectFrame } from './frame-connection.ts';
import type { FrameConnection } from './frame-connection.ts';
import { FORWARDED_EVENTS } from './frame-messages.ts';
import type { PageSettings, MessageToFrame, MessageToPage } from './frame-messages.ts';
import { showMessage } from './panel-message.ts';
import type { Panel } from './panel.ts';

const READY_TIMEOUT_MS = 10_000;

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
  #connection: FrameConnection | undefined;
  #failed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WidgetFrameOptions) {
    this.#options = options;
  }

  /** Adds the iframe to the panel once. Its session starts with the `open` message. */
  load(): void {
    if (this.#frame !== undefined || this.#failed) return;
    const { server, key, label, panel, page } = this.#options;
    // The server sends no script to an iframe with another kind of key, so the error is reported from here.
    if (!key?.startsWith('ipk_')) {
      this.#fail('Interview practice is not set up on this page yet.', keyAdvice(key));
      return;
    }
    const frame = createFrame(server, { key, label });
    this.#timer = setTimeout(() => {
      this.#fail(
        'Interview practice could not be loaded. Please try again later.',
        `the iframe of ${server} did not answer within 10 s. Check that the server is running, that the content ` +
          `security policy of this page allows "frame-src ${server}", that the key is correct, and that ` +
          `${location.origin} is one of its allowed origins.`,
      );
    }, READY_TIMEOUT_MS);
    this.#frame = frame;
    this.#connection = connectFrame(frame, {
      origin: new URL(server).origin,
      page,
      onMessage: (message) => this.#receive(message),
      onConnect: () => {
        clearTimeout(this.#timer);
        // An iframe that reloaded is closed at first.
        if (panel().isOpen) this.send({ type: 'open' });
      },
    });
    panel().element.append(frame);
  }

  send(message: MessageToFrame): void {
    this.#connection?.send(message);
  }

  focus(): void {
    this.#frame?.focus();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#connection?.stop();
    this.#frame?.remove();
    this.#frame = undefined;
  }

  #receive(message: MessageToPage): void {
    const { panel, onEvent } = this.#options;
    if (message.type === 'close') panel().close();
    // Events that are not in the list are never forwarded.
    else if (FORWARDED_EVENTS.some((name) => name === message.name)) onEvent(message.name, message.detail);
  }

  #fail(message: string, advice: string): void {
    this.#failed = true;
    this.stop();
    showMessage(this.#options.panel(), message);
    logSetupError(advice);
  }
}
