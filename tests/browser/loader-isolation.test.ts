import { describe, expect, it } from 'vitest';
import { CANARIES, STRICT } from './two-origins.ts';
import { visit, world, KEY, launcher, start, inFrame, wrong } from './loader-pages.ts';

describe('the page around the iframe', () => {
  it('sees none of the canaries, however it patches its own window', async () => {
    const page = await visit(world.page(KEY), {
      init: () => {
        if (window !== top) return;
        const seen: string[] = [];
        Object.assign(window, { seen });
        const record = (value: unknown) => seen.push(JSON.stringify(value) ?? String(value));
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
              given.forEach(record);
              return real?.apply(this, name === 'attachShadow' ? [{ mode: 'open' }] : given);
            },
          });
        }
        addEventListener('message', ({ data }) => record(data));
        const listen = MessagePort.prototype.addEventListener;
        MessagePort.prototype.addEventListener = function (
          this: MessagePort,
          type: string,
          listener: EventListenerOrEventListenerObject,
        ) {
          listen.call(this, type, (event) => record((event as MessageEvent).data));
          listen.call(this, type, listener);
        };
        new MutationObserver((records) =>
          records.forEach(({ target }) => record((target as Element).outerHTML)),
        ).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      },
    });
    await launcher(page).click();
    await start(page).waitFor();
    await page.waitForFunction("seen.some((text) => text.includes('ip-ready'))");
    const seen = (await page.evaluate('seen.join()')) as string;
    expect(CANARIES.filter((canary) => seen.includes(canary))).toEqual([]);
    await inFrame(page).getByText('canary-disclosure').first().waitFor();
  });

  it('cannot get a port by pretending to be the iframe', async () => {
    const page = await visit(world.page(KEY));
    await launcher(page).click();
    await start(page).waitFor();
    const waitForReply = await page.evaluate(
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
    expect(waitForReply).toBe(false);
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

  it('lets the element switch to an iframe', async () => {
    const page = await visit(world.page(`${KEY} data-isolation="none" data-mode="fab"`, { policy: STRICT }));
    await page.locator('interview-prep').waitFor({ state: 'attached' });
    await page.locator('interview-prep').evaluate((element) => {
      element.setAttribute('isolation', 'frame');
      (element as HTMLElement & { open(): void }).open();
    });
    await start(page).waitFor();
    await page
      .locator('interview-prep')
      .evaluate((element) => (element as HTMLElement & { ready: Promise<void> }).ready);
    expect(await page.locator('ip-app').count()).toBe(0);
    expect(wrong()).toEqual([]);
  });

  it('uses tokens from the backend of the page instead of a key', async () => {
    const page = await visit(world.page('data-isolation="none" data-mode="inline"'));
    await page.getByText('not set up correctly on this page').waitFor();
    await page
      .locator('interview-prep')
      .evaluate((element) => Object.assign(element, { getClientToken: async () => 'ict_from-backend' }));
    await page.locator('#begin').waitFor();
    expect(world.asked.map(({ path }) => path)).toEqual(['/v1/embed/config']);
  });
});
