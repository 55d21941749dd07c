import { describe, expect, it } from 'vitest';
import { postingSummary, postingKey } from './posting-summary.ts';

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

  it('has a key that stays the same over releases, so that a stored chat is found again', () => {
    expect(postingKey(source({ title: 'Nurse' }))).toBe('8i1d4v');
    expect(postingKey(undefined)).toBe('1yz14zp');
  });

  it('has one key per posting', () => {
    expect(postingKey(source({ title: 'Nurse' }))).toBe(postingKey(source({ title: 'Nurse' })));
    expect(postingKey(source({ title: 'Nurse' }))).not.toBe(postingKey(source({ title: 'Cook' })));
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

it('the key of a posting depends on every character of it', () => {
  const keyOf = (text: string) => postingKey({ kind: 'text', text });
  expect(new Set(['', 'a', 'b', 'ab', 'ba', 'Nurse 1', 'Nurse 2'].map(keyOf)).size).toBe(7);
  expect(keyOf('Nurse')).toBe(keyOf('Nurse'));
  expect(postingKey(undefined)).toMatch(/^[0-9a-z]{1,7}$/u);
});
