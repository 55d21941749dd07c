import type { components } from './contract/openapi.d.ts';

/** One invalid field: the part of the request it is in, a JSON pointer to it, and the reason. */
export type FieldError = NonNullable<components['schemas']['Problem']['errors']>[number];

/** The data of a failure. `status` is `undefined` when no HTTP response arrived. */
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

/**
 * Base class of every error this client throws. `code` is stable and listed in docs/errors.md; quote `requestId` in
 * support requests.
 */
export class InterviewPrepError extends Error {
  override name = 'InterviewPrepError';
  declare readonly code: string;
  /** The HTTP status, or `undefined` when no response arrived. */
  declare readonly status: number | undefined;
  declare readonly requestId: string | undefined;
  /** Whether the same call may succeed when it is repeated later. */
  declare readonly retryable: boolean;
  declare readonly detail: string | undefined;
  /** Seconds to wait before the next attempt, from the `Retry-After` header. */
  declare readonly retryAfterSeconds: number | undefined;

  constructor(failure: Failure) {
    super(messageOf(failure), failure.cause === undefined ? undefined : { cause: failure.cause });
    this.code = failure.code;
    this.status = failure.status;
    this.requestId = failure.requestId;
    this.retryable = failure.retryable ?? false;
    this.detail = failure.detail;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** What went wrong, then each invalid field with its reason: `Some fields are … body/text must not be empty.` */
function messageOf({ detail, message, fields = [] }: Failure): string {
  return [detail ?? message, ...fields.map((field) => `${field.in}${field.path} ${field.message}.`)].join(' ');
}

/** 400: the request could not be parsed. */
export class BadRequestError extends InterviewPrepError {
  override name = 'BadRequestError';
}

/** 401: missing, invalid or expired key or token. `code` is `token_expired` when a new token will work. */
export class AuthenticationError extends InterviewPrepError {
  override name = 'AuthenticationError';
}

/**
 * 403: the credential is valid but not allowed to do this, or the candidate has not consented yet (`consent_required`).
 */
export class PermissionError extends InterviewPrepError {
  override name = 'PermissionError';
}

/** 404: no such resource, or it belongs to somebody else. */
export class NotFoundError extends InterviewPrepError {
  override name = 'NotFoundError';
}

/** 409: another operation is in progress, the resource is finished, or it was changed concurrently. */
export class ConflictError extends InterviewPrepError {
  override name = 'ConflictError';
}

/** 413: the request body is larger than the server accepts. */
export class PayloadTooLargeError extends InterviewPrepError {
  override name = 'PayloadTooLargeError';
}

/** 415: the operation does not accept this content type. */
export class UnsupportedMediaTypeError extends InterviewPrepError {
  override name = 'UnsupportedMediaTypeError';
}

/** 422: the request was parsed but its content is invalid. `fields` lists the invalid fields, `message` names them. */
export class ValidationError extends InterviewPrepError {
  override name = 'ValidationError';
  declare readonly fields: readonly FieldError[];

  constructor(failure: Failure) {
    super(failure);
    this.fields = failure.fields ?? [];
  }
}

/** 429: too many requests. Wait for `retryAfterSeconds`. */
export class RateLimitError extends InterviewPrepError {
  override name = 'RateLimitError';
}

/** 5xx other than 503: an error inside the server. */
export class ServerError extends InterviewPrepError {
  override name = 'ServerError';
}

/** 503: temporarily unavailable. Data the server has acknowledged is stored. */
export class UnavailableError extends InterviewPrepError {
  override name = 'UnavailableError';
}

/**
 * No response, an incomplete response, or a response this client cannot parse. `code` is `connection_failed`, `timeout`
 * or `malformed_answer`.
 */
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

/**
 * The error class for an HTTP status. Without a class of its own, a status of 500 and above is a `ServerError`, any
 * other the base class.
 */
export function errorForStatus(failure: Failure & { status: number }): InterviewPrepError {
  const Class = BY_STATUS[failure.status] ?? (failure.status >= 500 ? ServerError : InterviewPrepError);
  return new Class(failure);
}

/** An error for a connection that failed before or during a response. Retryable unless stated otherwise. */
export function connectionError(
  message: string,
  how: { code?: string; retryable?: boolean; cause?: unknown } = {},
): ConnectionError {
  return new ConnectionError({ code: 'connection_failed', message, retryable: true, ...how });
}

/**
 * The error class for an `error` event of a stream: it says what status a response would have had, which had started
 * with 200.
 */
export function streamError(
  event: components['schemas']['ErrorEvent'],
  requestId: string | undefined,
): InterviewPrepError {
  return errorForStatus({ status: 500, ...event, detail: event.message, requestId });
}
