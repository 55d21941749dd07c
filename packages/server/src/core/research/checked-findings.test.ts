import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../text/plain-text.ts';
import { checkedReport } from './checked-findings.ts';
import { RESEARCH_SECTIONS } from './ports.ts';
import { fact, finds } from './test-researcher.suite.ts';
import type { SeenSource } from './sources.ts';

const seen = (number: number, page: string, url = `https://pages.example/${number}`): SeenSource => ({
  number,
  title: `Page ${number}`,
  url,
  snippets: [],
  page,
});
const run = (...sources: SeenSource[]) => ({
  company: 'Northfield',
  sources,
  fetchedOn: '2026-11-21',
  searchFailed: false,
  unread: false,
});
const kept = (claim: ReturnType<typeof fact>, ...sources: SeenSource[]) =>
  checkedReport(finds(claim) as never, run(...sources)).facts;

const SAYS = 'Northfield has 3,200 employees, and 1.5 million “friends” — since 1962.';

describe('findings', () => {
  it('[S0-8] become facts only when a source of this run holds their quote, whatever they claim', () => {
    const words = fc.constantFrom(
      'Northfield',
      'opened',
      'a',
      'ward',
      '1962',
      '3,200',
      'nurses',
      '“care”',
      '—',
      'https://evil.example',
      'für',
      '子供',
    );
    const text = fc.array(words, { minLength: 1, maxLength: 12 }).map((list) => list.join(' '));
    const sources = fc.array(
      fc.record({ snippets: fc.array(text, { maxLength: 2 }), page: fc.option(text, { nil: undefined }) }),
      { maxLength: 5 },
    );
    // Half of the quotes are words of the first page, so that there are facts to look at.
    const page = 'Northfield opened a ward für nurses — “care” since 1962';
    const claim = fc.record({
      text,
      quote: fc.oneof(text, fc.constantFrom(page, 'opened a ward für nurses', 'nurses - "care" since')),
      sourceNumbers: fc.array(fc.integer({ min: -1, max: 7 }), { maxLength: 4 }),
    });
    const findings = fc.record({
      sections: fc.array(
        fc.record({
          section: fc.constantFrom(...RESEARCH_SECTIONS),
          facts: fc.array(claim, { maxLength: 6 }),
          notFound: fc.array(text, { maxLength: 4 }),
        }),
        { maxLength: 8 },
      ),
    });
    let supported = 0;
    fc.assert(
      fc.property(sources, findings, (given, found) => {
        const known = [{ snippets: [], page }, ...given].map(({ snippets, page: read }, index): SeenSource => ({
          ...seen(index + 1, ''),
          snippets,
          page: read ?? '',
        }));
        const report = checkedReport(found, run(...known));
        supported += report.facts.length;
        expect(report.sources.map(({ number }) => number)).toEqual(report.sources.map((_, index) => index + 1));
        expect(new Set(report.sources.map(({ url }) => url)).size).toBe(report.sources.length);
        expect(new Set(report.facts.flatMap(({ sourceNumbers }) => sourceNumbers))).toEqual(
          new Set(report.sources.map(({ number }) => number)),
        );
        for (const { section, text: said, quote, sourceNumbers } of report.facts) {
          expect(sourceNumbers.length).toBeGreaterThan(0);
          const claims = found.sections
            .filter((part) => part.section === section)
            .flatMap((part) => part.facts)
            .filter((one) => plainText(one.text) === said);
          for (const number of sourceNumbers) {
            const source = known.find(({ url }) => url === report.sources[number - 1]?.url);
            expect(
              [...(source?.snippets ?? []), source?.page ?? ''].some((passage) =>
                plain(passage).includes(plain(quote)),
              ),
            ).toBe(true);
            expect(claims.some((one) => one.sourceNumbers.includes(source?.number ?? 0))).toBe(true);
          }
          expect(said).not.toContain('://');
        }
        for (const sentence of report.notFound)
          expect(sentence).toMatch(
            /^(?:Nothing could be found on |Looked for and not found: |\d+ statements? (?:was|were) left out)/u,
          );
      }),
      { numRuns: 400 },
    );
    // A property about facts says nothing where there are none.
    expect(supported).toBeGreaterThan(20);
  });

  it.each([
    ['has 3,200 employees', 'It has 3200 employees.', true],
    ['has 3,200 employees', 'It has 3\u202f200 employees.', true],
    ['has 3,200 employees', 'It has 3.200 employees since 1962.', true],
    ['has 3,200 employees', 'It has 5,000 employees.', false],
    ['has 3,200 employees', 'It has 32 employees.', false],
    ['1.5 million “friends”', 'It has 1,5 million friends.', true],
    ['1.5 million “friends”', 'It has 15 million friends.', false],
    ['1.5 million "friends" - since 1962', 'It has friends.', true],
    ['1.5 million enemies since', 'It has enemies.', false],
    ['Northfield', 'It is the best employer there is.', false],
    ['Northfield has', 'It is the best employer there is.', false],
    ['Northfield has 3,200 employees', 'See https://evil.example/ for more.', false],
    ['Northfield has 3,200 employees', 'See www.evil.example for more.', false],
    ['Northfield has 3,200 employees', '\u200b', false],
  ])('quoting “%s” to say “%s”: %s', (quote, text, stays) => {
    expect(kept(fact(text, quote, 1), seen(1, SAYS))).toHaveLength(stays ? 1 : 0);
  });

  it('do not count words that stand only across the border of two texts', () => {
    const source: SeenSource = {
      number: 1,
      title: 'Page',
      url: 'https://pages.example/',
      snippets: ['Northfield was'],
      page: 'closed last year.',
    };
    expect(kept(fact('It closed.', 'Northfield was closed last year', 1), source)).toEqual([]);
  });

  it('name every source that holds the quote among those they claim, and the same fact once', () => {
    const sources = [seen(1, 'Nothing here.'), seen(2, SAYS), seen(3, SAYS), seen(4, SAYS)];
    const claim = fact('It has 3,200 employees.', 'Northfield has 3,200 employees', 4, 1, 2, 2);
    const report = checkedReport(finds(claim, { ...claim, text: 'IT HAS 3,200 employees.' }) as never, run(...sources));
    expect(report.facts.map(({ sourceNumbers }) => sourceNumbers)).toEqual([[1, 2]]);
    expect(report.sources.map(({ url }) => url)).toEqual(['https://pages.example/2', 'https://pages.example/4']);
  });

  it('name their sources in the order of the list, and stay as they were said first', () => {
    const sources = [seen(1, SAYS), seen(2, `${SAYS} It runs four hospitals.`)];
    const four = fact('It runs four hospitals.', 'It runs four hospitals', 2);
    const claim = fact('It has 3,200 employees.', 'Northfield has 3,200 employees', 1, 2);
    const report = checkedReport(
      finds(four, claim, { ...claim, text: 'IT HAS 3,200 EMPLOYEES.' }) as never,
      run(...sources),
    );
    expect(report.facts.map(({ text, sourceNumbers }) => [text, sourceNumbers])).toEqual([
      ['It runs four hospitals.', [1]],
      ['It has 3,200 employees.', [1, 2]],
    ]);
    expect(report.sources.map(({ url }) => url)).toEqual(['https://pages.example/2', 'https://pages.example/1']);
  });

  it('are eight of a section at most, and a report says how many were left out and what went wrong', () => {
    const claim = (nth: number) => fact(`Fact ${'x'.repeat(nth)}.`, 'Northfield has 3,200 employees', 1);
    const notes = (count: number, more: object = {}) => {
      const claims = Array.from({ length: count }, (_, nth) => claim(nth + 1));
      const report = checkedReport(finds(...claims) as never, { ...run(seen(1, SAYS)), ...more });
      return { facts: report.facts.length, notes: report.notFound.slice(4) };
    };
    expect(notes(8)).toEqual({ facts: 8, notes: [] });
    const because = 'left out, because nothing that was read supports';
    expect(notes(9)).toEqual({ facts: 8, notes: [`1 statement was ${because} it.`] });
    expect(notes(10, { unread: true, searchFailed: true })).toEqual({
      facts: 8,
      notes: [
        `2 statements were ${because} them.`,
        'Pages were found, but what they say could not be written down this time.',
        'The search engine could not be asked every time, so there may be more to find.',
      ],
    });
  });

  it.each([
    ['quotes of 12 characters besides the name', 'Northfield has 3,200 em', 1],
    ['no quotes of 11 characters besides the name', 'Northfield has 3,200 e', 0],
  ])('rest on %s', (_what, quote, count) => {
    expect(kept(fact('It has employees.', quote, 1), seen(1, SAYS))).toHaveLength(count);
  });

  it('rest on no quote of more than 600 characters, and are cut at 500', () => {
    const page = 'word '.repeat(200);
    const [one] = kept(fact('y'.repeat(501), page.slice(0, 599), 1), seen(1, page));
    expect(one?.text).toHaveLength(500);
    expect(kept(fact('A fact.', `${page.slice(0, 599)} w`, 1), seen(1, page))).toHaveLength(0);
  });

  it('turn what was not found into sentences that say nothing else', () => {
    const notFound = [
      'Funding rounds.',
      'funding rounds',
      '\u202eevil',
      'see https://evil.example',
      '',
      'x'.repeat(500),
      'four',
      'five',
    ];
    const { notFound: sentences } = checkedReport({ sections: [{ section: 'news', facts: [], notFound }] }, run());
    expect(sentences.filter((sentence) => sentence.startsWith('Looked'))).toEqual([
      'Looked for and not found: Funding rounds.',
      'Looked for and not found: funding rounds.',
      'Looked for and not found: evil.',
    ]);
  });
});

function plain(text: string): string {
  return plainText(text).replaceAll(/[“”]/gu, '"').replaceAll('—', '-');
}
