import { describe, expect, it } from 'vitest';
import { STRICT } from './two-origins.ts';
import { visit, world, KEY, launcher, start, inFrame, LABEL, wrong, complaints, answerSlow } from './loader-pages.ts';

describe('the script tag', () => {
  it('shows a launcher and opens the frame under the strictest policy, with the job of the page', async () => {
    const page = await visit(world.page(KEY, { policy: STRICT }));
    await launcher(page).click();
    await start(page).waitFor();
    await inFrame(page).getByText('Registered Nurse, Paediatrics').first().waitFor();
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('allow')).toBe('microphone; autoplay; clipboard-write');
    expect(await frame.getAttribute('title')).toBe(LABEL);
    expect(new URL((await frame.getAttribute('src')) ?? '').origin).toBe(world.embedOrigin);
    expect(wrong()).toEqual([]);
  });

  it('opens a session only when the panel is opened, with the origin of the page', async () => {
    const page = await visit(world.page(KEY));
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' });
    expect(world.asked).toEqual([]);
    await launcher(page).click();
    await start(page).waitFor();
    expect(world.asked[0]).toMatchObject({
      path: '/v1/embed/sessions',
      body: { hostOrigin: world.hostOrigin, locale: 'en' },
    });
  });

  it('continues as the same candidate after a reload', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await start(page).waitFor();
    await page.reload();
    await launcher(page).click();
    await start(page).waitFor();
    expect(world.asked.map(({ body }) => (body as { continuity?: string }).continuity)).toEqual([
      undefined,
      'canary-continuity',
    ]);
  });

  it.each(['popover', 'fab', 'modal'])('as %s moves the focus in on open and back on Escape', async (mode) => {
    const page = await visit(world.page(`${KEY} data-mode="${mode}"`, { policy: STRICT }));
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await start(page).waitFor();
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
    await start(page).waitFor();
    await page.getByRole('link', { name: 'A link' }).focus();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('A link');
    await page.locator('iframe').waitFor({ state: 'visible' });
  });

  it('is placed inline where the script is, opens automatically and does not take the focus', async () => {
    const page = await visit(world.page(`${KEY} data-mode="inline"`, { policy: STRICT }));
    await start(page).waitFor();
    expect(await page.locator('main ip-embed').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(wrong()).toEqual([]);
  });

  it('fills a small screen', async () => {
    const page = await visit(world.page(KEY), { viewport: { width: 360, height: 740 } });
    await launcher(page).click();
    await start(page).waitFor();
    // Measured after the opening animation.
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

  it.each(['async', 'defer', ''])(
    '[N-15] keeps the key of the first tag in the document, and says so: %s',
    async (how) => {
      const other = `<script ${how} src="${world.embedOrigin}/embed/v1/loader.js" data-key="ipk_other"></script>`;
      const html = `<!doctype html><html lang="en"><title>Job</title><h1>Job</h1><!--LOADER-->${other}</html>`;
      const page = await visit(world.pageOf(html, KEY));
      await launcher(page).click();
      await start(page).waitFor();
      expect(await page.locator('iframe').getAttribute('src')).toContain('key=ipk_test');
      await expect.poll(() => complaints.join()).toContain('a second script tag has another key');
    },
  );

  it('[N-15] is in its default place where data-target is no selector, and says so', async () => {
    const page = await visit(world.page(`${KEY} data-target="]]bad"`));
    await launcher(page).click();
    await start(page).waitFor();
    expect(wrong()).toEqual([]);
    expect(complaints.join()).toContain('data-target="]]bad" is no valid CSS selector');
  });

  it('ignores a second copy', async () => {
    const page = await visit(world.page(KEY, { copies: 2 }));
    await launcher(page).click();
    await start(page).waitFor();
    expect(await page.locator('ip-embed').count()).toBe(1);
    expect(await page.locator('iframe').count()).toBe(1);
  });
});

describe('window.InterviewPrep', () => {
  it('runs queued calls, dispatches events and can be closed', async () => {
    const head =
      `<script>window.received = []; window.InterviewPrep = { q: [['on', 'ip-ready', (event) => ` +
      `received.push([event.type, event.detail])], ['open']] }</script>`;
    const page = await visit(world.page(KEY, { head }));
    await start(page).waitFor();
    await page.waitForFunction('received.length === 1');
    expect(await page.evaluate('received')).toEqual([
      ['ip-ready', { restored: false, features: ['chat', 'resume', 'preps'] }],
    ]);
    await page.evaluate('InterviewPrep.close()');
    await page.locator('iframe').waitFor({ state: 'hidden' });
  });

  it('stays open when the page cancels ip-close', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await start(page).waitFor();
    await page.evaluate("InterviewPrep.on('ip-close', (event) => event.preventDefault())");
    await page.keyboard.press('Escape');
    await page.evaluate('InterviewPrep.close()');
    expect(await page.locator('iframe').isVisible()).toBe(true);
  });

  it('changes the theme without loading again', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await start(page).waitFor();
    await page.evaluate("InterviewPrep.set({ theme: 'dark' })");
    await inFrame(page).locator('ip-app[theme=dark]').waitFor();
    expect(world.asked).toHaveLength(1);
  });
});

