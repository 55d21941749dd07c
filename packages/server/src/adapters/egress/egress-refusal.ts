export type RefusalReason =
  | 'address' // the URL itself, or where it leads, may not be fetched
  | 'unreachable'
  | 'status'
  | 'redirects'
  | 'content_type'
  | 'too_large'
  | 'timed_out';

/** Why nothing was fetched. `cause` is for us; what an inner network looks like is nobody else's business. */
export class EgressRefusal extends Error {
  override readonly name = 'EgressRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, cause?: unknown) {
    super(`Refused to fetch: ${reason}`, { cause });
    this.reason = reason;
  }
}
