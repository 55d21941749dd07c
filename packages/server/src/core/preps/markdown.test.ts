import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { reportAsMarkdown } from './markdown.ts';
import { markdownLink, markdownText } from '../text/markdown-text.ts';
import { driverReport } from './report-samples-bare.ts';
import { nurseReport } from './report-samples.ts';
import { plainText } from '../text/plain-text.ts';
import type { PrepReport } from './report.ts';

const HOSTILE = [
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '1) item',
  '> quote',
  '---',
  '===',
  '***',
  '```js',
  '~~~',
  '    code',
  '| a | b |',
  '**bold** _em_ ~~gone~~ `code`',
  '[x](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '<img src=x onerror=alert(1)>',
  '<!-- x -->',
  '<https://evil.example>',
  'https://evil.example',
  'www.evil.example',
  'me@evil.example',
  'mailto:me@evil.example',
  '[a]: https://evil.example',
  '[^1]',
  '&lt;b&gt; &#35;',
  '\\',
  'a\n\n# b',
  'a\r\n- b',
  '$x$',
  '\u202Eabc',
  '</script>',
  '<?php',
  'https\u200b://evil.example',
];

function tokensOf(markdown: string): Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => void tokens.push(token));
  return tokens;
}
const kinds = (tokens: readonly Token[]) => [...new Set(tokens.map(({ type }) => type))];

/** What a reader sees of one line of Markdown. */
function seen(markdown: string): string {
  const html = marked.parseInline(markdown, { gfm: true }) as string;
  return html.replace(
    /&(lt|gt|quot|amp|#39);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" })[name] ?? '',
  );
}

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...HOSTILE, 'x', ' ', '\n'), { maxLength: 5 }).map((parts) => parts.join('')),
);

describe('markdownText', () => {
  it('reads as exactly the text and holds nothing but text', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const markdown = markdownText(hostile);
        expect(seen(markdown)).toBe(plainText(hostile));
        expect(kinds(tokensOf(markdown)).filter((kind) => !['paragraph', 'text', 'escape'].includes(kind))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves ordinary words as they are', () => {
    expect(markdownText('Fell from 58 to 34 minutes (40%), e.g. at St Bride’s.')).toBe(
      'Fell from 58 to 34 minutes (40%), e.g. at St Bride’s.',
    );
  });
});

it('markdownLink keeps to one link, whatever its address holds', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https'] }), fc.string(), (url, tail) => {
      const address = `${new URL(url).origin}/${tail}`;
      const tokens = tokensOf(markdownLink(address));
      expect(kinds(tokens).filter((kind) => !['paragraph', 'link', 'text', 'escape'].includes(kind))).toEqual([]);
      const links = tokens.filter((token): token is Tokens.Link => token.type === 'link');
      expect(links.map(({ href }) => new URL(href).origin)).toEqual([new URL(url).origin]);
    }),
  );
});

describe('reportAsMarkdown', () => {
  it.each([
    { name: 'nurse', report: nurseReport },
    { name: 'driver', report: driverReport },
  ])('writes the document of the $name as it is to be read', ({ name, report }) => {
    const expected = readFileSync(new URL(`expected/${name}-sample.txt`, import.meta.url), 'utf8');
    expect(reportAsMarkdown(report)).toBe(expected);
  });

  it('has the sections in their order', () => {
    const headings = tokensOf(reportAsMarkdown(nurseReport)).filter(
      (token): token is Tokens.Heading => token.type === 'heading',
    );
    expect(headings.filter(({ depth }) => depth === 1).map((heading) => heading.text)).toEqual([
      'Registered Nurse, Paediatrics',
    ]);
    expect(headings.filter(({ depth }) => depth === 2).map((heading) => heading.text)).toEqual([
      'The role',
      'Where you match',
      'Likely questions',
      'Questions to ask them',
      'Your 30 minutes',
      'Sources',
      'What could not be found',
    ]);
  });

  it('links to https sources only, and quotes the résumé in quotations', () => {
    const tokens = tokensOf(reportAsMarkdown(nurseReport));
    expect(tokens.filter((token): token is Tokens.Link => token.type === 'link').map(({ href }) => href)).toEqual([
      'https://jobs.northfield.example/paediatrics/rn-204',
    ]);
    expect(reportAsMarkdown(nurseReport)).toContain('> “two years in high dependency”');
  });

  it('says that there was no résumé', () => {
    expect(reportAsMarkdown(driverReport)).toContain('There was no résumé to compare with');
    expect(reportAsMarkdown(driverReport)).not.toContain('requirements.');
  });

  it('has the same shape whatever the words of the report are', () => {
    // Bold is left out: marked takes an escaped `<` for a tag when it looks for the second pair of asterisks.
    const shape = (markdown: string) =>
      tokensOf(markdown)
        .filter(({ type }) => !['text', 'escape', 'space', 'strong'].includes(type))
        .map(({ type }) => type);
    const expected = shape(reportAsMarkdown(withWords(nurseReport, () => 'word')));
    fc.assert(
      fc.property(fc.infiniteStream(text), (words) => {
        const next = () => {
          const { value } = words.next();
          return plainText(value as string) === '' ? 'word' : (value as string);
        };
        expect(shape(reportAsMarkdown(withWords(nurseReport, next)))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

/** The report with every free text replaced; what decides about its form stays. */
function withWords(report: PrepReport, word: () => string): PrepReport {
  const fixed = new Set([
    'preparedOn',
    'language',
    'madeBy',
    'importance',
    'shown',
    'source',
    'family',
    'url',
    'fetchedOn',
    'kind',
  ]);
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : word();
    if (Array.isArray(value)) return value.map((entry) => replaced(entry, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, name)]));
  };
  return replaced(report, '') as PrepReport;
}
