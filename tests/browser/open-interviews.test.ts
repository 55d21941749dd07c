import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { openInterviews } from './states.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 0 }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

it('[N-15] asks for the zone that a calendar does not state, and takes by hand what could not be read', async () => {
  const me = await visit(browser, `${product.site}/jobs/registered-nurse-paediatrics`);
  await me.launcher.waitFor();
  await me.open();
  await me.start();
  await me.find('#menu').click();
  await me.button('Your calendar').click();
  await me.find('#calendar-address').waitFor();
  await me.uploadCalendar(openInterviews(9));
  const question = me.find('dialog .zone');
  await question.getByText('Time zone not stated: 2:00 PM as written.').waitFor();
  await question.locator('select').selectOption('Europe/London');
  await question.getByRole('button', { name: 'Save' }).click();
  await question.waitFor({ state: 'hidden' });
  const lost = me.find('dialog .failure');
  expect(await lost.innerText()).toContain('Could not read “Second interview at Northfield” (next Friday at 2 pm).');
  await lost.getByRole('button', { name: 'Add it by hand' }).click();
  await me.find('.own input[name=date]').fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await me.find('.own input[name=time]').fill('14:00');
  await me.find('.own').getByRole('button', { name: 'Save' }).click();
  const added = me.find('dialog .interviews > div').filter({ hasText: 'Second interview at Northfield' });
  await added.waitFor();
  await added.getByRole('button', { name: 'Remove' }).click();
  await added.waitFor({ state: 'hidden' });
  await me.leave();
});
