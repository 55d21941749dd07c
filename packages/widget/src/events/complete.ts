/** A chat is over: completed, run out, or deleted by the candidate with everything else. */
export class CompleteEvent extends CustomEvent<{ readonly reason: 'completed' | 'expired' | 'erased' }> {
  constructor(detail: { reason: 'completed' | 'expired' | 'erased' }) {
    super('ip-complete', { detail, bubbles: true, composed: true });
  }
}
