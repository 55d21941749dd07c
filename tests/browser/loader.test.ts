import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CANARIES, STRICT, twoOrigins } from './two-origins.ts';

const KEY = 'data-key="ipk_test"';
const LABEL = 'Practise the interview';

let world: Awaited<ReturnType<typeof twoOrigins>>;
let pages: Page[] = [];
let complaints: string[] = [];

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

/** Opens a page that collects violations of policies and what the console complains about, in the page and in its frame. */
async function visit(
  url: string,
  { init, stopped, ...options }: BrowserContextOptions & { init?: () => void; stopped?: boolean } = {},
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
  if (stopped) await page.clock.install();
  await page.goto(url);
  return page;
}

const launcher = (page: Page) => page.getByRole('button', { name: LABEL });
const inFrame = (page: Page) => page.frameLocator('iframe');
const begin = (page: Page) => inFrame(page).locator('#begin');
const wrong = () => complaints.filter((text) => text.startsWith('violation') || text.startsWith('thrown'));

describe('the script tag', () => {
  it('shows a launcher and opens the frame under the strictest policy, with the job of the page', async () => {
    const page = await visit(world.page(KEY, { policy: STRICT }));
    await launcher(page).click();
    await begin(page).waitFor();
    await inFrame(page).getByText('Registered Nurse, Paediatrics').first().waitFor();
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('allow')).toBe('microphone; autoplay; clipboard-write');
    expect(await frame.getAttribute('title')).toBe(LABEL);
    expect(new URL((await frame.getAttribute('src')) ?? '').origin).toBe(world.embedOrigin);
    expect(wrong()).toEqual([]);
  });

  it('opens a session only when it is opened, and names the origin of the page', async () => {
    const page = await visit(world.page(KEY));
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' });
    expect(world.asked).toEqual([]);
    await launcher(page).click();
    await begin(page).waitFor();
    expect(world.asked[0]).toMatchObject({
      path: '/v1/embed/sessions',
      body: { hostOrigin: world.hostOrigin, locale: 'en' },
    });
  });

  it('goes on as the same candidate after a reload', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await begin(page).waitFor();
    await page.reload();
    await launcher(page).click();
    await begin(page).waitFor();
    expect(world.asked.map(({ body }) => (body as { continuity?: string }).continuity)).toEqual([
      undefined,
      'canary-continuity',
    ]);
  });

  it.each(['popover', 'fab', 'modal'])('as %s moves the focus in on open and back on Escape', async (mode) => {
    const page = await visit(world.page(`${KEY} data-mode="${mode}"`, { policy: STRICT }));
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await begin(page).waitFor();
    await inFrame(page).locator('#begin:focus').waitFor();
    expect(await page.locator('ip-embed').evaluate((host) => host.shadowRoot?.activeElement?.localName)).toBe('iframe');
    expect(await page.locator('dialog[open]').count()).toBe(mode === 'modal' ? 1 : 0);
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await launcher(page).evaluate((button) => button.matches(':focus') && button.ariaExpanded)).toBe('false');
    expect(wrong()).toEqual([]);
  });

  it('does not trap the focus in a popover', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await begin(page).waitFor();
    await page.getByRole('link', { name: 'A link' }).focus();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('A link');
    await page.locator('iframe').waitFor({ state: 'visible' });
  });

  it('stands inline where the script stands, opens by itself and leaves the focus alone', async () => {
    const page = await visit(world.page(`${KEY} data-mode="inline"`, { policy: STRICT }));
    await begin(page).waitFor();
    expect(await page.locator('main ip-embed').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(wrong()).toEqual([]);
  });

  it('fills a small screen', async () => {
    const page = await visit(world.page(KEY), { viewport: { width: 360, height: 740 } });
    await launcher(page).click();
    await begin(page).waitFor();
    // Measured when the entrance is over.
    await page
      .locator('section')
      .evaluate(async (box) => void (await Promise.all(box.getAnimations().map((animation) => animation.finished))));
    expect(await page.locator('section').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  });

  it('stays as it is when the page hides and restyles everything with !important', async () => {
    const page = await visit(
      world.page(KEY, {
        head: '<style>body>*,ip-embed *{display:none !important;color:red !important;font-size:99px !important}</style>',
      }),
    );
    await launcher(page).waitFor();
    expect(await launcher(page).evaluate((button) => getComputedStyle(button).fontSize)).toBe('15px');
  });

  it('does no harm as a second copy', async () => {
    const page = await visit(world.page(KEY, { copies: 2 }));
    await launcher(page).click();
    await begin(page).waitFor();
    expect(await page.locator('ip-embed').count()).toBe(1);
    expect(await page.locator('iframe').count()).toBe(1);
  });
});

