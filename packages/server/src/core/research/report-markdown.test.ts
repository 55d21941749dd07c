import { expect, it } from 'vitest';
import { researchAsMarkdown } from './report-markdown.ts';

it('a report without sources and without gaps has no headings for them', () => {
  expect(researchAsMarkdown({ company: 'Northfield', searched: true, facts: [], sources: [], notFound: [] })).toBe(
    '# Northfield\n',
  );
});

it('[S0-8] a report reads as sections, numbered sources and what is missing, and no text of it becomes markup', () => {
  const report = {
    company: 'North*field*',
    searched: true,
    facts: [
      {
        section: 'news' as const,
        text: '![x](https://evil.example/)',
        quote: '# Heading <script>',
        sourceNumbers: [1, 2],
      },
      {
        section: 'overview' as const,
        text: 'It runs four hospitals.',
        quote: 'Northfield runs four hospitals',
        sourceNumbers: [1],
      },
    ],
    sources: [
      {
        number: 1,
        title: 'About [us](javascript:alert)',
        url: 'https://northfield.example/about>x',
        fetchedOn: '2026-11-21',
      },
      { number: 2, title: 'News', url: 'http://news.example/', fetchedOn: '2026-11-21' },
    ],
    notFound: ['Looked for and not found: www.evil.example.'],
  };
  expect(researchAsMarkdown(report)).toBe(
    [
      '# North\\*field\\*',
      '## The company',
      '- It runs four hospitals. \\[1\\]\n  > Northfield runs four hospitals',
      '## News',
      '- !\\[x\\](https\\://evil.example/) \\[1, 2\\]\n  > \\# Heading \\<script\\>',
      '## Sources',
      '1. About \\[us\\](javascript:alert) ([northfield.example](<https://northfield.example/about%3Ex>)), ' +
        'read on 2026-11-21\n2. News ([news.example](<http://news.example/>)), read on 2026-11-21',
      '## What could not be found',
      '- Looked for and not found: www\\.evil.example.\n',
    ].join('\n\n'),
  );
});
