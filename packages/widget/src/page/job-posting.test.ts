import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobPosting } from './job-posting.ts';
import type { JobChoice } from './job-posting.ts';

const url = 'https://jobs.example.com/jobs/7?from=mail#apply';

/** A document with these JSON-LD scripts, as far as the reader needs it. */
function read(scripts: readonly unknown[], choice: Partial<JobChoice> = {}) {
  const found = scripts.map((script) => ({
    textContent: typeof script === 'string' ? script : JSON.stringify(script),
  }));
  // Only the members of `ParentNode` that the reader uses.
  const root = { querySelectorAll: () => found } as unknown as ParentNode;
  return readJobPosting(root, { url, ...choice });
}

const job = (title: string, more: object = {}) => ({ '@type': 'JobPosting', title, ...more });

describe('the JobPosting of a page', () => {
  it.each([
    ['an object', job('Nurse')],
    ['an array', [{ '@type': 'BreadcrumbList' }, job('Nurse')]],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'Organization' }, job('Nurse')] }],
    ['the main entity of a page', { '@type': 'WebPage', mainEntity: job('Nurse') }],
    ['several types', { ...job('Nurse'), '@type': ['Thing', 'JobPosting'] }],
    ['a full type address', { ...job('Nurse'), '@type': 'https://schema.org/JobPosting' }],
  ])('is read from %s', (_name, script) => {
    expect(read([script])?.title).toBe('Nurse');
  });

  it('is found by its name beside postings whose names are objects', () => {
    const odd = job('', { identifier: { toString: 1 }, url: { value: { valueOf: 2 } } });
    expect(read([odd, job('Nurse')], { job: 'nurse' })?.title).toBe('Nurse');
  });

  it('is undefined when there is none, or with job="none"', () => {
    expect(read([{ '@type': 'JobPostingList' }, { '@type': 'Event' }])).toBe(undefined);
    expect(read([job('Nurse')], { job: 'none' })).toBe(undefined);
  });

  it.each([
    ['its identifier', { identifier: 'R-12' }, 'r-12'],
    ['a named identifier', { identifier: { '@type': 'PropertyValue', value: 12 } }, '12'],
    ['its address', { url: '/jobs/12' }, '/jobs/12'],
    ['its title', {}, ' Teacher '],
  ])('is the one that data-job names by %s', (_name, more, choice) => {
    expect(read([[job('Nurse'), job('Teacher', more)]], { job: choice })?.title).toBe('Teacher');
  });

  it('is undefined when data-job matches none', () => {
    expect(read([job('Nurse')], { job: 'R-99' })).toBe(undefined);
  });

  it('is the one with the URL of the page, else the first', () => {
    const jobs = [job('Nurse', { url: '/jobs/6' }), job('Teacher', { url: 'https://jobs.example.com/jobs/7/' })];
    expect(read(jobs)?.title).toBe('Teacher');
    expect(read(jobs, { url: 'https://jobs.example.com/' })?.title).toBe('Nurse');
  });

  it('skips scripts that are invalid, too deeply nested or too large', () => {
    const deep = '['.repeat(200_000);
    const huge = JSON.stringify(job('x'.repeat(400_000)));
    const large = JSON.stringify(job('Large', { description: 'x'.repeat(150_000) }));
    expect(
      read(['{', '', 'null', deep, huge, large, '{"__proto__":{"@type":"JobPosting"}}', job('Nurse')])?.title,
    ).toBe('Nurse');
  });

  it('never throws, whatever the page contains', () => {
    const odd = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .jsonValue()
        .map((value) =>
          JSON.stringify({
            '@type': 'JobPosting',
            identifier: value,
            url: value,
            title: value,
            '@id': value,
            '@graph': value,
          }),
        ),
    );
    fc.assert(
      fc.property(
        fc.array(odd, { maxLength: 4 }),
        fc.option(fc.string(), { nil: undefined }),
        fc.string(),
        (scripts, choice, page) => void read(scripts, { job: choice, url: page }),
      ),
    );
  });
});
