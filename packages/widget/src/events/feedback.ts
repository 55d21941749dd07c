/** Fired when an answer received feedback. Practice is private: contains neither score nor text. */
export class FeedbackEvent extends CustomEvent<{ readonly chatId: string; readonly attempt: number }> {
  constructor(detail: { chatId: string; attempt: number }) {
    super('ip-feedback', { detail, bubbles: true, composed: true });
  }
}