describe('window.InterviewPrep', () => {
  it('takes calls from before it was there, tells the events and can be closed', async () => {
    const head = `<script>window.told = []; window.InterviewPrep = { q: [['on', 'ip-ready', (event) => told.push([event.type, event.detail])], ['open']] }</script>`;
    const page = await visit(world.page(KEY, { head }));
    await begin(page).waitFor();
    await page.waitForFunction('told.length === 1');
    expect(await page.evaluate('told')).toEqual([
      ['ip-ready', { restored: false, features: ['chat', 'resume', 'preps'] }],
    ]);
    await page.evaluate('InterviewPrep.close()');
    await page.locator('iframe').waitFor({ state: 'hidden' });
  });

  it('stays open when the page cancels ip-close', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await begin(page).waitFor();
    await page.evaluate("InterviewPrep.on('ip-close', (event) => event.preventDefault())");
    await page.keyboard.press('Escape');
    await page.evaluate('InterviewPrep.close()');
    expect(await page.locator('iframe').isVisible()).toBe(true);
  });

  it('changes the theme without loading again', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await begin(page).waitFor();
    await page.evaluate("InterviewPrep.set({ theme: 'dark' })");
    await inFrame(page).locator('ip-app[theme=dark]').waitFor();
    expect(world.asked).toHaveLength(1);
  });
});

