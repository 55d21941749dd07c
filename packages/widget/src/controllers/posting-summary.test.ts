import { describe, expect, it } from 'vitest';
import { jobOf, postingKeys, postingSummary } from './posting-summary.ts';

const source = (jobPosting: Record<string, unknown>) => ({ kind: 'job_posting' as const, jobPosting });

describe('a posting summary', () => {
  it.each([
    [
      { title: ' Nurse ', hiringOrganization: { name: 'Northfield' } },
      { title: 'Nurse', company: 'Northfield' },
    ],
    [
      { title: 'Nurse', hiringOrganization: 'Northfield' },
      { title: 'Nurse', company: 'Northfield' },
    ],
    [
      { title: 'Nurse', hiringOrganization: [{ name: 'Northfield' }] },
      { title: 'Nurse', company: 'Northfield' },
    ],
    [{ title: { evil: true }, hiringOrganization: 7 }, {}],
    [{ title: '  ', hiringOrganization: null }, {}],
    [{ title: 'Nurse', hiringOrganization: { url: 'https://northfield.example' } }, { title: 'Nurse' }],
  ])('is read from %j', (jobPosting, summary) => expect(postingSummary(source(jobPosting))).toEqual(summary));

  it('is read from a text with a title, and empty for an address or nothing', () => {
    const text = { kind: 'text' as const, text: 'A job', title: ' Nurse', company: 'Northfield ' };
    expect(postingSummary(text)).toEqual({ title: 'Nurse', company: 'Northfield' });
    expect(postingSummary({ kind: 'url', url: 'https://jobs.example.com/1' })).toEqual({});
    expect(postingSummary(undefined)).toEqual({});
  });
});

it('is empty for what says nothing, and never has blank words', () => {
  const of = (jobPosting: Record<string, unknown>) => postingSummary({ kind: 'job_posting', jobPosting });
  expect(postingSummary(undefined)).toEqual({});
  expect(postingSummary({ kind: 'url', url: 'https://jobs.example/1' })).toEqual({});
  expect(postingSummary({ kind: 'text', text: 'x', title: ' Nurse ', company: ' ' })).toEqual({ title: 'Nurse' });
  expect(of({ title: ' ', hiringOrganization: null })).toEqual({});
  expect(of({ title: 7, hiringOrganization: { name: ' Acme ' } })).toEqual({ company: 'Acme' });
  expect(of({ title: 'Nurse', hiringOrganization: [{ name: 'One' }, { name: 'Two' }] })).toEqual({
    title: 'Nurse',
    company: 'One',
  });
});

const NURSE = { title: 'Nurse', hiringOrganization: { name: 'Northfield' }, jobLocation: { address: 'Leeds' } };
const at = (pageUrl: string, more: Record<string, unknown> = {}) => ({
  ...source({ ...NURSE, identifier: { '@type': 'PropertyValue', value: 'J-12' }, ...more }),
  pageUrl,
});

describe('the job of a posting', () => {
  it.each([
    ['on the page with the form', at('https://a.example/jobs/12/apply')],
    ['with a slash at the end of the address', at('https://a.example/jobs/12/')],
    ['in another language', at('https://a.example/de/jobs/12', { title: 'Pflegekraft' })],
    ['with a corrected typo', at('https://a.example/jobs/12', { title: 'Nurses', description: 'Correct.' })],
    ['with a later end', at('https://a.example/jobs/12', { validThrough: '2027-01-01' })],
    ['with its identifier as a text', at('https://a.example/jobs/12', { identifier: 'J-12' })],
    ['with its identifier in a list', at('https://a.example/jobs/12', { identifier: [{ value: 'J-12' }] })],
  ])('is the same %s', (_case, other) => {
    expect(jobOf(other)).toBe(jobOf(at('https://a.example/jobs/12')));
    expect(postingKeys(other)[0]).toBe(postingKeys(at('https://a.example/jobs/12'))[0]);
  });

  it.each([
    ['with another identifier', at('https://a.example/jobs/12', { identifier: 'J-13' })],
    ['of another employer', at('https://a.example/jobs/12', { hiringOrganization: 'Southfield' })],
  ])('is another one %s', (_case, other) => {
    expect(jobOf(other)).not.toBe(jobOf(at('https://a.example/jobs/12')));
  });

  it('is known by title, employer and place where it has no identifier, or only the name of the employer as one', () => {
    const of = (more: Record<string, unknown>) => jobOf(source({ ...NURSE, ...more }));
    expect(of({ description: 'A', identifier: { name: 'Northfield', value: 'Northfield' } })).toBe(
      of({ validThrough: '1' }),
    );
    expect(of({ title: 'Cook' })).not.toBe(of({}));
    expect(of({ jobLocation: { address: 'York' } })).not.toBe(of({}));
    expect(of({ hiringOrganization: 'Southfield' })).not.toBe(of({}));
    expect(jobOf(source({ description: 'A' }))).not.toBe(jobOf(source({ description: 'B' })));
  });

  it('is everything that a text or an address says', () => {
    const text = (value: string) => jobOf({ kind: 'text', text: value });
    expect(new Set(['', 'a', 'b', 'ab', 'ba'].map(text)).size).toBe(5);
    expect(jobOf({ kind: 'url', url: 'https://a.example/1' })).not.toBe(
      jobOf({ kind: 'url', url: 'https://a.example/2' }),
    );
    expect(jobOf(undefined)).toBeUndefined();
  });
});

describe('the storage keys of a posting', () => {
  it('hold the one of earlier releases, so that a stored chat is found again', () => {
    expect(postingKeys(source({ title: 'Nurse' }))).toEqual([expect.any(String), 'chat:8i1d4v']);
    expect(postingKeys(undefined)).toEqual([expect.any(String), 'chat:1yz14zp']);
  });

  it('depend on every character', () => {
    const keys = ['a', 'b', 'ab', 'ba', 'Nurse 1', 'Nurse 2', ''].flatMap((text) => postingKeys(source({ text })));
    expect(new Set(keys).size).toBe(14);
    for (const key of keys) expect(key).toMatch(/^chat:[0-9a-z]{1,7}$/u);
  });
});
