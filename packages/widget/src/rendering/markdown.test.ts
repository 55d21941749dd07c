import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IncrementalMarkdown, parseMarkdown } from './incremental-markdown.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { renderBlocks } from './markdown.ts';

type Template = { strings: readonly string[]; values: readonly unknown[] };
const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && 'strings' in value;
const isGuard = (value: unknown): value is { values: [unknown, () => unknown] } =>
  typeof value === 'object' && value !== null && '_$litDirective$' in value;
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What Lit would render, as a string: template strings are markup, all values are escaped. */
function renderedHtml(value: unknown): string {
  if (Array.isArray(value)) return value.map(renderedHtml).join('');
  if (isGuard(value)) return renderedHtml(value.values[1]());
  if (isTemplate(value))
    return value.strings
      .map(
        (part, index) =>
          part +
          (index < value.values.length
            ? part.endsWith('=')
              ? `"${escape(String(value.values[index]))}"`
              : renderedHtml(value.values[index])
            : ''),
      )
      .join('');
  return value === undefined ? '' : escape(String(value));
}
const page = (text: string) => renderedHtml(renderBlocks(parseMarkdown(text)));

const ALLOWED =
  /^<\/?(p|h[3-6] class="size-[1-4]"|h[3-6]|pre|code|blockquote|hr|ul|li|strong|em)( dir="(auto|ltr)")?( tabindex="0")?( \/)?>$|^<\/?ol( start="\d+")?>$|^<a href="https:\/\/[^"]*" target="_blank" rel="noopener noreferrer nofollow ugc">$|^<\/a>$|^<span class="host">$|^<\/span>$/;
const tagsOf = (markup: string) => markup.match(/<[^>]*>/g) ?? [];

describe('markdown', () => {
  it.each([
    [
      '# One\n#### Four\n##### Five',
      '<h3 class="size-1" dir="auto">One</h3><h3 class="size-4" dir="auto">Four</h3><h3 class="size-4" dir="auto">Five</h3>',
    ],
    ['a **b *c*** `d`', '<p dir="auto">a <strong>b <em>c</em></strong> <code>d</code></p>'],
    ['one\ntwo\n\nthree', '<p dir="auto">one\ntwo</p><p dir="auto">three</p>'],
    ['```ts\na < b\n```', '<pre dir="ltr" tabindex="0"><code>a &lt; b</code></pre>'],
    ['> said\n> twice', '<blockquote dir="auto"><p dir="auto">said\ntwice</p></blockquote>'],
    [
      '3. c\n4. d\n   - e',
      '<ol start="3"><li dir="auto">c</li><li dir="auto">d<ul><li dir="auto">e</li></ul></li></ol>',
    ],
    ['- a\n\n- b\n\nafter', '<ul><li dir="auto">a</li><li dir="auto">b</li></ul><p dir="auto">after</p>'],
    ['snake_case_word and 2*3*4', '<p dir="auto">snake_case_word and 2<em>3</em>4</p>'],
    ['\\*plain\\* \\[1\\]', '<p dir="auto">*plain* [1]</p>'],
    ['***', '<hr />'],
  ])('draws %j', (text, markup) => expect(page(text)).toBe(markup));

  it('shows the host of a link, and only https is a link', () => {
    expect(page('[docs](https://a.example/x)')).toContain(
      'href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow ugc">docs</a> <span class="host">(a.example)</span>',
    );
    expect(page('[docs](<https://a.example/x>)')).toContain('<a href="https://a.example/x"');
    expect(page('[docs](http://a.example/x)')).toBe('<p dir="auto">[docs](http://a.example/x)</p>');
    expect(page('[p](https://pаypal.example/)')).toContain('(xn--');
  });

  it.each([
    '[x](https://user:pass@evil.example/)',
    '[x](https:evil.example)',
    '[x](//evil.example/)',
    '[x](javascript:alert(1))',
    '<http://a.example>',
  ])('keeps %s as text', (text) => expect(page(text)).not.toContain('<a '));

  it('shows an image as its text', () =>
    expect(page('![a](https://evil.example/?q=1)')).toBe('<p dir="auto">![a](https://evil.example/?q=1)</p>'));

  it('drops invisible characters and keeps joiners', () => {
    expect(page('a\u202Eb\u200Bc\u2066d')).toBe('<p dir="auto">abcd</p>');
    expect(page('می\u200Cخواهم')).toContain('\u200C');
  });

  it(`draws only allowed elements and attributes for each of ${hostilePayloads.length} hostile texts at every split`, () => {
    expect(hostilePayloads.length).toBeGreaterThanOrEqual(150);
    for (const payload of hostilePayloads) {
      const step = Math.max(1, Math.floor(payload.length / 60));
      for (let split = 0; split <= payload.length; split += step) {
        const incremental = new IncrementalMarkdown();
        const early = renderedHtml(renderBlocks(incremental.blocks(payload.slice(0, split))));
        const late = renderedHtml(renderBlocks(incremental.blocks(payload)));
        for (const tag of [...tagsOf(early), ...tagsOf(late)]) expect(tag).toMatch(ALLOWED);
        expect(late).toBe(page(payload));
      }
    }
  });

  it('parses hostile text in linear time', () => {
    // The size is large enough that quadratic work would exceed the test's timeout.
    for (const shape of ['*a ', '[a](', '_a', '`a``', '**a *b ', '<https://', '![', '> - '])
      expect(parseMarkdown(shape.repeat(60_000)).length).toBeGreaterThan(0);
  });
});

const piece = fc.constantFrom(
  '# ',
  '## ',
  '- ',
  '1. ',
  '10) ',
  '  - ',
  '\t* ',
  '> ',
  '```',
  '~~~',
  '---',
  '***',
  '**',
  '*',
  '_',
  '`',
  '[',
  '](',
  'https://a.example',
  ')',
  '\n',
  '\n\n',
  ' ',
  'word',
  'two words',
  '\\',
  '!',
  '<',
  '>',
  '😀',
  '\u202E',
  'é',
);
const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));

describe('incremental Markdown', () => {
  it('equals the blocks of the whole text, however it is split', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 20 }), (whole, cuts) => {
        const incremental = new IncrementalMarkdown();
        for (const cut of [...cuts].toSorted((a, b) => a - b))
          expect(incremental.blocks(whole.slice(0, cut))).toEqual(parseMarkdown(whole.slice(0, cut)));
        expect(incremental.blocks(whole)).toEqual(parseMarkdown(whole));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the identity of final blocks', () => {
    const incremental = new IncrementalMarkdown();
    const [first] = incremental.blocks('one\n\ntwo\n');
    incremental.blocks('one\n\ntwo\n\nthr');
    const later = incremental.blocks('one\n\ntwo\n\nthree\n');
    expect(later[0]).toEqual(first);
    expect(later[0]).toBe(incremental.blocks('one\n\ntwo\n\nthree\nmore')[0]);
  });
});
