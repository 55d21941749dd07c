/** Fired when a preparation document is ready. */
export class PrepReadyEvent extends CustomEvent<{ readonly prepId: string }> {
  constructor(detail: { prepId: string }) {
    super('ip-prep-ready', { detail, bubbles: true, composed: true });
  }
}
