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

  it('finds jobs, years and amounts where they are written, and no schools', () => {
    const resume =
      'Ana Li\nWaiter at Café Sol\n2019 – 2021\nServed 40 tables, tips up 15%\nBSc Biology, 2015 - 2018\nTel. 0171 5550123';
    const { roles, quantities } = resumeEvidenceOf(resume);
    expect(roles).toMatchObject([{ text: 'Waiter at Café Sol', fromYear: 2019, toYear: 2021 }]);
    expect(quantities.map(({ text }) => text)).toEqual(['40', '15%']);
    for (const { start, end, text } of [...roles, ...quantities]) expect(resume.slice(start, end)).toBe(text);
  });
});
