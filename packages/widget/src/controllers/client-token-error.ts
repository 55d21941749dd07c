import { InterviewPrepError } from '@interview-prep/sdk';

/** The page's own function that fetches client tokens failed. `cause` is what it threw, or `Returned`. */
export class ClientTokenError extends InterviewPrepError {}

/** A value that is no client token. Never logged: it may be a secret. */
export class Returned {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/**
 * An error of the SDK as it is. Anything else that a request throws comes from the function that fetches client tokens. For a
 * candidate the server is then out of reach, which may pass.
 */
export const clientTokenError = (cause: unknown): InterviewPrepError =>
  cause instanceof InterviewPrepError
    ? cause
    : new ClientTokenError({ code: 'connection_failed', message: '', retryable: true, cause });
