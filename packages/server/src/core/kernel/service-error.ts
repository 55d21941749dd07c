/**
 * Every failure a caller can meet: its HTTP status, a title a person understands and whether trying again can help.
 * The one table of failures. `docs/errors.md`, the contract's `ErrorCode` and each surface are tested against it.
 */
export const FAILURES = {
  malformed_request: { status: 400, retryable: false, title: 'The request could not be read.' },
  unauthenticated: { status: 401, retryable: false, title: 'A valid key or token is needed.' },
  token_expired: {
    status: 401,
    retryable: false,
    title: 'The client token has run out. Ask your backend for a new one.',
  },
  forbidden: { status: 403, retryable: false, title: 'This key or token may not do that.' },
  secret_key_in_browser: {
    status: 403,
    retryable: false,
    title: 'A secret key was sent from a browser. Revoke it and use a publishable key.',
  },
  origin_not_allowed: { status: 403, retryable: false, title: 'This site is not on the list of allowed origins.' },
  consent_required: { status: 403, retryable: false, title: 'The candidate has not agreed to start yet.' },
  not_found: { status: 404, retryable: false, title: 'There is nothing here with that id.' },
  method_not_allowed: { status: 405, retryable: false, title: 'This address does not take that method.' },
  request_timeout: { status: 408, retryable: true, title: 'The request took too long to arrive.' },
  conflict: { status: 409, retryable: true, title: 'Something else changed this at the same moment.' },
  turn_in_flight: { status: 409, retryable: true, title: 'The coach is still answering the last message.' },
  idempotency_in_flight: { status: 409, retryable: true, title: 'The first request with this key is still running.' },
  session_finished: { status: 409, retryable: false, title: 'This session is completed. Start a new one.' },
  session_expired: { status: 409, retryable: false, title: 'This session has expired. Start a new one.' },
  prep_finished: { status: 409, retryable: false, title: 'This preparation document has already ended.' },
  prep_not_ready: { status: 409, retryable: true, title: 'This preparation document is not ready yet.' },
  payload_too_large: { status: 413, retryable: false, title: 'That is larger than we accept.' },
  unsupported_media_type: { status: 415, retryable: false, title: 'We cannot read this kind of file.' },
  range_not_satisfiable: { status: 416, retryable: false, title: 'The document has no such bytes.' },
  validation_failed: { status: 422, retryable: false, title: 'Some fields are not as they should be.' },
  idempotency_mismatch: { status: 422, retryable: false, title: 'This idempotency key was used with another body.' },
  document_encrypted: {
    status: 422,
    retryable: false,
    title: 'This file is locked with a password. Save a copy without one.',
  },
  document_without_text: {
    status: 422,
    retryable: false,
    title: 'There is no text in this file, only pictures. Export it from the program that made it, or paste the text.',
  },
  document_unreadable: { status: 422, retryable: false, title: 'This file is damaged or is not what its name says.' },
  document_encoding_unknown: {
    status: 422,
    retryable: false,
    title: 'The encoding of this text is unknown. Save it as UTF-8, or paste the text.',
  },
  document_too_complex: {
    status: 422,
    retryable: false,
    title: 'This file takes more than is safe to open. Export a simpler copy, or paste the text.',
  },
  calendar_unreadable: { status: 422, retryable: false, title: 'This is not a calendar we can read.' },
  posting_not_found_on_page: { status: 422, retryable: false, title: 'No job posting was found there.' },
  headers_too_large: { status: 431, retryable: false, title: 'The headers are larger than we accept.' },
  answer_withheld: {
    status: 422,
    retryable: false,
    title: 'The safety filter of the language model stopped this answer. Say it in other words.',
  },
  rate_limited: { status: 429, retryable: true, title: 'Too many requests. Wait a moment.' },
  prep_not_written: {
    status: 500,
    retryable: false,
    title: 'The document did not pass its own check, so you do not get it. Ask for it once more.',
  },
  budget_reached: { status: 429, retryable: true, title: 'The share of thinking for now is used up. Come back later.' },
  internal: { status: 500, retryable: true, title: 'Something went wrong on our side.' },
  storage_unavailable: {
    status: 503,
    retryable: true,
    title: 'We cannot save right now. Nothing you sent before is lost.',
  },
  model_unavailable: {
    status: 503,
    retryable: true,
    title: 'The language model could not answer just now. Try again.',
  },
  model_misconfigured: {
    status: 503,
    retryable: false,
    title: 'The language model of this server is not set up right. Whoever runs the server finds why in its log.',
  },
  reading_interrupted: { status: 503, retryable: true, title: 'Reading this file was interrupted. Send it again.' },
  shutting_down: { status: 503, retryable: true, title: 'The server is restarting. Try again in a moment.' },
  turn_interrupted: { status: 503, retryable: true, title: 'The answer was interrupted. Send your message again.' },
  turn_cancelled: { status: 409, retryable: true, title: 'The answer was stopped.' },
} as const satisfies Record<string, { status: number; retryable: boolean; title: string }>;

export type ErrorCode = keyof typeof FAILURES;

/** Whether a language model gave no answer, for now or for good. */
export function isModelFailure(thrown: unknown): thrown is ServiceError {
  return (
    thrown instanceof ServiceError && (thrown.code === 'model_unavailable' || thrown.code === 'model_misconfigured')
  );
}

/** One field that was refused. `path` is a JSON pointer into the part named by `in`. */
export type FieldError = { in: 'body' | 'query' | 'path' | 'header'; path: string; message: string };

export type ServiceErrorOptions = {
  /** What went wrong this time, in words for the caller. Never holds personal data. */
  detail?: string;
  fields?: readonly FieldError[];
  retryAfterSeconds?: number;
  cause?: unknown;
};

/**
 * The one error the core throws on purpose. `code` and `detail` are for the caller; `cause` is for us and never leaves
 * the process. Anything thrown that is not a ServiceError is a bug, and callers see `internal`.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, { detail, fields = [], retryAfterSeconds, cause }: ServiceErrorOptions = {}) {
    super(FAILURES[code].title, { cause });
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return FAILURES[this.code].status;
  }

  get retryable(): boolean {
    return FAILURES[this.code].retryable;
  }

  static from(thrown: unknown): ServiceError {
    return thrown instanceof ServiceError ? thrown : new ServiceError('internal', { cause: thrown });
  }
}
