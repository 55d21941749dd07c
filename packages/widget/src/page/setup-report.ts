import { setupAdviceFor } from './setup-advice.ts';
import { keyAdvice, logSetupError } from './setup-error.ts';
import { showMessage } from './panel-message.ts';
import type { Panel } from './panel.ts';

// Frameworks and scripts may set properties shortly after creating the element.
const WAIT_MS = 1000;

/** The element as its owner has set it up. */
type SetUpHost = { readonly publishableKey: string | undefined; readonly isolation: string; readonly client: unknown };

/** Writes to the console what the owner of the page at `origin` has to change, where they can do something about it. */
export function reportFailure(error: unknown, origin: string): void {
  const advice = setupAdviceFor(error, origin);
  if (advice !== undefined) logSetupError(advice, error);
}

/**
 * Shows the visitor a message and logs advice for the site owner: at once for a key of the wrong kind, otherwise unless
 * the element is set up within a second.
 */
export function reportNotSetUp(panel: Panel, { host, isStillSo }: { host: SetUpHost; isStillSo: () => boolean }): void {
  const show = (advice: string) => {
    if (!isStillSo()) return;
    showMessage(panel, 'Interview practice is not set up correctly on this page. Nothing is wrong on your side.');
    logSetupError(advice);
  };
  const { publishableKey: key } = host;
  if (key && !key.startsWith('ipk_')) show(keyAdvice(key));
  else setTimeout(() => show(missingIn(host)), WAIT_MS);
}

function missingIn({ isolation, client }: SetUpHost): string {
  if (isolation === 'frame')
    return '<interview-prep isolation="frame"> needs "server" (an address with https://) and "key" (a publishable key, ipk_…): a frame uses neither "getClientToken" nor "client". Set the key, or remove "isolation".';
  if (client)
    return 'the property "client" of <interview-prep> is no client of the SDK. Set it to new InterviewPrep({ baseUrl: \'https://…\', getClientToken }), or remove it and set "server" with "getClientToken" or with "key".';
  return '<interview-prep> needs "client", or "server" (an address with https://) with "getClientToken" or with "key" (a publishable key, ipk_…).';
}
