import type { Browser } from 'playwright-core';
import { visit } from './candidate.ts';
import { DRIVER, TAG, html } from './changing-pages.ts';
import { allowOrigins, hostPages } from './host-pages.ts';
import type { HostPages } from './host-pages.ts';
import type { Product } from './product.ts';
import type { Look } from './states.ts';

const MODES = ['popover', 'fab', 'modal', 'inline'];

/** Opens every state that depends on the page around the widget and calls `look` in each. */
export async function pageStates(browser: Browser, product: Product, look: Look): Promise<void> {
  const host = await hostPages(product);
  await allowOrigins(product, [host.origin]);
  for (const mode of MODES) await modeStates(browser, host.add({ html: page(`data-mode="${mode}"`) }), { mode, look });
  await failures(browser, host, look);
  await otherJob(browser, host.add({ html: page() }), look);
  await host.close();
}

const page = (attributes = ''): string =>
  html({ body: `<p>You drive.</p>${TAG.replace('async', `async ${attributes}`)}` });

async function modeStates(browser: Browser, url: string, { mode, look }: { mode: string; look: Look }): Promise<void> {
  const me = await visit(browser, url);
  if (mode !== 'inline') {
    await me.launcher.waitFor();
    await look(`${mode}-closed`, me);
    await me.launcher.click();
  }
  await me.find('#begin').waitFor();
  await look(`${mode}-open`, me);
  await me.leave();
}

async function failures(browser: Browser, host: HostPages, look: Look): Promise<void> {
  const refused = await visit(browser, host.add({ html: page().replace('%KEY%', 'ipk_wrong') }));
  await refused.launcher.click();
  await refused.page.getByText('not set up on this page yet').waitFor();
  await look('embedder-error', refused);
  await refused.leave();

  const blocked = await visit(browser, host.add({ html: page(), policy: "frame-src 'self'" }));
  await blocked.launcher.click();
  await blocked.page.getByRole('button', { name: 'Open in a new tab' }).waitFor();
  await look('blocked-frame', blocked);
  await blocked.leave();
}

async function otherJob(browser: Browser, url: string, look: Look): Promise<void> {
  const me = await visit(browser, url);
  await me.open();
  await me.start();
  await me.sendAndWait('Ask me a practice question.');
  await me.page.evaluate(`${DRIVER} history.pushState({}, '', '?driver')`);
  await me.find('#other-job').waitFor();
  await look('another-job', me);
  await me.leave();
}
