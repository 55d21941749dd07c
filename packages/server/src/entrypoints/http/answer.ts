import type { Position } from '../../core/sessions/ports.ts';
import type { StreamSource } from './open-streams.ts';

/** What a handler answers a call with; `routes.ts` sends it. */
export type Answer<Json = unknown> =
  | { readonly kind: 'json'; readonly status: number; readonly body: Json }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stream'; readonly source: StreamSource }
  | { readonly kind: 'turn'; readonly chatId: string; readonly turnId: string; readonly after: Position };

export function json<Json>(body: Json, status = 200): Answer<Json> {
  return { kind: 'json', status, body };
}

export const EMPTY: Answer<never> = { kind: 'empty' };
