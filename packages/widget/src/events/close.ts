/** Fired before the panel closes. Call `preventDefault()` to keep it open. */
export class CloseEvent extends CustomEvent<null> {
  constructor() {
    super('ip-close', { bubbles: true, composed: true, cancelable: true });
  }
}
