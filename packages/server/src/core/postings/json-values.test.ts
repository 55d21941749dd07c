import { describe, expect, it } from 'vitest';
import { itemsOf, jobPostingsIn, lineOf, scriptJson } from './json-values.ts';

const posting = (title: string, type: unknown = 'JobPosting') => ({ '@type': type, title });

describe('postings in structured data', () => {
  it('are found at any depth, in order, and not inside one another', () => {
    const inner = posting('inner');
    const data = {
      '@graph': [{ '@type': 'WebSite' }, [posting('one')], { item: { ...posting('two'), related: inner } }],
      text: 'JobPosting',
      nothing: null,
    };
    expect(jobPostingsIn(data).map(({ title }) => title)).toEqual(['one', 'two']);
    expect(jobPostingsIn('JobPosting')).toEqual([]);
  });

  it.each([
    ['JobPosting', true],
    ['schema:JobPosting', true],
    ['http://schema.org/JobPosting', true],
    ['https://schema.org/JobPosting', true],
    [['Thing', 'JobPosting'], true],
    ['JobPostings', false],
    ['https://other.example/JobPosting', false],
    [7, false],
    [null, false],
  ])('have the type %j: %s', (type, isPosting) => {
    expect(jobPostingsIn(posting('t', type))).toHaveLength(isPosting ? 1 : 0);
  });

  it('are looked for among the first two hundred parts of an object', () => {
    const parts = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`part${index}`, { index }]));
    const words = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`word${index}`, 'text']));
    expect(jobPostingsIn({ ...words, ...parts(199), last: posting('t') })).toHaveLength(1);
    expect(jobPostingsIn({ ...parts(200), last: posting('t') })).toHaveLength(0);
  });

  it('are looked for in the first five thousand places', () => {
    const places = (count: number) => [...Array.from({ length: count }, () => ({})), posting('t')];
    expect(jobPostingsIn(places(4_998))).toHaveLength(1);
    expect(jobPostingsIn(places(4_999))).toHaveLength(0);
  });

  it('are read past comment signs, CDATA and raw line breaks', () => {
    for (const script of ['<!--{"a":1}-->', '//<![CDATA[\n{"a":1}//]]>', '<![CDATA[{"a":1}]]>\n', '{"a":\n1}'])
      expect(scriptJson(script)).toEqual({ a: 1 });
    expect(scriptJson('{"a":"one\ntwo"}')).toEqual({ a: 'one two' });
    expect(scriptJson('{a}')).toBeUndefined();
  });
});

describe('a value of structured data', () => {
  it('is one or several, and none where it is missing', () => {
    const many = Array.from({ length: 25 }, (_, index) => index);
    expect([itemsOf(undefined), itemsOf(null), itemsOf(0), itemsOf(['a']), itemsOf(many), itemsOf(many, 3)]).toEqual([
      [],
      [],
      [0],
      ['a'],
      many.slice(0, 20),
      [0, 1, 2],
    ]);
  });

  it.each([
    ['A &amp;\nB', 'A & B'],
    [12.5, '12.5'],
    [Infinity, undefined],
    [true, undefined],
    [{ name: 'Acme' }, 'Acme'],
    [{ '@value': 'Acme' }, 'Acme'],
    [{ value: 7 }, '7'],
    [{ other: 'Acme' }, undefined],
    [['', null, 'Acme'], 'Acme'],
    [['', '', '', '', '', 'Acme'], undefined],
  ])('%j is said in the line %j', (value, line) => {
    expect(lineOf(value, 20)).toBe(line);
  });
});
