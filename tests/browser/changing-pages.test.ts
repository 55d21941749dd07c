import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { CHANGING_PAGES, DRIVER, TAG, html, jsonLd } from './changing-pages.ts';
import { allowOrigins, hostPages } from './host-pages.ts';
import type { HostPage, HostPages } from './host-pages.ts';
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

const isInline = ({ html: text = '' }: HostPage) => text.includes('data-mode="inline"');
const isolated = ({ html: text = '' }: HostPage) => !text.includes('data-isolation="none"');
const thrown = () => me.complaints.filter((text) => text.startsWith('thrown'));

describe('a page', () => {
  it.each(CHANGING_PAGES)(
    '[N-15] has one widget with its job that $what',
    async ({ page, change, settled = true, job }) => {
      me = await visit(browser, host.add(page), { inline: !isolated(page) });
      me.page.setDefaultTimeout(9000);
      if (settled) await me.page.locator(isolated(page) ? 'iframe' : 'interview-prep').waitFor({ state: 'attached' });
      if (settled && isInline(page)) await me.find('#begin').waitFor();
      if (change !== undefined)
        await me.page.evaluate(change.replaceAll('%BASE%', product.server).replaceAll('%KEY%', product.publishableKey));
      if (!isInline(page)) await me.launcher.click();
      await me.find('#begin').waitFor();
      await me.find('header').getByText(job, { exact: false }).first().waitFor();
      expect(await me.page.locator('ip-embed').count()).toBe(1);
      expect(await me.page.locator('iframe').count()).toBe(isolated(page) ? 1 : 0);
      expect(await me.launcher.count()).toBe(isInline(page) ? 0 : 1);
      expect(thrown()).toEqual([]);
    },
  );

  it('wins against the widget where its script removes it again and again', async () => {
    const guard = `<script>let removed = 0; new MutationObserver(() => document.querySelectorAll('ip-embed').forEach((it) => { removed++; it.remove() })).observe(document.documentElement, { childList: true })</script>`;
    me = await visit(browser, host.add({ html: html({ body: guard + TAG }) }));
    await me.page.waitForFunction('removed > 3');
    let last = -1;
    await expect
      .poll(
        async () => {
          const before = last;
          last = Number(await me.page.evaluate('removed'));
          return last === before;
        },
        { interval: 300 },
      )
      .toBe(true);
    expect(last).toBeLessThan(12);
  });

  it('with two keys keeps the first, and the console says so', async () => {
    const second = TAG.replace('%KEY%', 'ipk_other');
    me = await visit(browser, host.add({ html: html({ body: TAG }) }));
    await me.page.locator('iframe').waitFor({ state: 'attached' });
    await me.page.evaluate(
      `document.body.append(document.createRange().createContextualFragment(${JSON.stringify(second.replaceAll('%BASE%', product.server))}))`,
    );
    await expect.poll(() => me.complaints.join()).toContain('a second script tag has another key');
    await me.open();
  });

  it.each([
    ['a transformed body', `<style>body{transform:translateX(9px);height:3000px;filter:blur(0)}</style>`, '', 1260],
    ['text from right to left', '', ' dir="rtl"', 220],
    ['a high layer', '<style>body{position:relative;z-index:2147483647}</style>', '', 1260],
  ])('with %s has the launcher in the corner of the window', async (...[, style, attributes, right]) => {
    me = await visit(browser, host.add({ html: html({ head: style + jsonLd('Nurse'), attributes }) }), {
      viewport: { width: 1280, height: 720 },
    });
    const box = await me.launcher.boundingBox();
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(700);
    expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) - right)).toBeLessThan(60);
    await me.open();
  });
});

describe('a practice under way', () => {
  const header = (text: string) => me.find('header').getByText(text).first();

  it('[N-15] is asked before it becomes one for another job, and nothing of it is lost', async () => {
    me = await visit(browser, host.add({ html: html({}) }));
    me.page.setDefaultTimeout(9000);
    await me.open();
    await me.start();
    await me.sendAndWait('Ask me a practice question.');
    await me.find('#draft').fill('half an answer');
    const back = await me.page.evaluate('document.querySelector("script[type*=ld]").outerHTML');
    const toDriver = `${DRIVER} history.pushState({}, '', '?driver')`;
    const toNurse = `document.querySelector('script[type*=ld]').outerHTML = ${JSON.stringify(back)}; history.pushState({}, '', '?nurse'); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`;

    await me.page.evaluate(toDriver);
    await me.find('#other-job').getByText('This page is now about Driver · Parcel').waitFor();
    await header('Nurse').waitFor();
    await me.button('Stay with my practice').click();
    await me.find('#other-job').waitFor({ state: 'detached' });
    expect(await me.find('#draft').inputValue()).toBe('half an answer');

    await me.page.evaluate(toNurse);
    await me.page.evaluate(toDriver);
    await me.find('#other-job').waitFor();
    await me.page.evaluate(toNurse);
    await me.find('#other-job').waitFor({ state: 'detached' });
    await me.page.evaluate(toDriver);
    await me.button('Prepare for this job').click();
    await me.find('#begin').waitFor();
    await header('Driver').waitFor();

    await me.page.evaluate(toNurse);
    await me.find('[part=question]').waitFor();
    expect(await me.find('#draft').inputValue()).toBe('half an answer');
    await header('Nurse').waitFor();
  });

  it('shows its dialogs with the focus on their answer, and nothing in the console of the page', async () => {
    me = await visit(browser, host.add({ html: html({}) }));
    me.page.setDefaultTimeout(9000);
    await me.open();
    await me.start();
    for (const [choice, answer] of [
      ['Your calendar', 'Close'],
      ['Transcript', 'Close'],
      ['Start over', 'Cancel'],
    ] as const) {
      await me.find('#menu').click();
      await me.find('#menu-list').getByText(choice).click();
      await me.find('dialog :focus').waitFor();
      expect(await me.find('dialog :focus').innerText()).toBe(answer);
      await me.find('dialog').getByRole('button', { name: answer }).click();
    }
    expect(me.complaints).toEqual([]);
  });

  it('continues after the page has thrown the iframe away', async () => {
    me = await visit(browser, host.add({ html: html({}) }));
    me.page.setDefaultTimeout(9000);
    await me.open();
    await me.start();
    await me.sendAndWait('Ask me a practice question.');
    await me.find('#draft').fill('half an answer');
    await me.page.evaluate(`document.documentElement.innerHTML = document.documentElement.innerHTML`);
    await me.find('[part=question]').waitFor();
    expect(await me.find('#draft').inputValue()).toBe('half an answer');
  });
});

describe('a page inside another', () => {
  it.each([
    { what: 'a sandbox without an origin', sandbox: 'sandbox="allow-scripts"', fix: /add "allow-same-origin"/ },
    { what: 'a page around it whose origin is not allowed', sandbox: '', fix: /origins of all pages around it/ },
  ])('[N-15] says why the iframe is empty, within $what', async ({ sandbox, fix }) => {
    const frame = `<!doctype html><title>Board</title><iframe ${sandbox} src="${host.add()}" width="700" height="700">`;
    me = await visit(browser, host.add({ html: frame }).replace('127.0.0.1', 'localhost'));
    await me.find('ip-embed button').first().click();
    await me
      .find('[role=alert] p')
      .getByText(/not set up on this page|could not be opened inside/)
      .waitFor();
    expect(me.complaints.join()).toMatch(fix);
  });
});
