import type { StoredObject } from '../../core/objects/ports.ts';
import type { Position, SessionEvent } from '../../core/sessions/ports.ts';
import type { StreamSource } from '../streams/ports.ts';

/** A file of the object store, and how it is to be saved. */
export type StoredFile = { readonly fileName: string; readonly contentType: string; readonly stored: StoredObject };

/** What a handler answers a call with; `routes.ts` sends it. */
export type Answer<Json = unknown> =
  | { readonly kind: 'json'; readonly status: number; readonly body: Json }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly file: StoredFile }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stream'; readonly source: StreamSource<SessionEvent> }
  | { readonly kind: 'turn'; readonly chatId: string; readonly turnId: string; readonly after: Position };

export function json<Json>(body: Json, status = 200): Answer<Json> {
  return { kind: 'json', status, body };
}

export const EMPTY: Answer<never> = { kind: 'empty' };
