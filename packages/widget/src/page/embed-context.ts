import type { Mode, PageSettings } from './frame-messages.ts';

/** What the script tag has put into the page, and what it was told in its `data-*`. */
export type EmbedContext = {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Missing when the widget stands inline. */
  readonly launcher: HTMLButtonElement | undefined;
  /** Address of the server, without a slash at its end. */
  readonly server: string;
  readonly mode: Mode;
  readonly label: string;
  readonly data: DOMStringMap;
};

/** What the page can do with it afterwards. */
export type EmbedHandle = { open(): void; close(): void; set(page: Partial<PageSettings>): void };
