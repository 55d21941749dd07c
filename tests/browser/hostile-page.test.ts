import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { JOB, allowOrigins, hostPages, strictPolicy } from './host-pages.ts';
import type { HostPages } from './host-pages.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { spy } from './spying-page.ts';

let product: Product;
let browser: Browser;
let host: HostPages;
let folder: string;
let me: Candidate;

beforeAll(async () => {
  [product, browser, folder] = await Promise.all([
    startProduct(),
    launchBrowser(),
    mkdtemp(join(tmpdir(), 'hostile-')),
  ]);
  host = await hostPages(product);
  await allowOrigins(product, [host.origin]);
});
afterAll(async () => {
  await host.close();
  await browser.close();
  await product.close();
  await rm(folder, { recursive: true });
});
afterEach(() => me.leave());

const CANARIES = Array.from(
  { length: 20 },
  (_, index) => `canary${String.fromCharCode(97 + index)}${(index * 7919 + 104_729).toString(36)}`,
);
const messageCanaries = CANARIES.slice(0, 10);

/** A candidate whose texts contain canary words: ten in messages, five in the résumé, five in its correction. */
async function practiseWithCanaries(): Promise<void> {
  await me.open();
  await me.start();
  const file = join(folder, 'resume.txt');
  await writeFile(file, `Night porter for six years\n${CANARIES.slice(10, 15).join('\n')}\n`);
  await me.upload(file);
  await me.button('Correct the text').click();
  await me.find('[part=reading] textarea').fill(`Night porter for six years ${CANARIES.slice(15).join(' ')}`);
  await me.button('Save').click();
  await me
    .find('[part=reading] .text')
    .getByText(CANARIES[15] ?? '')
    .waitFor();
  await me.backToCoach();
  await me.find('#draft').pressSequentially(`Ask me a practice question ${messageCanaries[0]}`);
  await me.find('#draft').press('Enter');
  // The coach only starts after the message was sent; before that it looks idle.
  await me.find('#log .message').first().waitFor();
  await me.waitForReply();
  await me.sendAndWait(
    `Last winter a guest was locked out. I called the ${messageCanaries.slice(1, 5).join(' and the ')} because it ` +
      'was cold. As a result he was inside within 5 minutes.',
  );
  await me.sendAndWait(`I would like to try this again. ${messageCanaries.slice(5).join(' ')}`);
}

const seenBySpy = async () => {
  const seen = (await me.page.evaluate('seen.join("\\n")')) as string;
  return { seen, canaries: CANARIES.filter((canary) => seen.includes(canary)) };
};
const origins = () =>
  [
    ...new Set(
      me.requests
        .map((url) => new URL(url))
        .filter(({ protocol }) => protocol.startsWith('http'))
        .map(({ origin }) => origin),
    ),
  ].toSorted();
const nothingElse = async () => {
  expect(origins()).toEqual([host.origin, product.server].toSorted());
  expect(await me.page.context().cookies()).toEqual([]);
};

describe('a page that spies on the practice', () => {
  it('[N-6] sees none of 20 canaries in the iframe, receives only events without content, and gets no cookie', async () => {
    me = await visit(browser, host.add(), { init: spy });
    await practiseWithCanaries();
    await me.page.waitForFunction("seen.some((text) => text.includes('ip-message'))");
    const { seen, canaries } = await seenBySpy();
    expect(canaries).toEqual([]);
    for (const secret of ['ict_', 'Bearer']) expect(seen).not.toContain(secret);
    await nothingElse();
  });

  it('sees them with an inline widget, which proves that the spying works', async () => {
    me = await visit(browser, host.add({ attributes: `data-key="${product.publishableKey}" data-isolation="none"` }), {
      init: spy,
      inline: true,
    });
    await practiseWithCanaries();
    await me.page.waitForFunction(
      (last) => (window as unknown as { seen: string[] }).seen.some((text) => text.includes(last)),
      CANARIES[9] ?? '',
    );
    expect((await seenBySpy()).canaries).toEqual(CANARIES);
  });
});

