import { InterviewPrepError } from '@interview-prep/sdk';

/** A failure as the screens need it. `code` is the contract's, or `unknown` for a fault of our own. */
export type UiError = {
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  /** In the server's words, for codes that we have no words for. */
  readonly detail: string;
  readonly retryAfterSeconds: number | undefined;
};

/** What is known about something thrown. */
export function uiErrorFrom(thrown: unknown): UiError {
  if (thrown instanceof InterviewPrepError) {
    const { code, status, requestId, retryable, message } = thrown;
    const retryAfterSeconds =
      'retryAfterSeconds' in thrown && typeof thrown.retryAfterSeconds === 'number'
        ? thrown.retryAfterSeconds
        : undefined;
    return { code, status, requestId, retryable, detail: message, retryAfterSeconds };
  }
  return {
    code: 'unknown',
    status: undefined,
    requestId: undefined,
    retryable: true,
    detail: '',
    retryAfterSeconds: undefined,
  };
}

/** Whether somebody called the reading off, which is not a failure. */
export const isAbortError = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'AbortError';

/** Whether only the one who embeds the widget can mend it. */
export const isSetupError = ({ code, status }: UiError): boolean =>
  (status === 401 || status === 403) && code !== 'consent_required';

/** Whether the chat can be read but not continued. */
export const isChatEnded = ({ code }: UiError): boolean => code === 'session_finished' || code === 'session_expired';
