import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { components } from '../../contract/openapi.d.ts';
import { defined } from '../../core/kernel/defined.ts';
import { FAILURES, ServiceError, type ErrorCode } from '../../core/kernel/service-error.ts';
import { fieldErrors, type RefusedPart } from './field-errors.ts';

export type Problem = components['schemas']['Problem'];

export const PROBLEM_TYPE = 'application/problem+json';

/** How long a client does well to wait when nobody knows better, in seconds. */
const RETRY_AFTER_SECONDS: Readonly<Record<number, number>> = { 429: 10, 503: 5 };

/** What the caller learns of a failure. `cause` is not part of it. */
export function problemOf(
  error: ServiceError,
  at: { requestId: string; publicUrl: string; instance?: string },
): Problem {
  return {
    type: `${at.publicUrl}/docs/errors#${error.code}`,
    title: FAILURES[error.code].title,
    status: error.status,
    code: error.code,
    ...defined({ detail: error.detail, instance: at.instance }),
    requestId: at.requestId,
    retryable: error.retryable,
    ...(error.fields.length === 0 ? {} : { errors: [...error.fields] }),
  };
}

/** Sends a failure as RFC 9457. */
export function sendProblem(reply: FastifyReply, error: ServiceError, publicUrl: string): FastifyReply {
  const { request } = reply;
  const instance = instanceOf(request);
  const wait = error.retryAfterSeconds ?? RETRY_AFTER_SECONDS[error.status];
  if (wait !== undefined) reply.header('retry-after', String(wait));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  const problem = problemOf(error, { requestId: request.id, publicUrl, ...defined({ instance }) });
  // A serializer of the contract's would be asked by content type; the text is already what we mean.
  return reply.code(error.status).type(PROBLEM_TYPE).serializer(String).send(JSON.stringify(problem));
}

/** The path that was asked for, where it may be repeated; never its query. */
export function instanceOf({ url }: FastifyRequest): string | undefined {
  const path = url.split('?', 1)[0] ?? '/';
  // A signed link is a permission: it is not repeated.
  return path.startsWith('/v1/documents/') ? undefined : path.slice(0, 500);
}

const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_NOT_FOUND: 'not_found',
};

/** One failure from whatever was thrown: ours, the framework's, or a bug. */
export function serviceErrorOf(thrown: FastifyError | Error | unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  if (!(thrown instanceof Error)) return ServiceError.from(thrown);
  const { validation, validationContext, statusCode } = thrown as Partial<FastifyError>;
  // The code of a DOMException is a number.
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  if (validation !== undefined)
    return new ServiceError('validation_failed', { fields: fieldErrors(validation, partOf(validationContext)) });
  const known = code === undefined ? undefined : FRAMEWORK_CODES[code];
  if (known !== undefined) return new ServiceError(known, { cause: thrown });
  const refusedByFramework =
    code?.startsWith('FST_') === true && statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return refusedByFramework ? new ServiceError('malformed_request', { cause: thrown }) : ServiceError.from(thrown);
}

const PARTS: Readonly<Record<string, RefusedPart>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

function partOf(context: string | undefined): RefusedPart {
  return PARTS[context ?? 'body'] ?? 'body';
}
