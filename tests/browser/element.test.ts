import { describe, expect, it } from 'vitest';
import { TOKEN, me, open, openWith, practise, product, run } from './element-pages.ts';

describe('an element that the page moves and hides', () => {
  const start = async () => {
    await openWith(`getClientToken: async () => ${TOKEN}`);
    await practise('not yet sent');
    await run(`window.app = document.querySelector('interview-prep').shadowRoot.querySelector('ip-app')`);
  };
  it.each([
    ['into another part of the page', `document.querySelector('aside').append(it)`],
    ['out and in again within a tick', `it.remove(); await new Promise((done) => setTimeout(done)); main.append(it)`],
    ['out and in again in the next frame', `it.remove(); await new Promise(requestAnimationFrame); main.append(it)`],
    ['with the part of the page around it', `document.querySelector('aside').append(main)`],
    [
      'below a parent that is not displayed, and back',
      `main.style.display = 'none'; it.offsetWidth; main.style.display = ''`,
    ],
    ['to be hidden and shown again', `it.hidden = true; it.offsetWidth; it.hidden = false`],
    ['as a modal dialog', `it.mode = 'modal'; await it.updateComplete; document.querySelector('aside').append(it)`],
  ])('keeps what it shows when it is moved %s', async (_case, change) => {
    await start();
    const asked = me.requests.length;
    await run(`const it = document.querySelector('interview-prep'), main = it.parentElement; ${change}`);
    expect(await me.find('#draft').inputValue()).toBe('not yet sent');
    await me.find('#draft').press('Enter');
    await me.find('#log .message').waitFor();
    await me.waitForReply();
    expect(await me.find('#log .message').count()).toBe(1);
    expect(
      await run(`return app === document.querySelector('interview-prep').shadowRoot.querySelector('ip-app')`),
    ).toBe(true);
    expect(me.requests.slice(asked).filter((url) => !url.includes('/turns'))).toEqual([]);
    expect(
      await run(
        `return document.querySelector('interview-prep').mode !== 'modal' || document.querySelector('interview-prep').shadowRoot.querySelector('dialog').matches(':modal')`,
      ),
    ).toBe(true);
  });

  it('continues a reply that streams while it is moved', async () => {
    await start();
    await me.find('#draft').press('Enter');
    await me.find('[part=reply]').first().waitFor();
    await run(`document.querySelector('aside').append(document.querySelector('interview-prep'))`);
    await me.waitForReply();
    expect(await me.find('#log .message').count()).toBe(1);
    expect(me.complaints).toEqual([]);
  });

  it('restores the practice and its draft after it was away for long', async () => {
    await start();
    await run(`window.it = document.querySelector('interview-prep'); it.remove()`);
    await me.page.waitForFunction(`it.shadowRoot.querySelector('ip-app') === null`);
    await run(`it.label = 'Practise'; document.querySelector('main').append(it)`);
    await me.find('#draft').waitFor();
    expect(await me.find('#draft').inputValue()).toBe('not yet sent');
  });

  it.each([`it.hidden = true`, `it.style.display = 'none'`])('is not shown after %s', async (hide) => {
    await start();
    await run(`const it = document.querySelector('interview-prep'); ${hide}`);
    expect(await me.page.locator('interview-prep').isVisible()).toBe(false);
  });
});

describe('a practice under way', () => {
  it('[N-15] ends the time to think with the answer', async () => {
    await openWith(`getClientToken: async () => ${TOKEN}`);
    await me.start();
    await me.sendAndWait('Ask me a practice question.');
    await me.button('Take your time').click();
    await me.find('[role=timer]').first().waitFor();
    await me.sendAndWait('At the hospital I led the night shift, and we cut the waiting time by half.');
    await me.sendAndWait('Ask me another practice question.');
    await me.button('Take your time').waitFor();
    expect(await me.find('[role=timer]').count()).toBe(0);
  });

  it('[N-15] asks before the page changes its job, and goes on where the candidate declines', async () => {
    const posting = (title: string) => `{ kind: 'text', title: '${title}', text: 'An advert' }`;
    await openWith(`posting: ${posting('Ward Clerk')}, getClientToken: async () => ${TOKEN}`);
    await practise('half an answer');
    await run(`document.querySelector('interview-prep').setPosting(${posting('Head Nurse')})`);
    await me.find('#other-job').getByText('Head Nurse').waitFor();
    await me.find('#other-job-decline').click();
    expect(await me.find('#draft').inputValue()).toBe('half an answer');
    await run(`document.querySelector('interview-prep').posting = ${posting('Night Porter')}`);
    await me.find('#other-job-accept').click();
    await me.find('#begin').waitFor();
    await me.page.getByText('Night Porter').first().waitFor();
  });
});

