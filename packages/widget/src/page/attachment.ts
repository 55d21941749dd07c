import type { Mode, PageFacts } from './frame-messages.ts';

/** What the script tag has put into the page, and what it was told in its `data-*`. */
export type Attachment = {
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
export type Attached = { open(): void; close(): void; set(page: Partial<PageFacts>): void };

/** Tells the one who embeds the widget what to mend. They look into the console first. */
export function complain(fix: string, cause: unknown = ''): void {
  // oxlint-disable-next-line no-console -- the only place where the owner of the page meets us
  console.error(`Interview Prep: ${fix}`, cause);
}
