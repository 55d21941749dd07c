import { describe, expect, it } from 'vitest';
import { chosenPosting, jobPostingsIn, type PageIdentity } from './job-postings.ts';

const posting = (title: string, more: object = {}) => ({ '@type': 'JobPosting', title, ...more });
const titles = (...values: unknown[]) => jobPostingsIn(values).map(({ posting: { title } }) => title);
const chosen = (values: unknown, page: PageIdentity) => chosenPosting(jobPostingsIn([values]), page)?.['title'];

describe('postings in structured data', () => {
  it.each([
    ['JobPosting', true],
    ['jobposting', true],
    ['schema:JobPosting', true],
    ['sdo:JobPosting', true],
    ['http://schema.org/JobPosting', true],
    ['https://www.schema.org/JobPosting', true],
    ['//schema.org/JobPosting', true],
    ['schema.org/JobPosting', true],
    ['Thing JobPosting', true],
    [['Thing', 'JobPosting'], true],
    ['JobPostings', false],
    ['https://other.example/JobPosting', false],
    [7, false],
    [null, false],
  ])('have the type %j: %s', (type, isPosting) => {
    expect(titles(posting('t', { '@type': type }))).toHaveLength(isPosting ? 1 : 0);
  });

  it.each<[string, unknown]>([
    ['an array', [{ '@type': 'BreadcrumbList' }, posting('a')]],
    ['a graph', { '@graph': [{ '@type': 'Organization' }, posting('a')] }],
    ['a graph in a graph', { '@graph': [{ '@graph': { x: posting('a') } }] }],
    ['the main entity of a page', { '@type': 'WebPage', mainEntity: posting('a') }],
    ['what a page is about', { '@type': 'WebPage', about: [posting('a')] }],
    ['a list of one', { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: posting('a') }] }],
    ['the type without a sign', { type: 'JobPosting', title: 'a' }],
    [
      'an id in two places',
      [
        { '@id': '#j', '@type': 'JobPosting', description: 'x' },
        { '@id': '#j', title: 'a' },
      ],
    ],
  ])('are found in %s', (_where, value) => {
    expect(chosen(value, {})).toBe('a');
  });

  it('keep only what is read of a posting', () => {
    const [found] = jobPostingsIn([
      posting('a', { 'x-secret': 1, image: 'b', 'schema:baseSalary': { currency: 'EUR', note: 'c' } }),
    ]);
    expect(found?.posting).toEqual({ title: 'a', baseSalary: { currency: 'EUR' } });
  });

  it.each([
    ['half an emoji', 'Great team \ud83d', 'Great team '],
    ['the other half', '\ude80 Great team', ' Great team'],
    ['a whole emoji', 'Great 🚀 team', 'Great 🚀 team'],
    ['NUL', 'Great\0 team', 'Great team'],
    ['control characters', 'Great\u0008\u001b\u007f team', 'Great team'],
    ['white space', 'Great\t\r\n\vteam', 'Great\t\r\n\vteam'],
    ['an emoji that the limit cuts', `${'x'.repeat(199_999)}🚀`, 'x'.repeat(199_999)],
  ])('[N-15] are text that a server accepts: %s', (_what, written, description) => {
    const [found] = jobPostingsIn([posting('a', { description: written, skills: [{ name: written }] })]);
    expect(found?.posting).toEqual({ title: 'a', description, skills: [{ name: description }] });
  });

  it('are looked for in the first five thousand things', () => {
    const things = (count: number) => [...Array.from({ length: count }, () => ({})), posting('t')];
    expect(titles(things(4_998))).toHaveLength(1);
    expect(titles(things(4_999))).toHaveLength(0);
  });
});

describe('the posting of a page', () => {
  const jobs = [
    posting('Nurse', { url: '/jobs/6' }),
    posting('Teacher', { url: 'https://www.jobs.example.com/jobs/7/?from=x#top' }),
  ];
  const listed = {
    '@type': 'ItemList',
    itemListElement: [{ item: posting('Cook', { description: 'x' }) }, { item: posting('Waiter') }],
  };

  it.each<[string, unknown, [PageIdentity, string | undefined]]>([
    ['has its address', jobs, [{ url: 'https://jobs.example.com/jobs/7?b=1' }, 'Teacher']],
    [
      'has its address with a query',
      [posting('A', { url: '/job?id=1' }), posting('B', { url: '/job?id=2' })],
      [{ url: 'https://x.example/job?id=2' }, 'B'],
    ],
    [
      'has no address that differs in the query alone',
      [posting('A', { url: '/job?id=1' }), posting('B', { url: '/job?id=2' })],
      [{ url: 'https://x.example/job?id=3', titles: ['b'] }, 'B'],
    ],
    ['has its heading', jobs, [{ titles: ['TEACHER'] }, 'Teacher']],
    ['is inside its title', jobs, [{ titles: ['We hire', 'Teacher (m/f) | Example'] }, 'Teacher']],
    ['is the first with its title otherwise', [posting('A'), posting('a ', { url: '/2' })], [{}, 'A']],
    ['[N-15] is none of several side by side', jobs, [{ url: 'https://jobs.example.com/' }, undefined]],
    [
      '[N-15] is none of several with words side by side',
      [posting('A', { description: 'x' }), posting('B', { description: 'x' })],
      [{ titles: ['Our jobs'] }, undefined],
    ],
    ['is none of several in a graph', { '@graph': jobs }, [{ titles: ['Our jobs'] }, undefined]],
    [
      'is none of several with prefixes',
      [
        { '@type': 'schema:JobPosting', 'schema:title': 'A' },
        { '@type': 'schema:JobPosting', 'schema:title': 'B' },
      ],
      [{}, undefined],
    ],
    ['is the one beside several', [jobs, posting('Porter')], [{}, 'Porter']],
    ['is the first with words otherwise', [posting('A'), posting('B', { description: 'x' })], [{}, 'B']],
    ['is not one of the similar jobs', [listed, posting('Porter')], [{}, 'Porter']],
    [
      'is not one that stands in another',
      posting('Porter', { relatedJobs: [posting('Cook', { description: 'x' })] }),
      [{}, 'Porter'],
    ],
    ['may stand in a list by its title', listed, [{ titles: ['Waiter'] }, 'Waiter']],
    ['is none of a list of several', listed, [{ titles: ['All jobs'] }, undefined]],
    [
      'is the one with the identifier',
      [posting('A'), posting('B', { identifier: { '@type': 'PropertyValue', value: 12 } })],
      [{ job: '12' }, 'B'],
    ],
    ['is none where nothing has the chosen name', jobs, [{ job: 'R-99' }, undefined]],
  ])('%s', (_what, values, [page, title]) => {
    expect(chosen(values, page)).toBe(title);
  });
});
