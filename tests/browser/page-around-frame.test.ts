import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { allowOrigins, hostPages } from './host-pages.ts';
import type { HostPages } from './host-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;
let host: HostPages;
let me: Candidate;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  host = await hostPages(product);
  await allowOrigins(product, [host.origin]);
});
afterAll(async () => {
  await host.close();
  await browser.close();
  await product.close();
});
afterEach(() => me.leave());

describe('the page around the iframe, which keeps the port to it', () => {
  it('[N-6] writes into the empty composer at most, and sends, changes and restarts nothing as the candidate', async () => {
    me = await visit(browser, host.add(), {
      init: () => {
        if (window !== top) return;
        const Real = MessageChannel;
        const channels: MessageChannel[] = [];
        Object.assign(window, {
          channels,
          MessageChannel: function () {
            const channel = new Real();
            channels.push(channel);
            return channel;
          },
        });
      },
    });
    await me.open();
    await me.start();
    const post = async (message: object) =>
      me.page.evaluate((sent) => {
        const { channels } = window as unknown as { channels: MessageChannel[] };
        for (const { port1 } of channels) port1.postMessage(sent);
      }, message);
    for (const type of ['send', 'reset', 'turn', 'complete', 'erase', 'consent'])
      await post({ type, text: `written by the page as ${type}` });
    await post({ type: 'prefill', text: 'proposed by the page' });
    await expect.poll(() => me.find('#draft').inputValue()).toBe('proposed by the page');
    await me.find('#draft').fill('my own words');
    await post({ type: 'prefill', text: 'over them' });
    // Messages of a port arrive in order: once this one has, so have the others.
    await post({ type: 'set', page: { theme: 'dark' } });
    await expect.poll(async () => me.widget.locator('ip-app').getAttribute('theme')).toBe('dark');
    expect(await me.find('#draft').inputValue()).toBe('my own words');
    expect(me.requests.filter((url) => url.includes('/turns'))).toEqual([]);
    expect(await me.find('#log .message').count()).toBe(0);
  });
});
