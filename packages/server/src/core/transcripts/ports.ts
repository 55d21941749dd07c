import type { components } from '../../contract/openapi.d.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Transcript = components['schemas']['Transcript'];
export type TranscriptSummary = components['schemas']['TranscriptSummary'];

export interface Transcripts {
  list(scope: Scope, page: Page): Promise<{ data: readonly TranscriptSummary[]; nextCursor: string | null }>;
  /** Lets go of what is kept of an owner who was erased. */
  abandon(scope: Scope): void;
  /** Throws `not_found`. */
  get(scope: Scope, chatId: string): Promise<Transcript>;
}
