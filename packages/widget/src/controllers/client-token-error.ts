import { InterviewPrepError } from '@interview-prep/sdk';

/** The page's own function that fetches client tokens failed. `cause` is what it threw, or `Returned`. */
export class ClientTokenError extends InterviewPrepError {}

/** How browsers and their libraries name a backend that does not answer. */
const PASSING = /fail\w* to fetch|fetch failed|load failed|network|time.?out|timed out|\b5\d\d\b/i;

/** A value that is no client token. Never logged: it may be a secret. */
export class Returned {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/**
 * An error of the SDK as it is. Anything else that a request throws comes from the function that fetches client tokens:
 * it could not reach its backend, which may pass, or it has to be corrected.
 */
export function clientTokenError(cause: unknown): InterviewPrepError {
  if (cause instanceof InterviewPrepError) return cause;
  const retryable = PASSING.test(String(cause));
  const code = retryable ? 'connection_failed' : 'unauthenticated';
  return new ClientTokenError({ code, message: '', retryable, cause });
}
