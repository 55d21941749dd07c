import { describe, expect, it } from 'vitest';
import { occupationOf, roleFamilyOf } from './role-family.ts';
import { occupationFile, otherJobFile } from './schema.ts';
import adverts from './title-adverts.json' with { type: 'json' };

describe('the job that a title names', () => {
  it.each(adverts)(
    '[N-12] “$title” is $occupation of $roleFamily, whatever duties stand below it',
    ({ title, lines, occupation, roleFamily }) => {
      const text = lines.map((line) => `- ${line}`).join('\n');
      expect(occupationOf(title, text)?.id ?? null).toBe(occupation);
      expect(roleFamilyOf(title, text)).toBe(roleFamily);
    },
  );

  it.each([
    ['Podiatrist', 'Wound care, vital signs, medication round, ward and IV therapy.', 'healthcare'],
    ['Beekeeper', 'Viewings, valuations, vendors, lettings, landlords and tenants.', 'general'],
    ['Locksmith', 'Wiring, consumer units, testing and inspection.', 'trades'],
  ])('“%s” stays none of the occupations beside duties of another: %s', (title, text, family) => {
    expect(occupationOf(title, text)).toBeUndefined();
    expect(roleFamilyOf(title, text)).toBe(family);
  });

  it('is written once in the data', () => {
    const titles = [...otherJobFile.jobs, ...occupationFile.occupations].flatMap((job) => job.titles);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
