import { InterviewPrepError } from '@interview-prep/sdk';

/** An error prepared for display. `code` is one of docs/errors.md, or `unknown` for an unexpected exception. */
export type UiError = {
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  /** The server's message, displayed for codes without a text of our own. */
  readonly detail: string;
  readonly retryAfterSeconds: number | undefined;
};

/** Converts anything thrown into a `UiError`. */
export function uiErrorFrom(thrown: unknown): UiError {
  const known: Partial<InterviewPrepError> = thrown instanceof InterviewPrepError ? thrown : {};
  const { code = 'unknown', status, requestId, retryable = true, message = '', retryAfterSeconds } = known;
  // The detail of a 400 is for developers.
  return { code, status, requestId, retryable, detail: status === 400 ? '' : message, retryAfterSeconds };
}

/** Whether a stream was aborted on purpose, which is not an error. */
export const isAbortError = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'AbortError';

/** Whether only the owner of the embedding site can fix it: 401 and 403, another server. */
export const isSetupError = ({ code, status }: UiError): boolean =>
  /^http_40[45]$/.test(code) || (/^40[13]$/.test(`${status}`) && code !== 'consent_required');

/** Whether the chat has ended: it can be read but not continued. */
export const isChatEnded = ({ code }: UiError): boolean => code === 'session_finished' || code === 'session_expired';
