/** Fired when the widget is ready to use. `restored` is true when an earlier chat continues. */
export class ReadyEvent extends CustomEvent<{ readonly restored: boolean; readonly features: readonly string[] }> {
  constructor(detail: { restored: boolean; features: readonly string[] }) {
    super('ip-ready', { detail, bubbles: true, composed: true });
  }
}
