/** Fired when a chat has ended: completed, expired, or erased with all data of the candidate. */
export class CompleteEvent extends CustomEvent<{ readonly reason: 'completed' | 'expired' | 'erased' }> {
  constructor(detail: { reason: 'completed' | 'expired' | 'erased' }) {
    super('ip-complete', { detail, bubbles: true, composed: true });
  }
}