describe('the strictest policy', () => {
  it.each([
    ['in the frame', false],
    ['with data-isolation="none"', true],
  ])('[N-7] is never violated %s', async (_where, inline) => {
    const policy = strictPolicy(product.server);
    const attributes = `data-key="${product.publishableKey}" data-accent="#a3195b" ${inline ? 'data-isolation="none"' : ''}`;
    me = await visit(browser, host.add({ policy, attributes }), { inline });
    await me.open();
    await me.start();
    await me.upload('teacher.txt');
    await me.backToCoach();
    await me.sendAndWait('Ask me a practice question.');
    await me.sendAndWait('Last year I called the guest because he was late. As a result he came within 5 minutes.');
    await me.makeDocument();
    await me.find('#menu').click();
    await me.button('Transcript').click();
    await me.find('dialog .lines').waitFor();
    expect(me.violations).toEqual([]);
    await nothingElse();
  });
});

describe('a page with conflicting styles and scripts', () => {
  it.each([
    ['the frame', false],
    ['the element', true],
  ])('does not leak its !important styles into %s', async (_where, inline) => {
    const head =
      '<style>*, *::before { font-size: 33px !important; display: inline-table !important; color: red ' +
      '!important; text-transform: uppercase !important }</style>';
    me = await visit(
      browser,
      host.add({ head, attributes: `data-key="${product.publishableKey}" ${inline ? 'data-isolation="none"' : ''}` }),
      { inline },
    );
    await me.open();
    const styleOf = (selector: string) =>
      me
        .find(selector)
        .first()
        .evaluate((element) => {
          const { fontSize, display, color, textTransform } = getComputedStyle(element);
          return { fontSize, display, color, textTransform };
        });
    expect(await styleOf('[part=start] h2')).toMatchObject({ display: 'block', textTransform: 'none' });
    for (const part of ['[part=start] h2', '#begin']) {
      const { fontSize, color } = await styleOf(part);
      expect([fontSize, color]).not.toContain('33px');
      expect(color).not.toBe('rgb(255, 0, 0)');
    }
    expect(await me.launcher.evaluate((button) => getComputedStyle(button).fontSize)).toBe('15px');
  });

  it('has one widget, however often it contains the script', async () => {
    me = await visit(browser, host.add({ copies: 3 }));
    await me.open();
    expect(await me.page.locator('iframe').count()).toBe(1);
    expect(await me.launcher.count()).toBe(1);
    expect(me.complaints).toEqual([]);
  });
});

