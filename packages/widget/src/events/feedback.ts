/** An answer received feedback. Practice is private: neither score nor words are told. */
export class FeedbackEvent extends CustomEvent<{ readonly chatId: string; readonly attempt: number }> {
  constructor(detail: { chatId: string; attempt: number }) {
    super('ip-feedback', { detail, bubbles: true, composed: true });
  }
}
