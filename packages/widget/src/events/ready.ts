/** The widget can be used. `restored` says that an earlier chat goes on. */
export class ReadyEvent extends CustomEvent<{ readonly restored: boolean; readonly features: readonly string[] }> {
  constructor(detail: { restored: boolean; features: readonly string[] }) {
    super('ip-ready', { detail, bubbles: true, composed: true });
  }
}