describe('an element that is set up in another order', () => {
  it('takes attributes and properties that were set before it was defined', async () => {
    await open({ main: `<interview-prep mode="popover" label="Rehearse"></interview-prep>`, script: false });
    await run(`Object.assign(document.querySelector('interview-prep'), { server: '${product.server}',
      posting: { kind: 'text', title: 'Ward Clerk', text: 'An advert' }, getClientToken: async () => ${TOKEN} });
      await import(new URL('app/stdin.js', location.href))`);
    await me.button('Rehearse').click();
    await me.page.getByText('Ward Clerk').first().waitFor();
    expect(me.complaints).toEqual([]);
  });

  it('takes null for what is not set, as templates bind it', async () => {
    await openWith(`mode: null, label: null, theme: null, messages: null, posting: null, candidate: null, accent: null,
      locale: null, job: null, isolation: null, client: null, publishableKey: null, getClientToken: async () => ${TOKEN}`);
    await practise('all of it works');
    // With no job chosen, it rightly says that the page has none.
    expect(me.complaints.filter((text) => !text.includes('no JobPosting'))).toEqual([]);
  });

  it('shows a posting that comes late, and fires ip-ready once', async () => {
    await openWith(`posting: null, getClientToken: async () => ${TOKEN}`);
    await run(`window.ready = 0; const it = document.querySelector('interview-prep');
      it.addEventListener('ip-ready', () => (ready += 1)); await it.ready;
      it.posting = { kind: 'text', title: 'Ward Clerk', text: 'An advert' }`);
    await me.page.getByText('Ward Clerk').first().waitFor();
    await run(`const it = document.querySelector('interview-prep'); const posting = { ...it.posting };
      posting.title = 'Head Nurse'; posting.self = posting; it.setPosting(posting)`);
    await me.page.getByText('Head Nurse').first().waitFor();
    await me.find('#begin').click();
    await me.find('#draft').waitFor();
    expect(await run('return ready')).toBe(1);
  });

  it('uses the client that was set last, and keeps the practice', async () => {
    await openWith('');
    await run(`const it = document.querySelector('interview-prep'); window.used = [];
      const made = (name) => ({ embed: { config: async () => { used.push(name); throw new TypeError('Failed to fetch') } } });
      it.client = made('first'); await it.updateComplete; it.client = made('second')`);
    await me.find('#again').click();
    await expect.poll(() => run('return used.at(-1)')).toBe('second');
  });

  it('speaks another language without a new start', async () => {
    await openWith(`getClientToken: async () => ${TOKEN}`);
    await practise('still there');
    const asked = me.requests.length;
    const panel = me.page.locator('ip-app section').first();
    await run(`document.querySelector('interview-prep').locale = 'ar'`);
    await expect.poll(() => panel.getAttribute('lang')).toBe('en');
    expect(await panel.getAttribute('dir')).toBe('ltr');
    await run(`document.querySelector('interview-prep').messages = { 'start.begin': 'ابدأ' }`);
    await me.page.locator('ip-app [dir=rtl][lang=ar]').first().waitFor();
    expect(await me.find('#draft').inputValue()).toBe('still there');
    expect(me.requests.slice(asked).filter((url) => url.includes('/v1/'))).toEqual([]);
  });

  it('stands twice on a page, each with its own posting', async () => {
    const widget = `<interview-prep server="${product.server}"></interview-prep>`;
    await open({ main: widget + widget });
    await run(`for (const [at, it] of document.querySelectorAll('interview-prep').entries())
      Object.assign(it, { getClientToken: async () => ${TOKEN}, posting: { kind: 'text', title: 'Job ' + at, text: 'x' } })`);
    for (const at of [0, 1]) {
      const one = me.page.locator('interview-prep').nth(at);
      await one.locator('#begin').click();
      await one.locator('#draft').fill(`for ${at}`);
    }
    for (const at of [0, 1]) {
      const one = me.page.locator('interview-prep').nth(at);
      expect(await one.locator('#draft').inputValue()).toBe(`for ${at}`);
      await one.getByText(`Job ${at}`).first().waitFor();
    }
  });
});

describe('in an iframe', () => {
  it('changes theme and mode, and gets an equal posting again, without a new practice', async () => {
    const attributes = `server="${product.server}" key="${product.publishableKey}" isolation="frame"`;
    await open({ main: `<interview-prep ${attributes}></interview-prep>` });
    const frame = me.page.frameLocator('iframe');
    const posting = `{ kind: 'text', title: 'Ward Clerk', text: 'x', onApply() {} }`;
    await run(`document.querySelector('interview-prep').posting = ${posting}`);
    await frame.getByText('Ward Clerk').first().waitFor();
    await frame.locator('#begin').click();
    await frame.locator('#draft').fill('in the frame');
    const asked = me.requests.length;
    await run(
      `Object.assign(document.querySelector('interview-prep'), { posting: ${posting}, theme: 'dark', mode: 'modal' })`,
    );
    await frame.locator('ip-app[theme=dark]').waitFor();
    await frame.locator('[part=close]').waitFor();
    expect(await frame.locator('#draft').inputValue()).toBe('in the frame');
    expect(me.requests.slice(asked).filter((url) => url.includes('/v1/'))).toEqual([]);
  });
});
