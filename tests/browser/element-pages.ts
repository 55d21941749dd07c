import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { frameworkPages } from './framework-pages.ts';
import type { FrameworkPage, FrameworkPages } from './framework-pages.ts';
import { allowOrigins } from './host-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

export let product: Product;
let browser: Browser;
let pages: FrameworkPages;
export let me: Candidate;
const opened: Candidate[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 20 }), launchBrowser()]);
  pages = await frameworkPages(product);
  await allowOrigins(product, [pages.origin]);
});
afterAll(async () => {
  await pages.close();
  await browser.close();
  await product.close();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((candidate) => candidate.leave()));
});

/** Code that gets a token for a candidate. */
export const TOKEN = `(await (await fetch('/token?person=user-1', { method: 'POST' })).json()).token`;
/** Opens a page with a framework, or with none. */
export const openIn = async (framework: string, page: FrameworkPage) => {
  me = await visit(browser, pages.url(framework, page), { inline: true });
  opened.push(me);
};
export const open = (page: FrameworkPage) => openIn('no framework', page);
/** A page with a widget whose properties a script sets. */
export const openWith = async (properties: string, attributes = `server="${product.server}" job="none"`) => {
  await open({ main: `<interview-prep ${attributes}></interview-prep>` });
  await run(`Object.assign(document.querySelector('interview-prep'), { ${properties} })`);
};
/** Runs code in the page, which may `await` and `return`. */
export const run = (code: string) => me.page.evaluate(`(async () => { ${code} })()`);
/** Starts to practise, and types into the composer. */
export const practise = async (words: string) => {
  await me.find('#begin').click();
  await me.find('#draft').waitFor();
  await me.find('#draft').focus();
  await me.page.keyboard.type(words);
};
