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
  ])('is read from %j', (jobPosting, summary) => expect(postingSummary(source(jobPosting))).toEqual(summary));

  it('has one key per posting', () => {
    expect(postingKey(source({ title: 'Nurse' }))).toBe(postingKey(source({ title: 'Nurse' })));
    expect(postingKey(source({ title: 'Nurse' }))).not.toBe(postingKey(source({ title: 'Cook' })));
  });
});
