/** The candidate wants the panel closed. Cancel it to keep the panel open. */
export class CloseEvent extends CustomEvent<null> {
  constructor() {
    super('ip-close', { bubbles: true, composed: true, cancelable: true });
  }
}
