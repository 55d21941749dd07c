/** Fired when the panel was opened. */
export class OpenEvent extends CustomEvent<null> {
  constructor() {
    super('ip-open', { bubbles: true, composed: true });
  }
}
