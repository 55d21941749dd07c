import { ServiceError } from '../../../core/kernel/service-error.ts';
import { ERASED_STATE } from './erased-tables.ts';
import { storageUnavailable } from '../storage-unavailable.ts';

// https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, insufficient resources,
// operator intervention and system errors. All of them mean that the statement may work later, unchanged.
const UNAVAILABLE = /^(08...|53...|57P0[1-5]|58000|58030)$/;
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
]);
// The driver reports these without any code.
const LOST =
  /connection terminated|client has encountered a connection error|client was closed|timeout exceeded when trying to connect|timeout expired|cannot use a pool after calling end|no space left on device/i;
const UNIQUE_VIOLATION = '23505';

/** A failure of the database as a `ServiceError`; anything else is returned unchanged. */
export function storageFailure(thrown: unknown): unknown {
  if (thrown instanceof ServiceError) return thrown;
  const code = codeOf(thrown);
  if (code === UNIQUE_VIOLATION) return new ServiceError('conflict', { cause: thrown });
  // The caller's token has ended with the erasure, whether or not that was known when the request began.
  if (code === ERASED_STATE) return new ServiceError('unauthenticated', { cause: thrown });
  return isUnavailable(thrown, code) ? storageUnavailable(thrown) : thrown;
}

/** Whether the database gave up this transaction so that others could go on: the same statement may be sent again. */
export function isSerializationFailure(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code === '40001' || code === '40P01';
}

function isUnavailable(thrown: unknown, code: string | undefined): boolean {
  if (code !== undefined && (UNAVAILABLE.test(code) || UNREACHABLE.has(code))) return true;
  return thrown instanceof Error && LOST.test(thrown.message);
}

/** The SQLSTATE or system code; of several attempts to connect, the first one's. */
function codeOf(thrown: unknown): string | undefined {
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