describe('an incomplete setup is reported', () => {
  it('when the key is missing', async () => {
    const page = await visit(world.page(''));
    await launcher(page).click();
    await page.getByText('Interview practice is not set up on this page yet.').waitFor();
    expect(complaints.join()).toContain('data-key="ipk_…"');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('when the key is a secret key', async () => {
    const page = await visit(world.page('data-key="isk_live"'));
    await launcher(page).click();
    await page.getByText('not set up on this page').waitFor();
    expect(complaints.join()).toContain('Revoke it');
  });

  it('when the origin is not allowed', async () => {
    world.answers.refuse = 'origin_not_allowed';
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await inFrame(page)
      .getByText(/allowed origins/)
      .waitFor();
    expect(complaints.join()).toContain(`add ${world.hostOrigin} to the allowed origins of this key`);
  });

  it('when something else than the frame answers', async () => {
    world.answers.frameSilent = true;
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await page.getByText('could not be opened inside this page').waitFor();
    expect(complaints.join()).toContain(`frame-src ${world.embedOrigin}`);
    world.answers.frameSilent = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await start(page).waitFor();
  });

  it('when the frame is slow, and opens it once it is there', async () => {
    const page = await visit(world.page(KEY), { slow: `${world.embedOrigin}/embed/v1/frame?*` });
    await launcher(page).click();
    await page.clock.runFor(300);
    await page.getByText('Interview practice is opening…').waitFor();
    await page.clock.runFor(10_000);
    await page.getByText('This takes longer than usual').waitFor();
    answerSlow();
    await start(page).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints.join()).toContain('did not answer within 10 s');
  });

  it('[N-15] when the policy of the page forbids the frame, which then opens in a tab', async () => {
    const policy = "script-src 'nonce-abc' 'strict-dynamic'; frame-src 'none'";
    const page = await visit(world.page(KEY, { policy }));
    await launcher(page).click();
    await page.getByText('does not allow interview practice to open inside it').waitFor();
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Open in a new tab' }).click(),
    ]);
    await tab.locator('#begin').waitFor();
    await tab.getByText('Registered Nurse, Paediatrics').first().waitFor();
    await page.getByText('Interview practice is open in another tab.').waitFor();
    // A browser may ask for the picture of a new tab first.
    expect(world.asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: '/v1/embed/sessions',
      body: { hostOrigin: world.hostOrigin },
    });
    expect(complaints.join()).toContain(`Add "frame-src ${world.embedOrigin}"`);
  });

  it('[N-15] when the page also cuts off the tab, which is then not offered again', async () => {
    const policies = {
      policy: "script-src 'nonce-abc' 'strict-dynamic'; frame-src 'none'",
      openerPolicy: 'same-origin',
    };
    const page = await visit(world.page(KEY, policies));
    await launcher(page).click();
    const [tab] = await Promise.all([
      page.waitForEvent('popup').catch(() => page.context().waitForEvent('page')),
      page.getByRole('button', { name: 'Open in a new tab' }).click(),
    ]);
    await page.getByText('cannot open on this page, nor in a tab of its own').waitFor();
    expect(await page.getByRole('button', { name: /Open in a new tab|Try again/ }).count()).toBe(0);
    expect(complaints.join()).toMatch(/"Cross-Origin-Opener-Policy: same-origin".*"same-origin-allow-popups"/);
    await tab.getByText('you can close this tab and go back').waitFor();
  });

  it('when the server is not there for the second stage, and tries again on a click', async () => {
    const page = await visit(world.page(`${KEY} data-mode="fab"`), { failing: '**/host.js*' });
    await launcher(page).click();
    await page.getByRole('button', { name: 'Interview practice could not be loaded.' }).waitFor();
    expect(complaints.join()).toContain('host.js could not be loaded');
    await page.unrouteAll();
    await page.locator('ip-embed button').click();
    await start(page).waitFor();
  });
});
