import { describe, expect, it } from 'vitest';
import { checkedReport, type RunFacts } from './checked-findings.ts';
import { researchFindings, type Findings } from './decisions.ts';
import type { SeenSource } from './sources.ts';

type Section = Findings['sections'][number];
const source = (number: number, page: string, more: Partial<SeenSource> = {}): SeenSource => ({
  number,
  title: `Page ${number}`,
  url: `https://pages.example/${number}`,
  snippets: [],
  page,
  ...more,
});
const QUOTE = 'Northfield opened a children’s ward in 1962 and has grown since';
const claim = (text: string, quote = QUOTE, sourceNumbers = [1]) => ({ text, quote, sourceNumbers });
const report = (section: Partial<Section>, sources = [source(1, QUOTE)], more: Partial<RunFacts> = {}) =>
  checkedReport(
    { sections: [{ section: 'news', facts: [], notFound: [], ...section }] },
    { company: 'Northfield', sources, fetchedOn: '2026-11-21', searchFailed: false, unread: false, ...more },
  );

describe('a research report', () => {
  it('counts the sources it rests on anew, and leaves out the others', () => {
    const sources = [source(1, 'Nothing about it.'), source(2, QUOTE), source(3, 'x', { snippets: [QUOTE] })];
    const { facts, sources: cited } = report({ facts: [claim('It grew.', QUOTE, [3, 2, 1, 9])] }, sources);
    expect(facts).toEqual([{ section: 'news', text: 'It grew.', quote: QUOTE, sourceNumbers: [1, 2] }]);
    expect(cited).toEqual([
      { number: 1, title: 'Page 2', url: 'https://pages.example/2', fetchedOn: '2026-11-21' },
      { number: 2, title: 'Page 3', url: 'https://pages.example/3', fetchedOn: '2026-11-21' },
    ]);
  });

  it('has at most eight statements of a section, each once, and says how many were left out', () => {
    const facts = Array.from({ length: 10 }, (_, index) => claim(`Statement ${'abcdefghij'.charAt(index)}.`));
    const { facts: kept, notFound } = report({ facts: [...facts, claim('STATEMENT A.')] });
    expect(kept.map(({ text }) => text.charAt(10))).toEqual([...'abcdefgh']);
    expect(notFound).toContain('3 statements were left out, because nothing that was read supports them.');
    expect(report({ facts: [claim('It grew.', 'It shrank and it was sold again')] }).notFound).toContain(
      '1 statement was left out, because nothing that was read supports it.',
    );
    expect(report({ facts: [claim('It grew.')] }).notFound.join()).not.toContain('left out');
  });

  it('cuts a long statement, and refuses a quote that is too long or says only the name', () => {
    expect(report({ facts: [claim('long '.repeat(200))] }).facts[0]?.text.length).toBeLessThanOrEqual(500);
    const long = 'ward '.repeat(120).trim();
    expect(long).toHaveLength(599);
    const keeps = (quote: string) => report({ facts: [claim('It grew.', quote)] }, [source(1, quote)]).facts.length;
    expect([keeps(`${long}s`), keeps(`${long}ss`)]).toEqual([1, 0]);
    expect([keeps('northfield abcdefghijkl'), keeps('northfield abcdefghijk')]).toEqual([1, 0]);
  });

  it('keeps no statement without words or with an address in it', () => {
    for (const text of ['', ' ', 'See https://evil.example', 'See www.evil.example'])
      expect(report({ facts: [claim(text)] }).facts).toEqual([]);
  });

  it('reads figures as they are meant', () => {
    const page = `${QUOTE}, with 3,200 nurses and 1.5 million visits`;
    const keeps = (text: string) => report({ facts: [claim(text)] }, [source(1, page)]).facts.length === 1;
    expect(['3200', '3 200', '3.200', '3’200', '3,200', '1,5 million', '1962'].map((text) => keeps(text))).toEqual(
      Array.from({ length: 7 }, () => true),
    );
    expect(['3,201', '32', '15 million', '1.50', '1962.5'].map((text) => keeps(text))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  it('says what was looked for in vain: three phrases of a section, without addresses', () => {
    const notFound = [
      'the strategy.',
      'the strategy',
      ' ',
      'see www.evil.example',
      'awards…',
      'pay!',
      'a fourth thing',
    ];
    const said = report({ facts: [claim('It grew.')], notFound }).notFound.filter((line) => line.startsWith('Looked'));
    expect(said).toEqual([
      'Looked for and not found: the strategy.',
      'Looked for and not found: awards.',
      'Looked for and not found: pay.',
    ]);
  });

  it('says when pages could not be read, or searches not made', () => {
    const quiet = report({}).notFound;
    expect(report({}, [], { unread: true }).notFound).toEqual([
      ...quiet,
      'Pages were found, but what they say could not be written down this time.',
    ]);
    expect(report({}, [], { searchFailed: true }).notFound).toEqual([
      ...quiet,
      'The search engine could not be asked every time, so there may be more to find.',
    ]);
  });

  it('holds nothing when the model gave no valid answer', () => {
    const facts = { company: 'Northfield', sections: [], notes: [] };
    expect(researchFindings.fallback(facts)).toEqual({ sections: [] });
  });
});
