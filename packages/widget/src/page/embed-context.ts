import type { Mode, PageSettings } from './frame-messages.ts';

/** What the first stage of the script tag passes to the second: its elements and the `data-*` attributes. */
export type EmbedContext = {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** `undefined` with `mode="inline"`. */
  readonly launcher: HTMLButtonElement | undefined;
  /** Base URL of the server without a trailing slash. */
  readonly server: string;
  readonly mode: Mode;
  readonly label: string;
  readonly data: DOMStringMap;
};

/** What the first stage can do with the widget once the second is loaded. */
export type EmbedHandle = { open(): void; close(): void; set(page: Partial<PageSettings>): void };
