import { describe, expect, it } from 'vitest';
import { passagesOf, SeenSources, webAddress } from './sources.ts';

const hit = (url: string, snippet = 'Some words.', title = 'A page') => ({ url, title, snippet });

describe('the sources of a run', () => {
  it('are numbered as they are seen, each address once', () => {
    const sources = new SeenSources();
    const shown = [
      'https://a.example/one',
      'https://b.example/',
      'https://A.example/one/',
      'http://a.example/one#part',
      'https://b.example',
    ].map((url) => sources.show(hit(url))?.number);
    expect(shown).toEqual([1, 2, 1, 1, 2]);
    expect(sources.all.map(({ number, url }) => [number, url])).toEqual([
      [1, 'https://a.example/one'],
      [2, 'https://b.example/'],
    ]);
  });

  it.each([
    'ftp://a.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '//a.example',
    'a.example',
    'https://user:word@a.example/',
    'https://user@a.example/',
    `https://a.example/${'x'.repeat(2_000)}`,
    '',
  ])('are never %s', (url) => {
    expect(new SeenSources().show(hit(url))).toBeUndefined();
    expect(webAddress(url)).toBeUndefined();
  });

  it('keep a snippet once, and none that is empty', () => {
    const sources = new SeenSources();
    for (const snippet of ['', 'one', 'one', ' ', 'two', '']) sources.show(hit('https://a.example/', snippet));
    expect(sources.all).toEqual([{ number: 1, title: 'A page', url: 'https://a.example/', snippets: ['one', 'two'] }]);
    expect(sources.find('https://b.example/')).toBeUndefined();
  });

  it('keep a few snippets and one page, each cut, without hidden characters', () => {
    const sources = new SeenSources();
    for (const snippet of ['one\u202e', 'one', 'two', 'x'.repeat(5_000), 'four'])
      sources.show(hit('https://a.example/', snippet));
    const read = sources.read('https://a.example/', {
      url: 'https://a.example/',
      title: '',
      text: 'word '.repeat(5_000),
    });
    expect(read?.title).toBe('A page');
    expect(read === undefined ? [] : passagesOf(read).map(({ length }) => length)).toEqual([
      3,
      3,
      800,
      expect.any(Number),
    ]);
    expect(read?.page?.length).toBeLessThanOrEqual(8_000);
  });

  it('hold what was shown and read, word for word', () => {
    const sources = new SeenSources();
    sources.show({ url: 'https://a.example/x#top', title: ' ', snippet: ' ' });
    sources.show({ url: 'https://a.example/x/', title: 'Later', snippet: 'one' });
    sources.show({ url: 'https://a.example/x?page=2', title: 'Page 2', snippet: 'two' });
    expect(sources.read('https://b.example/', { url: 'nonsense', title: ' B\n', text: ' Words. ' })).toEqual({
      number: 3,
      title: 'B',
      url: 'https://b.example/',
      snippets: [],
      page: 'Words.',
    });
    sources.read('https://a.example/x', { url: 'https://a.example/x', title: '', text: 'Page.' });
    expect(sources.all.slice(0, 2)).toEqual([
      { number: 1, title: 'a.example', url: 'https://a.example/x', snippets: ['one'], page: 'Page.' },
      { number: 2, title: 'Page 2', url: 'https://a.example/x?page=2', snippets: ['two'] },
    ]);
    expect(passagesOf({ snippets: ['one'] })).toEqual(['one']);
  });

  it('are web addresses of at most 2,000 characters', () => {
    const address = 'https://a.example/';
    expect(webAddress(address.padEnd(2_000, 'x'))).toHaveLength(2_000);
    expect(webAddress(address.padEnd(2_001, 'x'))).toBeUndefined();
    expect(webAddress('https://:word@a.example/')).toBeUndefined();
    expect(webAddress('HTTP://A.example#x')).toBe('http://a.example/');
  });

  it('are found again under the address to which they led', () => {
    const sources = new SeenSources();
    sources.show(hit('https://a.example/'));
    sources.read('https://a.example/', { url: 'http://c.example/', title: 'T', text: 'Words.' });
    expect(sources.find('https://c.example')?.number).toBe(1);
    expect([sources.find('https://d.example'), sources.find('nonsense')]).toEqual([undefined, undefined]);
  });

  it('take the secure address to which a page redirects, and not an insecure one or one that is known', () => {
    const sources = new SeenSources();
    for (const url of ['http://a.example/', 'https://b.example/', 'https://c.example/']) sources.show(hit(url));
    const page = (url: string) => ({ url, title: 'T', text: 'Words.' });
    sources.read('http://a.example/', page('https://www.a.example/home'));
    sources.read('https://b.example/', page('http://b.example/plain'));
    sources.read('https://c.example/', page('https://b.example/'));
    expect(sources.all.map(({ url }) => url)).toEqual([
      'https://www.a.example/home',
      'https://b.example/',
      'https://c.example/',
    ]);
    expect(sources.show(hit('https://www.a.example/home'))?.number).toBe(1);
  });

  it('are forty at most', () => {
    const sources = new SeenSources();
    for (let index = 0; index < 60; index += 1) sources.show(hit(`https://a.example/${index}`));
    expect(sources.all).toHaveLength(40);
    expect(sources.read('https://b.example/', { url: 'https://b.example/', title: '', text: 'x' })).toBeUndefined();
  });
});

describe('one source', () => {
  const address = (length: number) => `https://a.example/${'x'.repeat(length - 18)}`;

  it('may have an address of 2,000 characters', () => {
    expect(webAddress(address(2_000))).toHaveLength(2_000);
    expect(webAddress(address(2_001))).toBeUndefined();
    expect(webAddress('http://a.example/p?q=1#part')).toBe('http://a.example/p?q=1');
    expect(webAddress('https://:word@a.example/')).toBeUndefined();
  });

  it('is called by its title, or by its host when it has none', () => {
    const sources = new SeenSources();
    expect(sources.show(hit('https://a.example/', '', ' '))).toEqual({
      number: 1,
      title: 'a.example',
      url: 'https://a.example/',
      snippets: [],
    });
    expect(sources.show(hit('https://b.example/', 'x', 't'.repeat(300)))?.title.length).toBeLessThanOrEqual(200);
    expect(
      sources.read('https://a.example/', { url: 'https://a.example/', title: 'Ours', text: 'Words.' }),
    ).toMatchObject({ number: 1, title: 'Ours', page: 'Words.' });
  });

  it('differs by its query, not by what a page calls itself', () => {
    const sources = new SeenSources();
    expect(sources.show(hit('https://a.example/p?q=1'))?.number).toBe(1);
    expect(sources.show(hit('https://a.example/p?q=2'))?.number).toBe(2);
    expect(sources.find('https://a.example/p/?q=1')?.number).toBe(1);
    expect(sources.find('https://a.example/p')).toBeUndefined();
    expect(sources.find('nothing')).toBeUndefined();
    const read = sources.read('https://a.example/p?q=2', { url: 'not an address', title: 'T', text: 'Words.' });
    expect(read).toMatchObject({ number: 2, url: 'https://a.example/p?q=2' });
    expect(sources.all).toHaveLength(2);
  });

  it('that was not shown is added when it is read', () => {
    const sources = new SeenSources();
    const read = sources.read('https://jobs.example/7', {
      url: 'https://jobs.example/7',
      title: 'Job',
      text: 'Words.',
    });
    expect(read).toEqual({ number: 1, title: 'Job', url: 'https://jobs.example/7', snippets: [], page: 'Words.' });
    expect(passagesOf({ snippets: ['one'] })).toEqual(['one']);
  });
});
