import { describe, expect, it } from 'vitest';
import { readPage } from './job-posting.ts';

/** A document with these JSON-LD scripts, as far as the reader needs it. */
function read(scripts: readonly unknown[], job?: string) {
  const found = scripts.map((script) => ({
    textContent: typeof script === 'string' ? script : JSON.stringify(script),
  }));
  const page = {
    title: 'Jobs',
    querySelector: () => null,
    querySelectorAll: (selector: string) => (selector.startsWith('script') ? found : []),
  };
  // Only the members of a document that the reader uses.
  return readPage(page as unknown as Document, { url: 'https://jobs.example.com/7', job });
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
