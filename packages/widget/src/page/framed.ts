import { complain } from './attachment.ts';
import { createFrame, linkFrame } from './frame-link.ts';
import type { FrameLink } from './frame-link.ts';
import { TOLD_EVENTS } from './frame-messages.ts';
import type { PageFacts, ToFrame, ToPage } from './frame-messages.ts';
import type { Shell } from './shell.ts';

const READY_WITHIN_MS = 10_000;

export type FramedOptions = {
  readonly server: string;
  readonly key: string | undefined;
  readonly label: string;
  readonly shell: () => Shell;
  readonly page: () => PageFacts;
  /** Gives an event of the frame to the page. */
  readonly onEvent: (name: string, detail: unknown) => void;
};

/** The widget in a frame of the server's own origin, where the page around it sees and hears nothing of the practice. */
export class Framed {
  readonly #options: FramedOptions;
  #frame: HTMLIFrameElement | undefined;
  #link: FrameLink | undefined;
  #failed = false;

  constructor(options: FramedOptions) {
    this.#options = options;
  }

  /** Puts the frame into the box, once. Its session begins with `open`. */
  load(): void {
    if (this.#frame !== undefined || this.#failed) return;
    const { server, key, label, shell, page } = this.#options;
    if (!key) {
      this.#fail(
        'Interview practice is not set up on this page yet.',
        'the key is missing. Put a publishable key into the script tag: data-key="ipk_…".',
      );
      return;
    }
    // The server gives no script to a frame with such a key, so that nothing in there could say what is wrong.
    if (!key.startsWith('ipk_')) {
      const isSecret = key.startsWith('isk_');
      this.#fail(
        'Interview practice is not set up on this page yet.',
        isSecret
          ? 'this is a secret key and everybody can read it here. Revoke it, and use a publishable key (ipk_…).'
          : 'the key must be a publishable key, which begins with "ipk_".',
      );
      return;
    }
    const frame = createFrame(server, { key, label });
    const timer = setTimeout(() => {
      this.#fail(
        'Interview practice could not be loaded. Please try again later.',
        `no answer from the frame of ${server} within 10 s. Is the server running, does the policy of this ` +
          `page allow "frame-src ${server}", is the key right, and is ${location.origin} one of its allowed ` +
          'origins?',
      );
    }, READY_WITHIN_MS);
    this.#frame = frame;
    this.#link = linkFrame(frame, {
      origin: new URL(server).origin,
      page,
      onMessage: (message) => this.#hear(message),
      onConnect: () => {
        clearTimeout(timer);
        // A frame that had to load again begins closed.
        if (shell().isOpen) this.send({ type: 'open' });
      },
    });
    shell().box.append(frame);
  }

  send(message: ToFrame): void {
    this.#link?.send(message);
  }

  focus(): void {
    this.#frame?.focus();
  }

  stop(): void {
    this.#link?.stop();
    this.#frame?.remove();
    this.#frame = undefined;
  }

  #hear(message: ToPage): void {
    const { shell, onEvent } = this.#options;
    if (message.type === 'close') shell().close();
    // Whatever stands in the frame: the page hears of nothing else.
    else if (TOLD_EVENTS.some((name) => name === message.name)) onEvent(message.name, message.detail);
  }

  #fail(sentence: string, fix: string): void {
    this.#failed = true;
    this.stop();
    this.#options.shell().say(sentence);
    complain(fix);
  }
}
