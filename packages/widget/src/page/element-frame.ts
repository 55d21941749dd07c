import type { PageSettings } from './frame-messages.ts';
import { PlainValue } from '../controllers/plain-json.ts';
import { WidgetFrame } from './widget-frame.ts';
import type { WidgetFrameOptions } from './widget-frame.ts';

/** The iframe of an element. Loaded dynamically, because without `isolation="frame"` it is not needed. */
export class ElementFrame {
  readonly #frame: WidgetFrame;
  readonly #sent = new PlainValue<PageSettings>();

  constructor(host: EventTarget, options: Omit<WidgetFrameOptions, 'onEvent'>) {
    this.#frame = new WidgetFrame({
      ...options,
      onEvent: (name, detail) => host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
    });
  }

  open(): void {
    this.#frame.open();
  }

  /** Sends settings that differ from the last ones. */
  set(page: PageSettings): void {
    const sent = this.#sent.value;
    if (this.#sent.of(page, () => page) !== sent) this.#frame.send({ type: 'set', page });
  }

  prefill(text: string): void {
    this.#frame.send({ type: 'prefill', text });
  }

  focus(): void {
    this.#frame.focus();
  }

  stop(): void {
    this.#frame.stop();
  }
}
