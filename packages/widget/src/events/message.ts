/** Fired when the server has accepted a message of the candidate. Does not contain its text. */
export class MessageEvent extends CustomEvent<{ readonly chatId: string; readonly turnId: string }> {
  constructor(detail: { chatId: string; turnId: string }) {
    super('ip-message', { detail, bubbles: true, composed: true });
  }
}
