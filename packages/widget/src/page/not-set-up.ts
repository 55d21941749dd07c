import { complain } from './attachment.ts';
import type { Shell } from './shell.ts';

/** Tells the visitor at once, and whoever embeds the element unless it is set up in a moment. */
export function sayNotSetUp(shell: Pick<Shell, 'say'>, isStillSo: () => boolean): void {
  shell.say('Interview practice is not set up on this page yet.');
  // Frameworks and scripts may set properties a little after they made the element.
  setTimeout(() => {
    if (isStillSo()) complain('<interview-prep> needs "server" and one of "key", "getClientToken" or "client".');
  }, 1000);
}
