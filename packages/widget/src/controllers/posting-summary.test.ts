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
