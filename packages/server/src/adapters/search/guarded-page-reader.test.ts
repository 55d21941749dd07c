import { describe, expect, it } from 'vitest';
import { PageFailure } from '../../core/research/ports.ts';
import { EgressRefusal } from '../egress/egress-refusal.ts';
import { guardedFetch, type FetchedPage } from '../egress/guarded-fetch.ts';
import { guardedPageReader } from './guarded-page-reader.ts';

const reading = (page: Partial<FetchedPage>) =>
  guardedPageReader({ fetch: async (url) => ({ url, contentType: 'text/html', body: '', ...page }) }).read(
    'https://a.example/about',
    new AbortController().signal,
  );

describe('a page', () => {
  it('is read as its words, without what stands around them, where it ended up', async () => {
    const body =
      '<title>About – A</title><nav>Menu</nav><script>let x</script><h1>About us</h1><p>Four&nbsp;hospitals.</p><footer>Imprint</footer>';
    expect(await reading({ url: 'https://www.a.example/', body })).toEqual({
      url: 'https://www.a.example/',
      title: 'About us',
      text: 'About us\n\nFour hospitals.',
    });
    expect(await reading({ contentType: 'text/plain', body: 'Plain <b>words</b>' })).toEqual({
      url: 'https://a.example/about',
      title: 'a.example',
      text: 'Plain <b>words</b>',
    });
  });

  it('is cut', async () => {
    expect((await reading({ body: `<p>${'word '.repeat(20_000)}` })).text.length).toBeLessThanOrEqual(40_000);
  });

  it.each([
    ['says nothing', { body: '<script>let x</script>' }],
    ['is data', { contentType: 'application/json', body: '{}' }],
  ])('that %s is none', async (_what, page) => {
    await expect(reading(page)).rejects.toThrow(PageFailure);
  });

  it('fails alike wherever it may not be fetched from, and otherwise as it failed', async () => {
    const { read } = guardedPageReader(guardedFetch());
    const messages = await Promise.all(
      ['http://127.0.0.1/', 'http://169.254.169.254/latest', 'http://10.0.0.1/', 'file:///etc/passwd'].map((url) =>
        read(url, new AbortController().signal).catch((thrown: unknown) => thrown),
      ),
    );
    expect(messages).toEqual(Array(4).fill(new PageFailure('That page could not be read.')));
    const gone = new Error('gone');
    await expect(
      guardedPageReader({ fetch: async () => Promise.reject(gone) }).read(
        'https://a.example/',
        new AbortController().signal,
      ),
    ).rejects.toBe(gone);
    expect(messages[0]).toMatchObject({ cause: expect.any(EgressRefusal) });
  });
});
