import { ServiceError } from '../../core/kernel/service-error.ts';

const RETRY_AFTER_SECONDS = 5;

/** The `storage_unavailable` of a disk or database that does not take our data now. */
export function storageUnavailable(cause: unknown): ServiceError {
  return new ServiceError('storage_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
}
