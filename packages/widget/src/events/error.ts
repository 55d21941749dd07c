/** A failure that the candidate sees. `code` is one of the contract's, `requestId` is what to quote when asking for help. */
export class ErrorEvent extends CustomEvent<{
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}> {
  constructor(detail: { code: string; status: number | undefined; requestId: string | undefined }) {
    super('ip-error', { detail, bubbles: true, composed: true });
  }
}
