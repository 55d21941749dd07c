import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOKEN, me, open, openWith, practise, product, run } from './element-pages.ts';

const said = () => me.complaints.filter((text) => text.includes('Interview Prep:'));

describe('a page that is not set up says so in the console, once, with the fix', () => {
  const setUp =
    /Practice is not set up correctly on this page\.|Interview practice is not set up correctly on this page\./;
  const unreachable = /cannot be reached right now/;
  it.each([
    ['a secret key', `publishableKey: 'isk_live_1'`, setUp, /Revoke it and use a publishable key/],
    ['a key of another vendor', `publishableKey: 'pk_live_1'`, setUp, /starts with "pk_l"; expected .*ipk_/],
    ['an unknown key', `publishableKey: 'ipk_unknown'`, setUp, /unknown to this server or was revoked/],
    ['nothing', `theme: 'dark'`, setUp, /needs "client", or "server".*"getClientToken"/],
    ['a client that is none', `client: {}`, setUp, /"client" of <interview-prep> is no client of the SDK/],
    ['an address that is none', `server: 'http://[', publishableKey: 'ipk_1'`, setUp, /an address with https:\/\//],
    [
      'an address without https',
      `server: 'prep.example.com', getClientToken: async () => ${TOKEN}`,
      setUp,
      /no Interview Prep server.*https:\/\//,
    ],
    [
      'a function that throws',
      `getClientToken() { throw new Error('no session') }`,
      unreachable,
      /getClientToken failed \(no session\)/,
    ],
    ['a function that rejects', `getClientToken: async () => missing.token`, unreachable, /missing is not defined/],
    [
      'a function that returns an object',
      `getClientToken: async () => ({ token: ${TOKEN} })`,
      unreachable,
      /returned an object with the fields token/,
    ],
    [
      'a function that returns a secret key',
      `getClientToken: async () => 'isk_live_1'`,
      unreachable,
      /returned a secret key/,
    ],
    [
      'a function that returns an error page',
      `getClientToken: async () => '<!doctype html><title>500</title>'`,
      unreachable,
      /returned a text with markup/,
    ],
    [
      'a function without a backend',
      `getClientToken: async () => (await fetch('http://127.0.0.1:3/')).text()`,
      unreachable,
      /could not reach your backend/,
    ],
    [
      'a server that is not there',
      `server: 'http://127.0.0.1:3', getClientToken: async () => ${TOKEN}`,
      unreachable,
      /Could not reach .*running.*"connect-src"/,
    ],
    [
      'an address of the API',
      `server: document.querySelector('interview-prep').server + '/v1', getClientToken: async () => ${TOKEN}`,
      setUp,
      /There is nothing at \/v1\/v1\/.*"server".*remove the path/,
    ],
    [
      'a function for a frame',
      `isolation: 'frame', getClientToken: async () => ${TOKEN}`,
      setUp,
      /isolation="frame"> needs .*"key".*neither "getClientToken"/,
    ],
  ])('[N-15] with %s', async (_case, ...[properties, sentence, fix]) => {
    await openWith(properties);
    await me.page.getByText(sentence).first().waitFor();
    if (await me.find('#again').count()) {
      await me.find('#again').click();
      await me.page.getByText(sentence).first().waitFor();
    }
    await expect.poll(said).toHaveLength(1);
    expect(said()[0]).toMatch(fix);
    expect(said()[0]).not.toContain('live_1');
    expect(me.requests.filter((url) => url.includes('isk_'))).toEqual([]);
  });

  it('and starts when the page gives a token after all', async () => {
    await openWith(`getClientToken() { throw new Error('no session') }`);
    await me.find('#again').waitFor();
    await run(`document.querySelector('interview-prep').getClientToken = async () => ${TOKEN}`);
    await me.find('#again').click();
    await me.find('#begin').waitFor();
    await run(`await document.querySelector('interview-prep').ready`);
  });
});

describe('the property "posting" of a page', () => {
  const credential = `getClientToken: async () => ${TOKEN}`;

  it('[N-15] that is a JobPosting of schema.org is practised for', async () => {
    await openWith(`posting: { '@type': 'JobPosting', title: 'Ward Clerk', description: 'Files.' }, ${credential}`);
    await me.page.getByText('Ward Clerk').first().waitFor();
    await practise('ready');
    expect(me.complaints).toEqual([]);
  });

  it.each([`{ title: 'Ward Clerk', description: 'Files.' }`, `'Ward Clerk'`, `{ kind: 'nope' }`])(
    '[N-15] that is %s leaves the field for an advert, and the console says its shape',
    async (posting) => {
      await openWith(`posting: ${posting}, ${credential}`);
      await me.page.getByLabel('Paste the advert or its address').waitFor();
      await expect.poll(said).toHaveLength(1);
      expect(said()[0]).toMatch(/the property "posting".*\{ kind: 'text', text: '…' \}/);
      await practise('ready');
      expect(said()).toHaveLength(1);
    },
  );

  it('[N-15] that the server refuses leaves the field for an advert, in words of the candidate', async () => {
    await openWith(`posting: { kind: 'text', title: 'Ward Clerk' }, ${credential}`);
    await me.find('#begin').click();
    await me.page.getByText('We could not read this job.').waitFor();
    expect(await me.page.getByText('body/').count()).toBe(0);
    await expect.poll(said).toHaveLength(1);
    expect(said()[0]).toMatch(/refused the job: .*body\/source.*"posting".*jobPosting/);
  });
});

describe('a page with an element and no job', () => {
  const start = async (key = '') => {
    await open({ main: `<interview-prep server="${product.server}"></interview-prep>`, script: false });
    await me.page.clock.install();
    await run(`const it = document.querySelector('interview-prep');
      Object.assign(it, ${key ? `{ publishableKey: '${key}' }` : `{ getClientToken: async () => ${TOKEN} }`});
      await import(new URL('app/stdin.js', location.href))`);
  };

  it('[N-15] says after a while what an element has for it', async () => {
    await start();
    await me.find('#begin').waitFor();
    expect(said()).toEqual([]);
    await me.page.clock.fastForward(12_000);
    await expect.poll(said).toHaveLength(1);
    expect(said()[0]).toMatch(/no JobPosting.*property "posting".*attribute job="none"/);
  });

  it.each([
    [
      'a posting',
      `document.querySelector('interview-prep').posting = { kind: 'text', title: 'Ward Clerk', text: 'x' }`,
    ],
    [
      'structured data',
      `const it = document.createElement('script'); it.type = 'application/ld+json';
        it.textContent = JSON.stringify({ '@type': 'JobPosting', title: 'Ward Clerk' }); document.body.append(it)`,
    ],
  ])('[N-15] says nothing where %s comes later', async (_what, late) => {
    await start();
    await me.find('#begin').waitFor();
    await me.page.clock.fastForward(5_000);
    await run(late);
    await me.page.clock.fastForward(500);
    await me.page.getByText('Ward Clerk').first().waitFor();
    await me.page.clock.fastForward(20_000);
    expect(said()).toEqual([]);
  });

  it('[N-15] names a secret key, and nothing else', async () => {
    await start('isk_live_1');
    await expect.poll(said).toEqual([expect.stringMatching(/secret key/)]);
    await me.page.clock.fastForward(20_000);
    expect(said()).toHaveLength(1);
  });
});

describe('the size of an inline widget', () => {
  const shift = () =>
    run(`return new Promise((done) => new PerformanceObserver((list) =>
      done(list.getEntries().reduce((sum, entry) => sum + (entry.hadRecentInput ? 0 : entry.value), 0)))
      .observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))`);
  const below = '<section style="height:400px;background:linen">Below the widget</section>';
  const frames = `await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));`;

  it('[N-15] is reserved before its script has run: nothing below it moves', async () => {
    const css = await readFile(resolve(import.meta.dirname, '../../packages/widget/reserve.css'), 'utf8');
    await open({
      head: `<style>body{margin:0}${css}</style>`,
      main: `<interview-prep server="${product.server}"></interview-prep>${below}`,
      script: false,
    });
    await run(`${frames} document.querySelector('interview-prep').getClientToken = async () => ${TOKEN};
      await import(new URL('app/stdin.js', location.href))`);
    await me.find('#begin').waitFor();
    expect(await shift()).toBeLessThanOrEqual(0.05);
  });

  it.each(['', 'data-isolation="none"'])('is reserved as soon as the script tag runs, with %j', async (more) => {
    const tag = `<script src="${product.server}/embed/v1/loader.js" data-key="${product.publishableKey}" data-mode="inline" ${more}></script>`;
    await open({ head: '<style>body{margin:0}</style>', main: tag + below, script: false });
    await (more ? me.page : me.page.frameLocator('iframe')).locator('#begin').waitFor();
    expect(await shift()).toBeLessThanOrEqual(0.05);
    expect(await me.page.locator('ip-embed').evaluate((host) => host.getBoundingClientRect().height)).toBe(640);
  });

  it.each(['', 'data-isolation="none"'])(
    'is reserved by the page where the script tag puts it, with %j',
    async (more) => {
      await open({
        head: '<style>body{margin:0}#practice{min-block-size:640px}</style>',
        main: `<div id="practice"></div>${below}`,
        script: false,
      });
      await run(`${frames} const script = document.createElement('script');
      script.src = '${product.server}/embed/v1/loader.js';
      Object.assign(script.dataset, { key: '${product.publishableKey}', mode: 'inline', target: '#practice' ${more && `, isolation: 'none'`} });
      document.body.append(script)`);
      await (more ? me.page : me.page.frameLocator('iframe')).locator('#begin').waitFor();
      expect(await shift()).toBeLessThanOrEqual(0.05);
    },
  );
});
