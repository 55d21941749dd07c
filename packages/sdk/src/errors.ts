import type { components } from './contract/openapi.d.ts';

/** One refused field: the part of the request it is in, a JSON pointer to it, and why. */
export type FieldError = NonNullable<components['schemas']['Problem']['errors']>[number];

/** What is known about a failure. `status` is missing when no answer came. */
export type Failure = {
  code: string;
  message: string;
  status?: number | undefined;
  detail?: string | undefined;
  requestId?: string | undefined;
  retryable?: boolean | undefined;
  retryAfterSeconds?: number | undefined;
  fields?: readonly FieldError[] | undefined;
  cause?: unknown;
};

/** Every failure of this client. `code` is stable, `requestId` is what to quote when you ask for help. */
export class InterviewPrepError extends Error {
  override name = 'InterviewPrepError';
  readonly code: string;
  /** The HTTP status, or `undefined` when no answer came. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  readonly detail: string | undefined;
  /** How long to wait before another try, when the server said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: Failure) {
    super(failure.detail ?? failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.code = failure.code;
    this.status = failure.status;
    this.requestId = failure.requestId;
    this.retryable = failure.retryable ?? false;
    this.detail = failure.detail;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** 400: the request could not be read. */
export class BadRequestError extends InterviewPrepError {
  override name = 'BadRequestError';
}

/** 401: no valid key or token. `code` is `token_expired` when a new one helps. */
export class AuthenticationError extends InterviewPrepError {
  override name = 'AuthenticationError';
}

/** 403: the key or token is valid and may not do that, or the candidate has not agreed yet (`consent_required`). */
export class PermissionError extends InterviewPrepError {
  override name = 'PermissionError';
}

/** 404: nothing with that id, or it is somebody else's. */
export class NotFoundError extends InterviewPrepError {
  override name = 'NotFoundError';
}

/** 409: something is in flight, finished, or was changed meanwhile. */
export class ConflictError extends InterviewPrepError {
  override name = 'ConflictError';
}

/** 413: larger than the server accepts. */
export class PayloadTooLargeError extends InterviewPrepError {
  override name = 'PayloadTooLargeError';
}

/** 415: not a kind of content that the operation takes. */
export class UnsupportedMediaTypeError extends InterviewPrepError {
  override name = 'UnsupportedMediaTypeError';
}

/** 422: readable, with content that is refused. `fields` names what. */
export class ValidationError extends InterviewPrepError {
  override name = 'ValidationError';
  readonly fields: readonly FieldError[];

  constructor(failure: Failure) {
    super(failure);
    this.fields = failure.fields ?? [];
  }
}

/** 429: too many requests. Wait for `retryAfterSeconds`. */
export class RateLimitError extends InterviewPrepError {
  override name = 'RateLimitError';
}

/** 5xx other than 503: a fault of the server. */
export class ServerError extends InterviewPrepError {
  override name = 'ServerError';
}

/** 503: not now. What was acknowledged before is kept. */
export class UnavailableError extends InterviewPrepError {
  override name = 'UnavailableError';
}

/** No answer, half an answer, or one that is not ours. `code` is `connection_failed`, `timeout` or `malformed_answer`. */
export class ConnectionError extends InterviewPrepError {
  override name = 'ConnectionError';
}

const BY_STATUS: Record<number, new (failure: Failure) => InterviewPrepError> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  413: PayloadTooLargeError,
  415: UnsupportedMediaTypeError,
  422: ValidationError,
  429: RateLimitError,
  503: UnavailableError,
};

/** The error class of a status. One that has no class of its own is a `ServerError` from 500, else the base class. */
export function errorForStatus(failure: Failure & { status: number }): InterviewPrepError {
  const Class = BY_STATUS[failure.status] ?? (failure.status >= 500 ? ServerError : InterviewPrepError);
  return new Class(failure);
}

/** A connection that failed before or inside an answer; unless told otherwise, another try may succeed. */
export function connectionError(
  message: string,
  { code = 'connection_failed', retryable = true, cause }: { code?: string; retryable?: boolean; cause?: unknown } = {},
): ConnectionError {
  return new ConnectionError({ code, message, retryable, cause });
}

// An `error` event inside a stream carries a code and no status: the answer had already begun with 200.
const STREAM_CODES: Record<number, readonly string[]> = {
  401: ['unauthenticated', 'token_expired'],
  403: ['forbidden', 'consent_required'],
  404: ['not_found'],
  409: ['conflict', 'turn_in_flight', 'turn_cancelled', 'session_finished', 'session_expired', 'prep_finished'],
  413: ['payload_too_large'],
  422: ['validation_failed', 'answer_withheld'],
  429: ['rate_limited', 'budget_reached'],
  503: ['storage_unavailable', 'shutting_down', 'turn_interrupted', 'model_unavailable'],
};

/** The error class of an `error` event of a stream. An unknown code is a `ServerError`. */
export function streamError(
  event: components['schemas']['ErrorEvent'],
  requestId: string | undefined,
): InterviewPrepError {
  const { code, message, retryable } = event;
  const status = Number(Object.entries(STREAM_CODES).find(([, codes]) => codes.includes(code))?.[0] ?? 500);
  return errorForStatus({ status, code, message, detail: message, retryable, requestId });
}
