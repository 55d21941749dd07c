import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { TAG, html } from './changing-pages.ts';
import { allowOrigins, hostPages } from './host-pages.ts';
import type { HostPages } from './host-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;
let host: HostPages;
let me: Candidate;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 60 }), launchBrowser({ keepsPages: true })]);
  host = await hostPages(product);
  await allowOrigins(product, [host.origin]);
});
afterAll(async () => {
  await host.close();
  await browser.close();
  await product.close();
});
afterEach(() => me.leave());

/** Goes to another page and back, and makes sure that the browser had kept the first one. */
async function away(): Promise<void> {
  await me.page.evaluate('addEventListener("pageshow", ({ persisted }) => { globalThis.wasKept = persisted })');
  await me.page.goto(host.add({ html: '<h1>Another page</h1>' }));
  await me.page.goBack({ waitUntil: 'commit' });
  await expect.poll(() => me.page.evaluate('globalThis.wasKept')).toBe(true);
}

/** What an expression says about the shadow root of the widget. Playwright does not find the iframes of a page that was kept. */
async function inWidget(): Promise<(expression: string) => Promise<unknown>> {
  const browserSession = await me.page.context().newCDPSession(me.page);
  const { frameTree } = await browserSession.send('Page.getFrameTree');
  const frameId = (frameTree.childFrames?.[0] ?? frameTree).frame.id;
  const { executionContextId } = await browserSession.send('Page.createIsolatedWorld', { frameId });
  const rootOf = `const appIn = (node) => node.querySelector('ip-app') ??
    [...node.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && appIn(shadowRoot)).find(Boolean);
    const root = appIn(document).shadowRoot;`;
  return async (expression) => {
    const { result } = await browserSession.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: `(() => { ${rootOf} return ${expression} })()`,
      returnByValue: true,
    });
    return result.value;
  };
}

const REPLY = `[...root.querySelectorAll('#log .reply')].at(-1).innerText`;
const ENDS = `Boolean(root.querySelector('[part=send]')) && !root.querySelector('[part=notice]')`;

describe('a page that the browser kept while the candidate was on another one', () => {
  it.each([
    ['an iframe', ''],
    ['the page itself', 'data-isolation="none"'],
  ])(
    'goes on with a practice in %s: one widget, the same words, and the rest of the reply',
    async (_where, attribute) => {
      const isInline = attribute !== '';
      const page = html({ body: TAG.replace('async', `async ${attribute}`) });
      me = await visit(browser, host.add({ html: page }), { inline: isInline });
      await me.open();
      await me.start();
      await me.send('What will they probably ask?');
      await me
        .find('#log .reply')
        .last()
        .filter({ hasText: /(\S+\s+){4}/ })
        .waitFor();
      const before = (await me.find('#log .reply').last().innerText()).trimEnd();

      await away();
      const widget = await inWidget();
      await expect.poll(() => widget(ENDS), { timeout: 60_000 }).toBe(true);
      const reply = String(await widget(REPLY));
      expect(reply.startsWith(before)).toBe(true);
      expect(reply.length).toBeGreaterThan(before.length + 20);
      expect(await widget(`root.querySelectorAll('#log .message').length`)).toBe(1);
      expect(await me.page.locator('ip-embed').count()).toBe(1);
      expect(await me.page.locator('iframe').count()).toBe(isInline ? 0 : 1);

      await widget(`(root.querySelector('#draft').value = 'Ask me a practice question.',
      root.querySelector('#draft').dispatchEvent(new InputEvent('input', { bubbles: true })))`);
      await expect.poll(() => widget(`root.querySelector('[part=send]').disabled`)).toBe(false);
      await widget(`root.querySelector('[part=send]').click()`);
      await expect.poll(() => widget(`Boolean(root.querySelector('[part=question]'))`), { timeout: 60_000 }).toBe(true);
      expect(me.complaints).toEqual([]);
    },
  );
});
