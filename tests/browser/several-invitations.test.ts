import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 0 }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
const invitation = (uid: string, ...more: readonly string[]) =>
  Buffer.from(
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:Interview ${uid}`, `DTSTART:${day}T140000Z`]
      .concat(more, 'END:VEVENT', 'END:VCALENDAR')
      .join('\r\n'),
  );

it('[N-15] takes invitations one by one, says that one is cancelled, and that a file is empty', async () => {
  const me = await visit(browser, `${product.site}/jobs/registered-nurse-paediatrics`);
  await me.launcher.waitFor();
  await me.open();
  await me.start();
  await me.find('#menu').click();
  await me.button('Your calendar').click();
  const dialog = me.find('dialog');
  const file = me.find('dialog input[type=file]');
  await file.setInputFiles({ name: 'a.ics', mimeType: 'text/calendar', buffer: invitation('one', 'STATUS:CANCELLED') });
  await dialog.getByText(/cancelled/u).waitFor();
  await file.setInputFiles({ name: 'b.ics', mimeType: 'text/calendar', buffer: invitation('two') });
  await dialog.getByText('Interview two').waitFor();
  await file.setInputFiles({ name: 'c.ics', mimeType: 'text/calendar', buffer: invitation('three') });
  await dialog.getByText('Interview three').waitFor();
  expect(await dialog.getByText('Interview two').count()).toBe(1);
  await file.setInputFiles({ name: 'd.ics', mimeType: 'text/calendar', buffer: Buffer.from('') });
  await dialog.getByText('This file is empty. Choose another one.').waitFor();
  await me.leave();
});