describe('an incomplete setup is reported in the widget and in the console', () => {
  it.each([
    { what: 'no key', page: () => host.add({ attributes: '' }), sentence: /not set up/, fix: /data-key="ipk_…"/ },
    {
      what: 'a secret key',
      page: () => host.add({ attributes: `data-key="${product.secretKey}"` }),
      sentence: /not set up/,
      fix: /Revoke it/,
    },
    {
      what: 'a value that is not a key',
      page: () => host.add({ attributes: 'data-key="demo"' }),
      sentence: /not set up/,
      fix: /starts with "demo"; expected a publishable key/,
    },
    {
      what: 'an unknown key',
      page: () => host.add({ attributes: 'data-key="ipk_wrong"' }),
      sentence: /not set up on this page yet. Nothing is wrong on your side/,
      fix: /key is unknown to http.*Copy the publishable key/,
    },
    {
      what: 'a foreign origin',
      page: () => host.add().replace('127.0.0.1', 'localhost'),
      sentence: /not set up on this page yet. Nothing is wrong on your side/,
      fix: /add http:\/\/localhost:\d+ to the allowed origins of this key/,
    },
    {
      what: 'a policy that forbids the iframe',
      page: () => host.add({ policy: "frame-src 'self'" }),
      sentence: /does not allow interview practice to open inside it/,
      fix: /Add "frame-src http:\/\/127/,
    },
    {
      what: 'a policy with only a default',
      page: () => host.add({ policy: `default-src 'self'; script-src ${product.server}; style-src 'unsafe-inline'` }),
      sentence: /does not allow interview practice to open inside it/,
      fix: /Add "frame-src http:\/\/127/,
    },
  ])('[N-15] with $what, without waiting', async ({ page, sentence, fix }) => {
    // The clock of the page stands still, so nothing that waits is shown.
    me = await visit(browser, page(), { stopped: true });
    await me.launcher.click();
    const alert = me.page.getByRole('alert');
    await alert.getByText(sentence).waitFor();
    expect(me.complaints.join()).toMatch(fix);
    expect(await alert.innerText()).not.toMatch(/key|origin|policy|console/i);
    await me.page.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'hidden' });
  });

  it('with a server that is down, and the page stays as it was', async () => {
    me = await visit(browser, host.add({ server: 'http://127.0.0.1:9' }));
    await expect.poll(() => me.complaints.join()).toMatch(/Failed to load resource|ERR_/);
    expect(await me.page.getByRole('heading', { name: 'Night Porter' }).isVisible()).toBe(true);
    expect(await me.launcher.count()).toBe(0);
  });

  it('with a server that fails later, and recovers when it is back', async () => {
    me = await visit(browser, host.add());
    await me.launcher.waitFor();
    await me.page.locator('iframe').waitFor({ state: 'attached' });
    await me.page.route('**/v1/embed/**', (route) =>
      new URL(route.request().url()).pathname.startsWith('/v1/') ? route.abort() : route.continue(),
    );
    await me.launcher.click();
    await me.find('[part=unavailable]').getByText('We cannot be reached right now.').waitFor();
    await me.page.unroute('**/v1/embed/**');
    await me.find('#again').click();
    await me.find('#begin').waitFor();
  });
});

describe('text that looks like code', () => {
  const WORDS = [
    '</script><script>document.title="owned"</script>',
    '![picture](https://tracker.example/p.png)',
    '[press](javascript:document.title="owned")',
    '<img src=x onerror=document.title="owned">',
    '\u202Edesrever',
  ];

  it('is shown as text, wherever it comes from, and causes no request', async () => {
    const description = `<ul>${WORDS.map((words) => `<li>Clear communication with guests ${words.replaceAll('<', '&lt;')}</li>`).join('')}</ul>`;
    me = await visit(browser, host.add({ job: { ...JOB, title: `Night Porter ${WORDS[0]}`, description } }));
    await me.open();
    await me.start();
    const file = join(folder, 'hostile.txt');
    await writeFile(file, `Night porter\n${WORDS.join('\n')}\n${'Communication'.repeat(1600).slice(0, 20_000)}\n`);
    await me.upload(file);
    expect(await me.find('[part=reading] .text').innerText()).toContain(WORDS[1]);
    await me.backToCoach();
    for (const words of ['What will they probably ask?', ...WORDS, 'Ask me a practice question.'])
      await me.sendAndWait(words);
    const shown = (await me.find('#log .message').allTextContents()).join('\n');
    for (const words of WORDS) expect(shown).toContain(words);
    await me.makeDocument();

    expect(await me.find('ip-app').locator('img, script, [onerror], a[href^="javascript" i]').count()).toBe(0);
    const wide = await me
      .find('#log, [part=document]')
      .evaluateAll((parts) => parts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
    expect(wide).toBe(0);
    expect(await me.page.title()).toBe('Night Porter');
    expect(me.violations).toEqual([]);
    await nothingElse();
  });

  it('is not sent when it is too long, and the count shows by how much', async () => {
    me = await visit(browser, host.add());
    await me.open();
    await me.start();
    await me.find('#draft').fill('x'.repeat(20_000));
    await me
      .find('#count')
      .getByText('12000 characters too many')
      .or(me.find('#count').getByText('12,000 characters too many'))
      .waitFor();
    expect(await me.find('[part=send]').isDisabled()).toBe(true);
  });
});
