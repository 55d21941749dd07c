import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { twoOrigins } from './two-origins.ts';

export const KEY = 'data-key="ipk_test"';
export const LABEL = 'Practise the interview';

export let world: Awaited<ReturnType<typeof twoOrigins>>;
let pages: Page[] = [];
export let complaints: string[] = [];

beforeAll(async () => {
  world = await twoOrigins();
});

afterAll(() => world.close());

beforeEach(() => {
  world.asked.length = 0;
  world.answers.refuse = undefined;
  world.answers.frameSilent = false;
  complaints = [];
});

afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()));
  pages = [];
});

type VisitOptions = BrowserContextOptions & {
  init?: () => void;
  /** Whether the clock of the page is stopped. */
  stopped?: boolean;
  /** Addresses that are answered once `answerSlow` is called; the clock of the page is stopped too. */
  slow?: string;
  /** Addresses that cannot be reached. */
  failing?: string;
};

/** Lets the addresses answer that a page was opened with as slow. */
export let answerSlow = (): void => undefined;

/** Opens a page that records policy violations and console errors, of the page and its iframe. */
export async function visit(
  url: string,
  { init, stopped, slow, failing, ...options }: VisitOptions = {},
): Promise<Page> {
  const context = await world.browser.newContext(options);
  const page = await context.newPage();
  pages.push(page);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`violation: ${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  if (init) await context.addInitScript(init);
  if (stopped || slow) await page.clock.install();
  if (failing) await page.route(failing, (route) => route.abort());
  if (slow) {
    const held = new Promise<void>((resolve) => (answerSlow = resolve));
    await page.route(slow, async (route) => {
      await held;
      await route.continue();
    });
  }
  await page.goto(url);
  return page;
}

export const launcher = (page: Page) => page.getByRole('button', { name: LABEL });
export const inFrame = (page: Page) => page.frameLocator('iframe');
export const start = (page: Page) => inFrame(page).locator('#begin');
export const wrong = () => complaints.filter((text) => text.startsWith('violation') || text.startsWith('thrown'));
