import type { PostingSource } from '@interview-prep/sdk';

/** Where the widget stands in its page. */
export type Mode = 'inline' | 'popover' | 'fab' | 'modal';
export type Theme = 'auto' | 'light' | 'dark';

/** What the page may tell the frame about itself. */
export type PageSettings = {
  readonly mode: Mode;
  readonly posting?: PostingSource | undefined;
  readonly locale?: string | undefined;
  readonly theme?: string | undefined;
  readonly accent?: string | undefined;
};

/** First words, by `postMessage`: the frame says that it is there, the page answers with the same nonce and a port. */
export type FrameReady = { readonly interviewPrep: 'ready'; readonly nonce: string };
export type PageConnect = { readonly interviewPrep: 'connect'; readonly nonce: string; readonly page: PageSettings };

/** From the page to the frame, over the port. */
export type MessageToFrame =
  | { readonly type: 'open' | 'close' | 'reset' }
  | { readonly type: 'send'; readonly text: string }
  | { readonly type: 'set'; readonly page: Partial<PageSettings> };

/** From the frame to the page, over the port: never a word of the practice. */
export type MessageToPage =
  { readonly type: 'close' } | { readonly type: 'event'; readonly name: string; readonly detail: unknown };

/** The events of the frame that a page hears of. `ip-open` and `ip-close` are the page's own. */
export const FORWARDED_EVENTS = [
  'ip-ready',
  'ip-message',
  'ip-feedback',
  'ip-prep-ready',
  'ip-complete',
  'ip-error',
] as const;
