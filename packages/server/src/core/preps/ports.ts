import type { components } from '../../contract/openapi.d.ts';
import type { Origin } from '../kernel/ids.ts';
import type { StoredObject } from '../objects/ports.ts';
import type { Page } from '../records/ports.ts';
import type { Position, SessionEvent } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { PrepReport } from './report.ts';

/** Lays a checked report out as a PDF. */
export interface PdfRenderer {
  /**
   * The bytes of a tagged A4 document: the same report gives the same bytes. `locale` (BCP 47) decides how dates are
   * written. Every string of the report comes out as text, whatever it looks like.
   */
  render(report: PrepReport, options?: { locale?: string }): Promise<Uint8Array>;
}

export type Prep = components['schemas']['Prep'];
export type DocumentFormat = 'pdf' | 'markdown';
export type PrepDocument = {
  readonly fileName: string;
  readonly contentType: string;
  readonly stored: StoredObject;
  /** An address at the store itself, for a short time; `undefined` where it has none. */
  presigned(): Promise<string | undefined>;
};

/** Preparation documents, made in the background. */
export interface Preps {
  /**
   * Resolves when the document is sure to be made. The same origin is the same document.
   * Throws `not_found` for a posting that the candidate cannot see.
   */
  create(scope: Scope, input: { postingId: string }, origin?: Origin): Promise<Prep>;
  get(scope: Scope, prepId: string): Promise<Prep>;
  list(scope: Scope, page: Page): Promise<{ data: readonly Prep[]; nextCursor: string | null }>;
  /** Nothing is kept of it, and nothing more is spent on it. Throws `not_found`, or `prep_finished` when it has ended. */
  cancel(scope: Scope, prepId: string): Promise<Prep>;
  /** Throws `not_found`, or `prep_not_ready`. */
  document(scope: Scope, prepId: string, format: DocumentFormat): Promise<PrepDocument>;
  /** The document a signed link names. Throws `forbidden` for a bad or expired signature, `not_found` when it is gone. */
  documentByLink(link: string, format: DocumentFormat): Promise<PrepDocument>;
  /** Ends after `done` or `error`, or when the signal aborts. */
  events(scope: Scope, prepId: string, reader: { after: Position; signal: AbortSignal }): AsyncIterable<SessionEvent>;
  past(scope: Scope, prepId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]>;
}
