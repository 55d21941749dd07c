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

/** What went wrong as a refusal; undici wraps what went wrong while connecting. */
export function refusalOf(failure: unknown, deadline: AbortSignal): EgressRefusal {
  if (failure instanceof EgressRefusal) return failure;
  if (deadline.aborted) return new EgressRefusal('timed_out', failure);
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof EgressRefusal ? cause : new EgressRefusal('unreachable', failure);
}
