import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownPosting, readPage } from './job-posting.ts';

/** A document with these JSON-LD scripts, as far as the reader needs it. */
function read(scripts: readonly unknown[], job?: string, isElement = false) {
  const found = scripts.map((script) => ({
    textContent: typeof script === 'string' ? script : JSON.stringify(script),
  }));
  const page = {
    title: 'Jobs',
    querySelector: () => null,
    querySelectorAll: (selector: string) => (selector.startsWith('script') ? found : []),
  };
  // Only the members of a document that the reader uses.
  return readPage(page as unknown as Document, { url: 'https://jobs.example.com/7', job, isElement });
}

const job = (title: unknown, more: object = {}) => ({ '@type': 'JobPosting', title, ...more });

describe('the job of a page', () => {
  it('is sent with its title and employer as words', () => {
    const organization = { '@id': '#o', '@type': 'Organization', name: [{ '@value': 'M&amp;amp;S' }] };
    expect(
      read([job('R&amp;D <b>Lead</b>', { hiringOrganization: { '@id': '#o' }, 'x-note': 1 }), organization]),
    ).toEqual({
      posting: {
        '@type': 'JobPosting',
        title: 'R&D Lead',
        hiringOrganization: { '@type': 'Organization', name: 'M&S' },
      },
    });
  });

  it('[N-15] is sent without the half of an emoji or a control character that its page has', () => {
    const broken = String.raw`{"@type":"JobPosting","title":"Cook \ud83d","description":"Great\u0000 team \ud83d","skills":[`;
    for (const end of ['"\\udc00"]}', '"\\udc00",]'])
      expect(read([broken + end]).posting).toEqual({
        '@type': 'JobPosting',
        title: 'Cook',
        description: 'Great team ',
        skills: [''],
      });
  });

  it('is sent shortened where it is longer than any advert', () => {
    const { posting } = read([
      job('Nurse', { description: 'x'.repeat(190_000), skills: Array(40).fill('y'.repeat(9_000)) }),
    ]);
    expect(posting).toMatchObject({ title: 'Nurse' });
    expect(JSON.stringify(posting).length).toBeLessThan(100_000);
  });

  it.each<[string, { scripts: unknown[]; choice?: string }, RegExp]>([
    [
      'there is none',
      { scripts: [{ '@type': 'Event' }] },
      /no JobPosting in JSON-LD.*https:\/\/schema\.org\/JobPosting.*data-job="none"/,
    ],
    [
      'it is not readable',
      { scripts: ['{}', 'JobPosting {"a"'] },
      /JSON-LD script 2 of this page could not be read: it is not JSON \(.+\)/,
    ],
    [
      'its type is another',
      { scripts: [{ '@type': 'JobPostings' }] },
      /script 1 .* no object of it has the type JobPosting/,
    ],
    ['it is empty', { scripts: [{ '@type': 'JobPosting' }] }, /neither a title nor a description/],
    ['none has the chosen name', { scripts: [job('Cook')], choice: 'R-9' }, /is called "R-9".*found: "Cook".*data-job/],
    [
      'it is one of a list',
      { scripts: [{ itemListElement: [job('Cook'), job('Waiter')] }] },
      /several jobs \("Cook", "Waiter"\).*data-job/,
    ],
  ])('is missing with a reason and a remedy where %s', (_case, { scripts, choice }, advice) => {
    const reading = read(scripts, choice);
    expect(reading.posting).toBeUndefined();
    expect(reading.advice).toMatch(advice);
  });
});

describe('the job of a page with an element', () => {
  it.each<[string, { scripts: unknown[]; choice?: string }, RegExp]>([
    ['there is none', { scripts: [] }, /property "posting" of <interview-prep>.*attribute job="none"/],
    [
      'none has the chosen name',
      { scripts: [job('Cook')], choice: 'R-9' },
      /Correct the attribute "job" of the element/,
    ],
    [
      'it is one of a list',
      { scripts: [{ itemListElement: [job('Cook'), job('Waiter')] }] },
      /Choose one with the attribute "job" of the element/,
    ],
  ])('is missing with the words of the element where %s', (_case, { scripts, choice }, advice) => {
    expect(read(scripts, choice, true).advice).toMatch(advice);
  });
});

describe('the property "posting"', () => {
  const own = (value: unknown) => {
    vi.stubGlobal('location', new URL('https://jobs.example.com/7?visitor=1'));
    const advice: string[] = [];
    return { source: ownPosting(value, (text) => advice.push(text)), advice };
  };
  afterEach(() => vi.unstubAllGlobals());

  it.each<[string, unknown]>([
    ['a JobPosting', job('Cook')],
    ['a JobPosting with an address as its type', job('Cook', { '@type': 'https://schema.org/JobPosting' })],
    ['a JobPosting with several types', job('Cook', { '@type': ['JobPosting', 'Thing'] })],
    ['a list with a JobPosting', [job('Cook')]],
    [
      'a graph with a JobPosting',
      { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, job('Cook')] },
    ],
    ['the text of its JSON-LD', JSON.stringify(job('Cook'))],
    ['the text with a comma too many', '{"@type":"JobPosting","title":"Cook",}'],
  ])('[N-15] may be %s', (_case, value) => {
    expect(own(value)).toEqual({
      source: {
        kind: 'job_posting',
        jobPosting: expect.objectContaining({ title: 'Cook' }),
        pageUrl: 'https://jobs.example.com/7',
      },
      advice: [],
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['words', 'Cook wanted', /is a string\./],
    ['an address', 'https://jobs.example.com/7', /is a string\./],
    ['a title with a description', { title: 'Cook', description: 'x' }, /without "kind" \(it has title, description\)/],
    ['an object with nothing', {}, /without "kind"\. /],
    ['of another kind', { kind: 'nope', title: 'Cook' }, /of the kind "nope" \(it has kind, title\)/],
    ['a list of titles', ['Cook'], /is a list/],
    ['a number', 7, /is a number/],
    ['a function', () => 'Cook', /is a function/],
    ['another thing of schema.org', { '@type': 'Event', name: 'Fair' }, /without "kind" \(it has @type, name\)/],
  ])('[N-15] is refused with the right shape where it is %s', (_case, value, reason) => {
    const { source, advice } = own(value);
    expect(source).toBeUndefined();
    expect(advice).toEqual([expect.stringMatching(/the property "posting".*\{ kind: 'text', text: '…' \}/)]);
    expect(advice[0]).toMatch(reason);
  });

  it('is used as it is where it has a kind', () => {
    expect(own({ kind: 'text', text: 'x' })).toEqual({ source: { kind: 'text', text: 'x' }, advice: [] });
  });
});
