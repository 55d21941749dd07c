import type { components } from '../../contract/openapi.d.ts';
import type { Scope } from '../tenancy/scope.ts';

export { ownResume } from './own-resume.ts';

export type DocumentKind = 'pdf' | 'docx' | 'text';

/** How a passage was kept from a person's eyes while a program would still read it. */
export type HiddenReason =
  | 'white_text'
  | 'invisible_render_mode'
  | 'tiny_text'
  | 'off_page'
  | 'transparent'
  | 'covered'
  | 'clipped'
  | 'hidden_layer'
  | 'annotation'
  | 'vanish'
  | 'replaced_text'
  | 'zero_width';

/** A ninth of a page, or outside it. */
export type PagePlace =
  | 'top_left'
  | 'top'
  | 'top_right'
  | 'left'
  | 'middle'
  | 'right'
  | 'bottom_left'
  | 'bottom'
  | 'bottom_right'
  | 'outside';

/**
 * Text a person looking at the document does not see. `page` counts from 1 and is absent where there are no pages; `place`
 * is where on it the passage begins, so that it can be looked for.
 */
export type HiddenPassage = {
  readonly text: string;
  readonly reason: HiddenReason;
  readonly page?: number;
  readonly place?: PagePlace;
};

export type UnreadKind = 'picture' | 'diagram' | 'chart' | 'object' | 'document' | 'symbol' | 'drawing';

/**
 * Something a person sees in a document that could not be read as text. `page` counts from 1 where the document says it;
 * `after` holds the words before it.
 */
export type UnreadPart = { readonly what: UnreadKind; readonly page?: number; readonly after?: string };

/**
 * What a person sees in a document. `text` is NFC, holds no control characters and nothing hidden, keeps paragraphs and
 * reads columns one after the other; `truncated` says that it was cut at 60,000 characters (or pages were left out).
 */
export type ReadDocument = {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly pages?: number;
  readonly hidden: readonly HiddenPassage[];
  /** Absent where everything was read. */
  readonly unread?: readonly UnreadPart[];
  readonly truncated: boolean;
  /** A page is a picture, and its words are those that a program recognised in it. */
  readonly scanned?: boolean;
  /** The file has words beside its pages, in comments or in form fields, that its print does not show. */
  readonly wordsBeside?: boolean;
};

/** What the sender says of a file. Used to word a refusal, never to decide what the file is. */
export type DocumentHint = { readonly fileName?: string; readonly contentType?: string };

/**
 * Reads an untrusted document outside this process. Throws ServiceError `payload_too_large`, `unsupported_media_type`,
 * `document_encrypted`, `document_without_text`, `document_encoding_unknown`, `document_unreadable`,
 * `document_too_complex`, `reading_interrupted`, `rate_limited` when too many wait, `shutting_down` after `close`, and the signal's reason when aborted. `close` ends
 * whatever still runs.
 */
export interface DocumentReader {
  /** A document will probably come soon: what reading takes long to start may be started. */
  expect?(): void;
  read(bytes: Uint8Array, hint: DocumentHint, signal?: AbortSignal): Promise<ReadDocument>;
  close(): Promise<void>;
}

export type Resume = components['schemas']['Resume'];

/** The one résumé of a candidate. */
export interface Resumes {
  /** Replaces the one before. Throws what the reader throws, and `conflict` when it is deleted meanwhile. */
  put(scope: Scope, file: DocumentHint & { bytes: Uint8Array }): Promise<Resume>;
  /** Somebody looks at their résumé, or at where it would be, and may upload one next. */
  expectUpload(): void;
  /** Throws `not_found`. */
  get(scope: Scope): Promise<Resume>;
  /**
   * The PDF as it was uploaded, for a model that reads PDFs; `undefined` for any other file, and where it is not what the
   * candidate sees: it holds hidden text or words beside its pages, was not read to its end, or they corrected what was
   * read.
   */
  plainPdf(scope: Scope): Promise<Uint8Array | undefined>;
  /** Throws `not_found`. */
  correct(scope: Scope, text: string): Promise<Resume>;
  /** With every file that an upload left. Throws `not_found` when there is neither a résumé nor such a file. */
  remove(scope: Scope): Promise<void>;
}
