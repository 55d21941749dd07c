import { logSetupError } from './setup-error.ts';
import type { Panel } from './panel.ts';

/**
 * Shows the visitor a message at once, and logs advice for the site owner unless the element is set up within a second.
 */
export function showNotSetUp(panel: Pick<Panel, 'showMessage'>, isStillSo: () => boolean): void {
  panel.showMessage('Interview practice is not set up on this page yet.');
  // Frameworks and scripts may set properties shortly after creating the element.
  setTimeout(() => {
    if (isStillSo())
      logSetupError(
        '<interview-prep> needs "client", or "server" with "getClientToken" or with "key" (a publishable key, ipk_…).',
      );
  }, 1000);
}
