import type { Mode, PageSettings } from './frame-messages.ts';

/** The settings of the script tag: its `data-*` attributes, in its address, or in `window.InterviewPrep`. */
export type EmbedSettings = {
  [
    name in 'accent' | 'isolation' | 'job' | 'key' | 'label' | 'locale' | 'mode' | 'server' | 'target' | 'theme'
  ]?: string;
};

/** What the first stage of the script tag passes to the second: its elements and settings. */
export type EmbedContext = {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** `undefined` with `mode="inline"`. */
  readonly launcher: HTMLButtonElement | undefined;
  /** Base URL of the server without a trailing slash. */
  readonly server: string;
  readonly mode: Mode;
  readonly label: string;
  readonly data: EmbedSettings;
};

/** What the first stage can do with the widget once the second is loaded. */
export type EmbedHandle = {
  open(): void;
  close(): void;
  set(page: Partial<PageSettings>): void;
  /** The widget was put back into the page. An element notices it by itself. */
  placed?(): void;
  /** The page has added the script again, with these settings. */
  again(data: EmbedSettings): void;
};