describe('a wrong set-up says so', () => {
  it('when the key is missing', async () => {
    const page = await visit(world.page(''));
    await launcher(page).click();
    await page.getByText('Interview practice is not set up on this page yet.').waitFor();
    expect(complaints.join()).toContain('data-key="ipk_…"');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('when the key is a secret one', async () => {
    const page = await visit(world.page('data-key="isk_live"'));
    await launcher(page).click();
    await page.getByText('not set up on this page').waitFor();
    expect(complaints.join()).toContain('Revoke it');
  });

  it('when the origin is not on the list', async () => {
    world.answers.refuse = 'origin_not_allowed';
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await inFrame(page)
      .getByText(/allowed origins/)
      .waitFor();
    expect(complaints.join()).toContain(`add ${world.hostOrigin} to the allowed origins of this key`);
  });

  it.each([
    ['the frame is not ready within 10 seconds', true, undefined],
    ['the policy of the page forbids the frame', false, "script-src 'nonce-abc' 'strict-dynamic'; frame-src 'none'"],
  ])('when %s', async (_case, silent, policy) => {
    world.answers.frameSilent = silent;
    const page = await visit(world.page(KEY, policy === undefined ? {} : { policy }), { stopped: true });
    await launcher(page).click();
    await page.locator('iframe').waitFor();
    await page.clock.runFor(10_000);
    await page.getByText('could not be loaded').waitFor();
    expect(complaints.join()).toContain(`frame-src ${world.embedOrigin}`);
  });
});

describe('the page around the frame', () => {
  it('sees none of the canaries, however it patches its own window', async () => {
    const page = await visit(world.page(KEY), {
      init: () => {
        if (window !== top) return;
        const seen: string[] = [];
        Object.assign(window, { seen });
        const note = (value: unknown) => seen.push(JSON.stringify(value) ?? String(value));
        for (const [owner, name] of [
          [window, 'fetch'],
          [Element.prototype, 'attachShadow'],
          [MessagePort.prototype, 'postMessage'],
          [window, 'postMessage'],
          [Storage.prototype, 'setItem'],
        ] as const) {
          const real = (owner as unknown as Record<string, (...given: unknown[]) => unknown>)[name];
          Object.assign(owner, {
            [name](this: unknown, ...given: unknown[]) {
              given.forEach(note);
              return real?.apply(this, name === 'attachShadow' ? [{ mode: 'open' }] : given);
            },
          });
        }
        addEventListener('message', ({ data }) => note(data));
        const listen = MessagePort.prototype.addEventListener;
        MessagePort.prototype.addEventListener = function (
          this: MessagePort,
          type: string,
          listener: EventListenerOrEventListenerObject,
        ) {
          listen.call(this, type, (event) => note((event as MessageEvent).data));
          listen.call(this, type, listener);
        };
        new MutationObserver((records) => records.forEach(({ target }) => note((target as Element).outerHTML))).observe(
          document,
          { subtree: true, childList: true, attributes: true, characterData: true },
        );
      },
    });
    await launcher(page).click();
    await begin(page).waitFor();
    await page.waitForFunction("seen.some((text) => text.includes('ip-ready'))");
    const seen = (await page.evaluate('seen.join()')) as string;
    expect(CANARIES.filter((canary) => seen.includes(canary))).toEqual([]);
    await inFrame(page).getByText('canary-disclosure').first().waitFor();
  });

  it('cannot get a port by pretending to be the frame', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await begin(page).waitFor();
    const answered = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const other = document.createElement('iframe');
          document.body.append(other);
          const script = (window_: Window) =>
            window_.addEventListener('message', (event) => event.data?.interviewPrep === 'connect' && resolve(true));
          script(window);
          if (other.contentWindow) script(other.contentWindow);
          window.postMessage({ interviewPrep: 'ready', nonce: '1' }, '*');
          other.contentWindow?.parent.postMessage({ interviewPrep: 'ready', nonce: '1' }, '*');
          window.addEventListener('message', (event) => event.data === 'last' && resolve(false));
          window.postMessage('last', '*');
        }),
    );
    expect(answered).toBe(false);
  });
});

describe('without isolation', () => {
  it('puts the element into the page, under the strictest policy', async () => {
    const page = await visit(world.page(`${KEY} data-isolation="none" data-mode="popover"`, { policy: STRICT }));
    await launcher(page).click();
    await page.locator('#begin').waitFor();
    expect(await page.locator('interview-prep').evaluate((element) => element.localName)).toBe('interview-prep');
    expect(await page.locator('iframe').count()).toBe(0);
    await page.locator('#begin:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('ip-app').waitFor({ state: 'hidden' });
    expect(wrong()).toEqual([]);
  });

  it('lets the element move into a frame', async () => {
    const page = await visit(world.page(`${KEY} data-isolation="none" data-mode="fab"`, { policy: STRICT }));
    await page.locator('interview-prep').waitFor({ state: 'attached' });
    await page.locator('interview-prep').evaluate((element) => {
      element.setAttribute('isolation', 'frame');
      (element as HTMLElement & { open(): void }).open();
    });
    await begin(page).waitFor();
    await page
      .locator('interview-prep')
      .evaluate((element) => (element as HTMLElement & { ready: Promise<void> }).ready);
    expect(await page.locator('ip-app').count()).toBe(0);
    expect(wrong()).toEqual([]);
  });

  it('takes tokens from the backend of the page instead of a key', async () => {
    const page = await visit(world.page('data-isolation="none" data-mode="inline"'));
    await page.getByText('not set up on this page yet').waitFor();
    await page
      .locator('interview-prep')
      .evaluate((element) => Object.assign(element, { getClientToken: async () => 'ict_from-backend' }));
    await page.locator('#begin').waitFor();
    expect(world.asked.map(({ path }) => path)).toEqual(['/v1/embed/config']);
  });
});
