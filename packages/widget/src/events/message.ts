/** The candidate said something and it arrived. Never holds the words. */
export class MessageEvent extends CustomEvent<{ readonly chatId: string; readonly turnId: string }> {
  constructor(detail: { chatId: string; turnId: string }) {
    super('ip-message', { detail, bubbles: true, composed: true });
  }
}
