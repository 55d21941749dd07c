import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { FRAMEWORKS, frameworkPages } from './framework-pages.ts';
import type { FrameworkPages } from './framework-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

const RENDERS = 100;
const ANSWER = 'hello world this is my answer';

let product: Product;
let browser: Browser;
let pages: FrameworkPages;
let me: Candidate;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 20 }), launchBrowser()]);
  pages = await frameworkPages(product);
});
afterAll(async () => {
  await pages.close();
  await browser.close();
  await product.close();
});
afterEach(() => me.leave());

type Practice = {
  renders: number;
  ready: number;
  tokens: number;
  sentAt?: number;
  render(): void;
  set(more: object): void;
};
const counts = () => me.page.evaluate(() => ({ ...(window as unknown as { practice: Practice }).practice }));
const set = (changed: object) =>
  me.page.evaluate((more) => (window as unknown as { practice: Practice }).practice.set(more), changed);
const calls = () => me.requests.filter((url) => url.startsWith(`${product.server}/v1/`)).length;

/** Renders the page every 50 ms, `times` over. */
const renderAgain = (times: number) =>
  me.page.evaluate(
    (left) =>
      new Promise<void>((done) => {
        const timer = setInterval(() => {
          (window as unknown as { practice: Practice }).practice.render();
          left -= 1;
          if (left > 0) return;
          clearInterval(timer);
          done();
        }, 50);
      }),
    times,
  );

async function start(framework: string): Promise<void> {
  me = await visit(browser, pages.url(framework), { inline: true });
  await me.button('Let us start').click();
  await me.find('#draft').waitFor();
  await me.find('#draft').focus();
}

/** What is in the composer, whether it has the focus, and whether the app is the one of before. */
const composer = () =>
  me.page.evaluate(() => {
    const app = document.querySelector('interview-prep')?.shadowRoot?.querySelector('ip-app');
    const field = app?.shadowRoot?.querySelector('textarea');
    const same = (app as { seen?: boolean } | null | undefined)?.seen === true;
    if (app) Object.assign(app, { seen: true });
    return { text: field?.value, focused: app?.shadowRoot?.activeElement === field && document.hasFocus(), same };
  });

describe.each(FRAMEWORKS)('inside %s', (framework) => {
  it(`[N-15] a page that renders ${RENDERS} times while a person types takes no character, focus, request or event`, async () => {
    await start(framework);
    await composer();
    const [before, asked] = [await counts(), calls()];
    expect(before).toMatchObject({ ready: 1, tokens: 1 });
    await Promise.all([renderAgain(RENDERS), me.page.keyboard.type(ANSWER, { delay: 120 })]);
    const after = await counts();
    expect(after.renders - before.renders).toBeGreaterThanOrEqual(RENDERS);
    expect(after).toMatchObject({ ready: 1, tokens: 1 });
    expect(calls()).toBe(asked);
    expect(await composer()).toEqual({ text: ANSWER, focused: true, same: true });
    // A reply streams through further renders, and the handler of the last render is called.
    await Promise.all([me.page.keyboard.press('Enter'), renderAgain(20)]);
    await me.find('#log .message').waitFor();
    await me.waitForReply();
    expect(await me.find('#log .message').count()).toBe(1);
    expect((await counts()).sentAt).toBeGreaterThan(before.renders);
    expect(me.complaints).toEqual([]);
  });

  it('mode and label change in place while a person types', async () => {
    await start(framework);
    await composer();
    const asked = calls();
    for (const [at, mode] of ['popover', 'modal', 'fab', 'inline', 'modal', 'inline'].entries()) {
      await me.page.keyboard.type(`${at} `);
      await set({ mode });
      await me.find(`[part=panel].${mode}`).waitFor();
      expect(await me.find('[part=panel].modal:modal').count()).toBe(mode === 'modal' ? 1 : 0);
    }
    expect(await composer()).toEqual({ text: '0 1 2 3 4 5 ', focused: true, same: true });
    expect(calls()).toBe(asked);
    expect((await counts()).ready).toBe(1);
  });

  it('another person or server starts again, and nothing of the person before is shown', async () => {
    await start(framework);
    await me.page.keyboard.type('words of the first person');
    await set({ person: 'user-2' });
    await me.button('Let us start').waitFor();
    expect(await me.find('#draft').count()).toBe(0);
    expect(await counts()).toMatchObject({ ready: 2, tokens: 2 });
    await set({ person: undefined });
    await me.find('#draft').waitFor();
    expect(await me.find('#draft').inputValue()).toBe('words of the first person');
    await set({ server: product.server.replace('127.0.0.1', 'localhost') });
    await me.button('Let us start').waitFor();
  });

  it('another posting is practised for once the candidate agrees, and an equal one changes nothing', async () => {
    await start(framework);
    const asked = calls();
    await set({ title: 'Night Porter' });
    await renderAgain(3);
    expect(calls()).toBe(asked);
    await set({ title: 'Day Porter' });
    await me.find('#other-job').waitFor();
    expect(await me.find('#draft').count()).toBe(1);
    await me.find('#other-job-accept').click();
    await me.button('Let us start').waitFor();
    await me.page.getByText('Day Porter').first().waitFor();
    expect((await counts()).ready).toBe(1);
    await set({ title: 'Night Porter' });
    await me.find('#draft').waitFor();
  });

  it('is created anew by another key, and leaves nothing running when it is removed during a reply', async () => {
    await start(framework);
    await me.page.keyboard.type('Ask me a behavioural question.');
    await me.page.keyboard.press('Enter');
    await me.find('#log .message').waitFor();
    await set({ key: 'second' });
    await me.find('#log .message').waitFor();
    expect(await me.page.locator('interview-prep').count()).toBe(1);
    await set({ gone: true });
    await me.page.locator('interview-prep').waitFor({ state: 'detached' });
    await set({ gone: false });
    await me.find('#log .message').waitFor();
    expect(me.complaints).toEqual([]);
  });
});
