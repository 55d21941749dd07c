import { describe, expect, it } from 'vitest';
import { matchAgainst } from './matching.ts';
import type { Requirement } from './requirements.ts';
import { requirementsOf } from './requirements.ts';
import { RESUME_CHARACTERS } from './resume-evidence.ts';

const asked = (text: string, more: Partial<Requirement> = {}): Requirement => ({
  id: 'r1',
  text,
  start: 0,
  end: text.length,
  importance: 'must',
  from: 'requirement',
  competencyIds: [],
  ...more,
});
const matched = (requirement: Requirement, resume: string, presentYear?: number) => {
  const [match] = matchAgainst([requirement], resume, presentYear === undefined ? {} : { presentYear });
  return { status: match?.status, quotes: match?.quotes.map(({ text }) => text) };
};
const fromText = (text: string): Requirement => requirementsOf(`Requirements\n- ${text}`)[0] ?? asked(text);

describe('a requirement without a known competency', () => {
  it('is compared by its own words of three letters and more, in one line', () => {
    const tuning = asked('Piano tuning for concert halls');
    expect(matched(tuning, 'Piano tuning in two concert halls')).toEqual({
      status: 'shown',
      quotes: ['Piano tuning in two concert halls'],
    });
    // Two of four words are half of them; the same words in two lines are not one statement.
    expect(matched(tuning, '- Piano lessons in a concert')).toEqual({
      status: 'partly',
      quotes: ['Piano lessons in a concert'],
    });
    expect(matched(tuning, '- Piano lessons\n- A concert')).toEqual({ status: 'not_shown', quotes: [] });
    expect(matched(asked('Zither oboe'), 'Zither oboe')).toEqual({ status: 'partly', quotes: ['Zither oboe'] });
    expect(matched(asked('Zither oboe lute'), 'Zither oboe lute').status).toBe('shown');
    expect(matched(asked('Zither oboe lute'), 'Zither oboe').status).toBe('partly');
  });

  it('that consists of small words is never shown', () => {
    expect(matched(asked('You must be able to work with us'), 'You must be able to work with us')).toEqual({
      status: 'not_shown',
      quotes: [],
    });
  });

  it('with years is only shown when they are there too', () => {
    const tuning = asked('Piano tuning for concert halls', { years: 3 });
    const line = 'Piano tuning for concert halls';
    expect(matched(tuning, line).status).toBe('partly');
    expect(matched(tuning, `- ${line}\n- 3 years`).status).toBe('shown');
    expect(matched(tuning, `- ${line}\n- 2 years`).status).toBe('partly');
  });

  it('quotes only lines that have at least half of its words, the best first', () => {
    const resume = '- Piano concert\n- Piano tuning in concert halls\n- Piano only\n- Piano tuning daily';
    expect(matched(asked('Piano tuning for concert halls'), resume).quotes).toEqual([
      'Piano tuning in concert halls',
      'Piano concert',
      'Piano tuning daily',
    ]);
    expect(matched(asked('Piano tuning for concert halls'), '- Piano only\n- Piano concert').quotes).toEqual([
      'Piano concert',
    ]);
  });
});

describe('a requirement with known competencies', () => {
  it('joined by "or" needs one of them, unless they are about behaviour', () => {
    const either = fromText('PostgreSQL or Kubernetes');
    expect(either.competencyIds).toHaveLength(2);
    expect(matched(either, 'Kubernetes in production').status).toBe('shown');
    expect(matched(either, 'Kept bees').status).toBe('not_shown');
    expect(matched(fromText('PostgreSQL and Kubernetes'), 'Kubernetes in production').status).toBe('partly');
    expect(matched(fromText('Teamwork or Kubernetes'), 'Kubernetes in production').status).toBe('partly');
  });

  it('quotes the lines that show most of them, then those with amounts and whole sentences, three at most', () => {
    const resume = [
      '- Kubernetes',
      '- Kubernetes for a team that built very large shops',
      '- Kubernetes, 12 clusters',
      '- PostgreSQL, Kubernetes',
      '- Moved 12 clusters of a large shop to Kubernetes alone',
    ].join('\n');
    expect(matched(fromText('PostgreSQL and Kubernetes'), resume)).toEqual({
      status: 'shown',
      quotes: [
        'PostgreSQL, Kubernetes',
        'Moved 12 clusters of a large shop to Kubernetes alone',
        'Kubernetes for a team that built very large shops',
      ],
    });
  });

  it('prefers a whole sentence to a list of more than five skills', () => {
    const five = 'Kubernetes, teamwork, SQL, payroll, negotiation daily';
    const six = 'Kubernetes, teamwork, SQL, payroll, negotiation, budgeting';
    const sentence = 'Kubernetes for a shop in Leeds';
    const quotesOf = (...lines: string[]) => matched(fromText('Kubernetes'), `- ${lines.join('\n- ')}`).quotes;
    expect(quotesOf(six, sentence)).toEqual([sentence, six]);
    expect(quotesOf(five, sentence)).toEqual([five, sentence]);
    expect(quotesOf(six, 'Kubernetes')).toEqual([six, 'Kubernetes']);
    expect(quotesOf('Kubernetes', sentence)).toEqual([sentence, 'Kubernetes']);
    expect(quotesOf('Kubernetes shop in Leeds, UK', sentence)).toEqual([sentence, 'Kubernetes shop in Leeds, UK']);
    expect(quotesOf('Kubernetes', 'Kubernetes, 12')).toEqual(['Kubernetes, 12', 'Kubernetes']);
  });
});

it('reads as much of a résumé as is read of it elsewhere, and no more', () => {
  const lines = (many: number) => `${'x\n'.repeat(many)}Payroll`;
  expect(matched(fromText('Payroll'), lines(RESUME_CHARACTERS / 2 - 4)).status).toBe('shown');
  expect(matched(fromText('Payroll'), lines(RESUME_CHARACTERS / 2)).status).toBe('not_shown');
});

describe('years of experience', () => {
  const payroll = (years: number) => fromText(`${years} years of payroll`);
  const status = (years: number, resume: string, presentYear?: number) =>
    matched(payroll(years), resume, presentYear).status;

  it('are the most that is stated, or the years of dated jobs', () => {
    expect(status(6, '- 6 years of payroll\n- 2 years of sales')).toBe('shown');
    expect(status(7, '- 6 years of payroll\n- 2 years of sales')).toBe('partly');
    expect(status(3, 'Payroll clerk, Acme, 2015 - 2018')).toBe('shown');
    expect(status(4, 'Payroll clerk, Acme, 2015 - 2018')).toBe('partly');
  });

  it('of a job that lasts are counted up to the present year, if it is known', () => {
    const resume = 'Payroll clerk, Acme, 2020 - present';
    expect(status(6, resume, 2026)).toBe('shown');
    expect(status(7, resume, 2026)).toBe('partly');
    expect(status(1, resume)).toBe('partly');
    // A job without a period adds nothing.
    expect(status(1, 'Paralegal, Smith, Leeds\n- payroll', 2026)).toBe('partly');
  });
});
