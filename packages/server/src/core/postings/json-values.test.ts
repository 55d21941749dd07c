import { describe, expect, it } from 'vitest';
import { jobPostingsIn, scriptJson } from './json-values.ts';

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

  it('are read past comment signs, CDATA and raw line breaks', () => {
    for (const script of ['<!--{"a":1}-->', '//<![CDATA[\n{"a":1}//]]>', '<![CDATA[{"a":1}]]>\n', '{"a":\n1}'])
      expect(scriptJson(script)).toEqual({ a: 1 });
    expect(scriptJson('{"a":"one\ntwo"}')).toEqual({ a: 'one two' });
    expect(scriptJson('{a}')).toBeUndefined();
  });
});
