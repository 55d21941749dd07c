/**
 * Fired when an error is shown to the candidate. `code` is listed in docs/errors.md; quote `requestId` in support
 * requests.
 */
export class ErrorEvent extends CustomEvent<{
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}> {
  constructor(detail: { code: string; status: number | undefined; requestId: string | undefined }) {
    super('ip-error', { detail, bubbles: true, composed: true });
  }
}
