import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { allowOrigins, hostPages } from './host-pages.ts';
import type { HostPages } from './host-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { everyState } from './states.ts';

const JOB = '/jobs/registered-nurse-paediatrics';
let product: Product;
let browser: Browser;
let host: HostPages;
let axeSource: string;

beforeAll(async () => {
  [product, browser, axeSource] = await Promise.all([
    startProduct({ wordDelayMs: 25 }),
    launchBrowser(),
    readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
  host = await hostPages(product);
  await allowOrigins(product, [host.origin]);
});
afterAll(async () => {
  await host.close();
  await browser.close();
  await product.close();
});

type Finding = {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
};

/** The axe violations of one document, including its shadow roots. */
async function findings(frame: Page | Frame): Promise<string[]> {
  if ((await frame.evaluate('typeof axe')) === 'undefined') await frame.evaluate(axeSource);
  const { violations } = (await frame.evaluate(
    "axe.run(document, { iframes: false, resultTypes: ['violations'] })",
  )) as { violations: Finding[] };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary ?? ''}`),
  );
}

const frameOf = (page: Page) => page.frames().find((frame) => frame.url().includes('/embed/v1/frame'));

/** Name of the focused element, through shadow roots. */
const focused = (me: Candidate) =>
  me.find('body').evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (
      element?.id || element?.getAttribute('aria-label') || (element instanceof HTMLElement ? element.innerText : '')
    );
  });

describe('axe', () => {
  it('[N-7] finds nothing in any state, light or dark, on a phone or a desktop', { timeout: 300_000 }, async () => {
    const found: string[] = [];
    const looked: string[] = [];
    await everyState(browser, product, async (state, { page }) => {
      for (const viewport of [
        { width: 1280, height: 900 },
        { width: 360, height: 740 },
      ]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          // An iframe that is not opened yet is empty and not visible.
          const frame = (await page.locator('iframe').isVisible()) ? frameOf(page) : undefined;
          const results = [...(await findings(page)), ...(frame ? await findings(frame) : [])];
          found.push(...results.map((result) => `${state} ${viewport.width} ${colorScheme}: ${result}`));
          looked.push(`${state} ${viewport.width} ${colorScheme}`);
        }
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    });
    expect(found).toEqual([]);
    expect(looked.length).toBeGreaterThanOrEqual(80);
  });
});

describe('the keyboard', () => {
  it('[N-7] is enough for the whole journey, and the focus moves in and back', async () => {
    const me = await visit(browser, product.site + JOB);
    const { keyboard } = me.page;
    const tabTo = async (wanted: RegExp) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        if (wanted.test(await focused(me))) return;
        await keyboard.press('Tab');
      }
      throw new Error(`The keyboard does not reach ${wanted}`);
    };
    await me.launcher.focus();
    await keyboard.press('Enter');
    await me.find('#begin:focus').waitFor();
    await keyboard.press('Enter');
    await me.find('#draft:focus').waitFor();
    await keyboard.type('Ask me a practice question.');
    await keyboard.press('Enter');
    await me.find('[part=question]').waitFor();
    await me.waitForReply();
    expect(await focused(me)).toBe('draft');
    await keyboard.type('Last year I called the doctor because a child was unwell.');
    await keyboard.press('Shift+Enter');
    await keyboard.type('As a result she was seen within 12 minutes.');
    await keyboard.press('Enter');
    await me.feedback.waitFor();
    await me.waitForReply();
    // Backwards from the composer to the buttons of the card.
    for (let pressed = 0; pressed < 6 && (await focused(me)) !== 'Next question'; pressed += 1)
      await keyboard.press('Shift+Tab');
    expect(await focused(me)).toBe('Next question');
    await keyboard.press('Enter');
    await me.find('[part=question]').nth(1).waitFor();
    await me.waitForReply();
    for (let pressed = 0; pressed < 60 && (await focused(me)) !== 'tab-coach'; pressed += 1)
      await keyboard.press('Shift+Tab');
    await keyboard.press('ArrowRight');
    await me.find('#tab-document:focus').waitFor();
    await me.find('[part=document]').waitFor();
    await tabTo(/^Make my document$/);
    await keyboard.press('Enter');
    await me.find('[part=paper]').waitFor();
    await tabTo(/^Download PDF$/);
    const [download] = await Promise.all([me.page.waitForEvent('download'), keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    await keyboard.press('Escape');
    await me.page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await me.launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
    await me.leave();
  });

  it('closes the topmost dialog first with Escape, then the widget', async () => {
    const me = await visit(browser, product.site + JOB);
    await me.open();
    await me.start();
    await me.find('#menu').press('Enter');
    await me.button('Transcript').press('Enter');
    await me.find('dialog[open]').waitFor();
    await me.page.keyboard.press('Escape');
    await me.find('dialog').waitFor({ state: 'hidden' });
    await me.find('#menu:focus').waitFor();
    await me.page.keyboard.press('Enter');
    await me.button('Transcript').waitFor();
    await me.page.keyboard.press('Escape');
    await me.button('Transcript').waitFor({ state: 'hidden' });
    expect(await me.page.locator('iframe').isVisible()).toBe(true);
    await me.page.keyboard.press('Escape');
    await me.page.locator('iframe').waitFor({ state: 'hidden' });
    await me.leave();
  });
});

describe('a modal', () => {
  it('is a modal dialog that keeps the focus inside, and returns it when closed', async () => {
    const me = await visit(browser, host.add({ attributes: `data-mode="modal" data-key="${product.publishableKey}"` }));
    await me.launcher.press('Enter');
    await me.find('#begin:focus').waitFor();
    expect(await me.page.locator('dialog[open]').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    await expect(me.page.getByRole('link', { name: 'More' }).click({ timeout: 500 })).rejects.toThrow();
    await me.page.keyboard.press('Escape');
    await me.page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await me.launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
    await me.leave();
  });
});

describe('a user of a screen reader or of reduced motion', () => {
  it('[N-7] hears each finished sentence once, and never half a word', async () => {
    const me = await visit(browser, product.site + JOB);
    await me.open();
    await me.start();
    await me
      .find('[aria-live=polite]')
      .first()
      .evaluate((region) => {
        const announcements: string[] = [];
        Object.assign(window, { announcements });
        new MutationObserver(() => {
          const words = region.textContent?.trim() ?? '';
          if (words !== '' && announcements.at(-1) !== words) announcements.push(words);
        }).observe(region, { childList: true, characterData: true, subtree: true });
      });
    await me.sendAndWait('What will they probably ask?');
    const announcements = await me
      .find('body')
      .evaluate(() => (window as unknown as { announcements: string[] }).announcements);
    const plain = (words: string) => words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    const replies = plain(
      (
        await me.find('#log .reply').evaluateAll((parts) =>
          parts.map((part) =>
            [...part.children]
              .slice(1)
              .map((child) => child.textContent)
              .join(' '),
          ),
        )
      ).join(' '),
    );
    expect(announcements.length).toBeGreaterThan(1);
    expect(plain(announcements.join(' '))).toBe(replies);
    await me.leave();
  });

  it('sees no animation with reduced motion', async () => {
    const me = await visit(browser, product.site + JOB, { reducedMotion: 'reduce' });
    await me.open();
    await me.start();
    await me.send('What will they probably ask?');
    await me.find('#log .reply').waitFor();
    const running = await me
      .find('ip-app')
      .evaluate(
        (app) =>
          [...document.getAnimations(), ...(app.shadowRoot?.getAnimations() ?? [])].filter(
            ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
          ).length,
      );
    expect(running).toBe(0);
    expect(await me.page.locator('section').evaluate((box) => box.getAnimations().length)).toBe(0);
    await me.leave();
  });
});
