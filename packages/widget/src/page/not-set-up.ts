import { logSetupError } from './setup-error.ts';
import type { Panel } from './panel.ts';

/** Tells the visitor at once, and whoever embeds the element unless it is set up in a moment. */
export function showNotSetUp(panel: Pick<Panel, 'showMessage'>, isStillSo: () => boolean): void {
  panel.showMessage('Interview practice is not set up on this page yet.');
  // Frameworks and scripts may set properties a little after they made the element.
  setTimeout(() => {
    if (isStillSo()) logSetupError('<interview-prep> needs "server" and one of "key", "getClientToken" or "client".');
  }, 1000);
}
