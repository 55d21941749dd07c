import type { PostingSource } from '@interview-prep/sdk';

/** Where the widget is placed in its page. */
export type Mode = 'inline' | 'popover' | 'fab' | 'modal';
export type Theme = 'auto' | 'light' | 'dark';

/** Settings that the page passes to the iframe. */
export type PageSettings = {
  readonly mode: Mode;
  readonly posting?: PostingSource | undefined;
  /** Without a posting: whether the page may still name its job. */
  readonly awaited?: boolean | undefined;
  readonly locale?: string | undefined;
  readonly theme?: string | undefined;
  readonly accent?: string | undefined;
};

/** Handshake by `postMessage`: the iframe sends `ready`, the page replies with the same nonce and a port. */
export type FrameReady = { readonly interviewPrep: 'ready'; readonly nonce: string };
/** Sent instead by the page that the server returns for an unknown key or an origin that is not allowed. */
export type FrameRefused = { readonly interviewPrep: 'refused'; readonly reason: string };
export type PageConnect = { readonly interviewPrep: 'connect'; readonly nonce: string; readonly page: PageSettings };

/**
 * Messages from the page to the iframe, over the port. None acts as the candidate: what the page writes into the composer
 * is sent by the candidate or not at all.
 */
export type MessageToFrame =
  | { readonly type: 'open' | 'close' }
  | { readonly type: 'prefill'; readonly text: string }
  | { readonly type: 'set'; readonly page: Partial<PageSettings> };

/** Messages from the iframe to the page, over the port. They never contain practice data. */
export type MessageToPage =
  { readonly type: 'close' } | { readonly type: 'event'; readonly name: string; readonly detail: unknown };

/** The events of the iframe that are forwarded to the page. `ip-open` and `ip-close` are fired by the page's side. */
export const FORWARDED_EVENTS = [
  'ip-ready',
  'ip-message',
  'ip-feedback',
  'ip-prep-ready',
  'ip-complete',
  'ip-error',
] as const;
