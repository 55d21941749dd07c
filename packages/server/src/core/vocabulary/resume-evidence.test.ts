import { describe, expect, it } from 'vitest';
import { quantitiesIn, yearsIn } from './quantities.ts';
import { RESUME_CHARACTERS, resumeEvidenceOf } from './resume-evidence.ts';

/** Each job as "text (from-to)". */
const jobsIn = (resume: string) =>
  resumeEvidenceOf(resume).roles.map(({ text, fromYear, toYear }) =>
    fromYear === undefined ? text : `${text} (${fromYear}-${toYear})`,
  );

describe('the jobs in a résumé', () => {
  it('are lines with a period, or the line before a period that stands alone', () => {
    expect(
      jobsIn('Staff Nurse, Leeds General Infirmary\nMarch 2019 – present\nCare Assistant, Acme, 03/2015 to 2019'),
    ).toEqual([
      'Staff Nurse, Leeds General Infirmary (2019-present)',
      'Care Assistant, Acme, 03/2015 to 2019 (2015-2019)',
    ]);
    expect(jobsIn('2019 - 2021\nSomething else')).toEqual([]);
    expect(jobsIn('Ana Li\n2019 - 2021 Waiter')).toEqual(['Ana Li (2019-2021)']);
    expect(jobsIn('Ana Li\n2019 - 2021 Head waiter')).toEqual(['2019 - 2021 Head waiter (2019-2021)']);
  });

  it('may have no period when they name a known job and an employer', () => {
    expect(jobsIn('Staff Nurse at St James, Leeds')).toEqual(['Staff Nurse at St James, Leeds']);
    expect(jobsIn('Paralegal | Smith')).toEqual(['Paralegal | Smith']);
    expect(jobsIn('Staff Nurse, A, B, C')).toEqual(['Staff Nurse, A, B, C']);
    expect(jobsIn('Staff Nurse, A, B, C, D')).toEqual([]);
    expect(jobsIn('Staff Nurse')).toEqual([]);
    expect(jobsIn('Dreamer, Leeds')).toEqual([]);
    expect(jobsIn('Head of a very good nurse, Leeds')).toEqual(['Head of a very good nurse, Leeds']);
    expect(jobsIn('Head of a very very good nurse, Leeds')).toEqual([]);
    expect(jobsIn('- Staff Nurse, Leeds')).toEqual([]);
    expect(jobsIn('I was a nurse, Leeds.')).toEqual([]);
  });

  it('are short lines that are not about a school', () => {
    expect(jobsIn('BSc Nursing, 2015 - 2018')).toEqual([]);
    expect(jobsIn('University of Leeds\n2015 - 2018')).toEqual([]);
    expect(jobsIn('Teacher, University of Leeds')).toEqual([]);
    // A period of a school, or in a line that is too long, is none of the job before it.
    expect(jobsIn('Head waiter, Acme\nUniversity 2015 - 2018')).toEqual([]);
    expect(jobsIn(`Head waiter, Acme\n2015 - 2018 ${'-'.repeat(140)}`)).toEqual([]);
    const employer = (length: number) => 'Staff Nurse, '.padEnd(length, 'x');
    expect(jobsIn(employer(90))).toHaveLength(1);
    expect(jobsIn(employer(91))).toEqual([]);
    const dated = (length: number) => ' 2015 - 2018'.padStart(length, 'Waiter ');
    expect(jobsIn(dated(140))).toHaveLength(1);
    expect(jobsIn(dated(141))).toEqual([]);
    expect(jobsIn(`${'x '.repeat(69)}xx\n2015 - 2018`)).toHaveLength(1);
    expect(jobsIn(`${'x '.repeat(69)}xxx\n2015 - 2018`)).toEqual([]);
  });

  it('are at most twenty, from the first 60,000 characters', () => {
    expect(jobsIn('Staff Nurse, Leeds\n'.repeat(21))).toHaveLength(20);
    const filler = 'x'.repeat(RESUME_CHARACTERS - 1);
    expect(jobsIn(`${filler}\nStaff Nurse, Leeds`)).toEqual([]);
  });
});

describe('years of experience', () => {
  it.each([
    ['1 year on a ward', [1]],
    ['45 years', [45]],
    ['46 years', []],
    ['0 years', []],
    ['fifteen years', [15]],
    ['3-5 years and two+ years', [3, 2]],
    ['You are 18 years old', []],
    ['You are 18 years of age', []],
    ['3 Jahre Erfahrung', [3]],
  ])('in "%s" are %j', (text, years) => {
    expect(yearsIn(text).map((mention) => mention.years)).toEqual(years);
  });
});

describe('amounts', () => {
  it.each([
    ['Saved £2,000 and 12 hours in 2019', ['£2,000', '12 hours']],
    ['Call 123456 or 1234567 or 0171 555', ['123456', '555']],
    ['Revenue 1,234,567 and 0.5 of twelve', ['1,234,567', '0.5', 'twelve']],
  ])('in "%s" are %j', (text, expected) => {
    expect(quantitiesIn(text).map((quantity) => quantity.text)).toEqual(expected);
  });
});
