import { describe, expect, it } from 'vitest';
import { defined } from '../kernel/defined.ts';
import { matchAgainst } from './matching.ts';
import { requirementsOf } from './requirements.ts';
import { resumeEvidenceOf } from './resume-evidence.ts';

const status = (requirement: string, resume: string, presentYear?: number) =>
  matchAgainst(requirementsOf(`Requirements\n- ${requirement}`), resume, defined({ presentYear }))[0]?.status;

describe('matching a résumé', () => {
  it('shows a requirement with the résumé’s own words, the most telling line first', () => {
    const resume = 'Skills: SQL\n\n- Wrote SQL reports that saved 12 hours a week';
    const [match] = matchAgainst(requirementsOf('Requirements\n- SQL'), resume);
    expect(match?.status).toBe('shown');
    expect(match?.quotes.map(({ text }) => text)).toEqual([
      'Wrote SQL reports that saved 12 hours a week',
      'Skills: SQL',
    ]);
    for (const { start, end, text } of match?.quotes ?? []) expect(resume.slice(start, end)).toBe(text);
  });

  it('is partly met when one of two is missing, and met when either would do', () => {
    expect(status('Negotiation and payroll', 'Ran payroll for 80 people')).toBe('partly');
    expect(status('Experience with PostgreSQL or Kubernetes', 'Kubernetes in production')).toBe('shown');
    expect(status('Negotiation', 'Ran payroll for 80 people')).toBe('not_shown');
  });

  it('takes “of” for no alternative, and one of two ways to behave for half', () => {
    expect(status('Knowledge of PostgreSQL and Kubernetes', 'Kubernetes in production')).toBe('partly');
    expect(status('PostgreSQL/Kubernetes', 'Kubernetes in production')).toBe('shown');
    expect(status('Reliability or teamwork', 'Reliability')).toBe('partly');
  });

  it('quotes at most three lines: those that show most, then the longer or counted, then as they stand', () => {
    const resume = [
      'SQL',
      'Tableau, SQL, Python, Kubernetes, payroll, negotiation, forklift, PostgreSQL',
      'Wrote SQL for the payroll of a firm',
      'Payroll',
      'Payroll and SQL',
      'Payroll of 80 people',
    ].join('\n');
    const [match] = matchAgainst(requirementsOf('Requirements\n- SQL and payroll'), resume);
    expect(match?.quotes.map(({ text }) => text)).toEqual([
      'Wrote SQL for the payroll of a firm',
      'Tableau, SQL, Python, Kubernetes, payroll, negotiation, forklift, PostgreSQL',
      'Payroll and SQL',
    ]);
    const [one] = matchAgainst(
      requirementsOf('Requirements\n- Payroll'),
      'Payroll\nPayroll of 80 people\nPayroll again',
    );
    expect(one?.quotes.map(({ text }) => text)).toEqual(['Payroll of 80 people', 'Payroll', 'Payroll again']);
  });

  it('by words asks for half of them, and for four fifths of at least three to be sure', () => {
    expect(status('Piano tuning', 'Piano')).toBe('partly');
    expect(status('Piano tuning', 'Piano tuning')).toBe('partly');
    expect(status('Piano tuning for concert halls', 'Piano and concert')).toBe('partly');
    expect(status('Piano tuning for concert halls', 'Piano')).toBe('not_shown');
    expect(status('Piano tuning, concert halls, harpsichords', 'Piano tuning, concert halls')).toBe('shown');
    expect(status('5 years of piano tuning for concert halls', 'Piano tuning in concert halls')).toBe('partly');
    expect(status('Good knowledge', 'Good knowledge')).toBe('not_shown');
  });

  it('counts years as stated or as dated jobs, each year once', () => {
    expect(status('5 years of payroll', 'Three years of payroll')).toBe('partly');
    expect(status('5 years of payroll', '6 years of payroll')).toBe('shown');
    const dated = 'Payroll clerk, Acme, 2015 - 2018\nPayroll clerk, Beta, 2016 - 2019';
    expect(status('4 years of payroll', dated)).toBe('shown');
    expect(status('5 years of payroll', dated)).toBe('partly');
    expect(status('5 years of payroll', 'Payroll clerk, Acme, 2020 - present', 2026)).toBe('shown');
  });

  it('compares by words what the vocabulary does not know', () => {
    expect(status('Piano tuning for concert halls', 'Piano tuning in two concert halls')).toBe('shown');
    expect(status('Piano tuning for concert halls', 'Kept bees')).toBe('not_shown');
  });

  it('counts no year of a job without an end that it can know, and none of a wrong period', () => {
    expect(status('2 years of payroll', 'Payroll clerk, Acme, 2020 - present')).toBe('partly');
    expect(status('2 years of payroll', 'Payroll clerk, Acme, 2022 - 2020')).toBe('partly');
    expect(status('1 year of payroll', 'Payroll clerk, Acme, 2020 - 2021')).toBe('shown');
    expect(status('2 years of payroll', 'Payroll clerk, Acme, 2020 - 2021')).toBe('partly');
  });

  it.each([
    ['Waiter, Café Sol, 03/2019 – Apr. 2021', [{ fromYear: 2019, toYear: 2021 }]],
    ['Waiter, Café Sol, 2019 to date', [{ fromYear: 2019, toYear: 'present' }]],
    ['Staff nurse, Leeds Infirmary', [{}]],
    ['Staff nurse, Leeds Infirmary\n2019 – 2021', [{ text: 'Staff nurse, Leeds Infirmary', fromYear: 2019 }]],
    ['2019 – 2021', []],
    ['Staff nurse, Leeds Infirmary.', []],
    ['- Staff nurse, Leeds Infirmary', []],
    ['Staff nurse', []],
    ['Gardens, Leeds Infirmary', []],
    ['Head of the whole big department of nurse, Leeds', []],
    ['University of Leeds, 2015 - 2018', []],
    ['University of Leeds\n2015 - 2018', []],
    [`${'x '.repeat(66)}, 2015 - 2018`, []],
  ])('reads the jobs of %j', (resume, roles) => {
    const found = resumeEvidenceOf(resume).roles;
    expect(found).toMatchObject(roles);
    expect(found).toHaveLength(roles.length);
  });

  it('reads twenty jobs at most', () => {
    const resume = Array.from({ length: 25 }, (_, nth) => `Waiter, Café ${nth}, 2019 - 2021`).join('\n');
    expect(resumeEvidenceOf(resume).roles).toHaveLength(20);
  });

  it('finds jobs, years and amounts where they are written, and no schools', () => {
    const resume =
      'Ana Li\nWaiter at Café Sol\n2019 – 2021\nServed 40 tables, tips up 15%\nBSc Biology, 2015 - 2018\nTel. 0171 5550123';
    const { roles, quantities } = resumeEvidenceOf(resume);
    expect(roles).toMatchObject([{ text: 'Waiter at Café Sol', fromYear: 2019, toYear: 2021 }]);
    expect(quantities.map(({ text }) => text)).toEqual(['40', '15%']);
    for (const { start, end, text } of [...roles, ...quantities]) expect(resume.slice(start, end)).toBe(text);
  });
});
