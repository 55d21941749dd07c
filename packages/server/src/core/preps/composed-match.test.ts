import { describe, expect, it } from 'vitest';
import { requirementsOf } from '../vocabulary/ports.ts';
import { composedMatch, distinctiveQuotes, unmatched } from './composed-match.ts';

const asked = (...lines: string[]) => requirementsOf(['Requirements', ...lines.map((line) => `- ${line}`)].join('\n'));
const matchOf = (lines: readonly string[], resume: string) =>
  composedMatch(asked(...lines), resume, { numbers: { posting: 1, resume: 2 }, presentYear: 2026 });

describe('what a résumé shows', () => {
  it('is a requirement with two quotes at most, and what to make of them', () => {
    expect(
      matchOf(
        ['Payroll and negotiation', 'Forklift'],
        'Ran the payroll of a large firm\nAlso the payroll of 80 people\nPayroll was my whole life then\nDrove a forklift through the night',
      ),
    ).toEqual({
      strengths: [
        {
          requirement: 'Payroll and negotiation',
          shown: 'partly',
          quotes: [
            { text: 'Also the payroll of 80 people', source: 'resume' },
            { text: 'Ran the payroll of a large firm', source: 'resume' },
          ],
          note: 'Part of it is visible. Say the rest aloud, with one occasion.',
          sourceNumbers: [1, 2],
        },
        {
          requirement: 'Forklift',
          shown: 'fully',
          quotes: [{ text: 'Drove a forklift through the night', source: 'resume' }],
          note: 'Have one particular occasion ready for this line: when it was, what you did, how it ended.',
          sourceNumbers: [1, 2],
        },
      ],
      gaps: [],
      withoutResume: false,
    });
  });

  it('has a figure when one of its quotes has', () => {
    const [payroll] = matchOf(['Payroll'], 'Also the payroll of 80 people\nRan the payroll of a large firm').strengths;
    expect(payroll?.note).toMatch(/^There is a figure in it/u);
  });

  it('counts the years of a job that lasts', () => {
    const lines = ['5 years of payroll'];
    expect(matchOf(lines, 'Payroll clerk, Acme Limited, 2021 - present').strengths[0]?.shown).toBe('fully');
    expect(matchOf(lines, 'Payroll clerk, Acme Limited, 2022 - present').strengths[0]?.shown).toBe('partly');
  });

  it('is a licence where one of the lines names it', () => {
    const resume = 'Drove a forklift every day for two years\nForklift licence since 2019, renewed';
    expect(matchOf(['Forklift licence'], resume).strengths[0]?.note).toMatch(/^It is a matter of papers/u);
    expect(matchOf(['Forklift licence'], resume.split('\n')[0] ?? '').gaps[0]?.advice).toMatch(/does not name them/u);
  });

  it('is said for every requirement, however many there are', () => {
    const lines = Array.from({ length: 30 }, (_, nth) => `Payroll of kind ${nth}`);
    expect(matchOf(lines, 'Ran the payroll of a large firm').strengths).toHaveLength(30);
    expect(matchOf(lines, 'Kept bees').gaps).toHaveLength(30);
    expect(unmatched(asked(...lines), { posting: 1 }).gaps).toHaveLength(30);
  });

  it('is not judged in a language that the rules do not know: no strengths, and no advice that claims a gap', () => {
    const german =
      'Ich habe fünf Jahre lang die Lohnabrechnung für eine große Firma gemacht und war für alle Mitarbeiter der Ansprechpartner. ' +
      'Außerdem habe ich mit dem Team die neuen Kollegen eingearbeitet und die Berichte für die Leitung geschrieben.';
    const match = matchOf(['Payroll experience', 'Forklift licence'], german);
    expect(match).toMatchObject({ strengths: [], withoutResume: false, notComparedLanguage: 'de' });
    expect(match.gaps.map(({ requirement }) => requirement)).toEqual(['Payroll experience', 'Forklift licence']);
    expect(match.gaps.map(({ advice }) => advice).join(' ')).not.toMatch(/does not|cannot see|Nothing in your résumé/u);
  });
});

describe('what a résumé does not show', () => {
  it('has advice by what it is, and no sentence twice in a row', () => {
    const { gaps } = matchOf(
      [
        'Forklift',
        '3 years of payroll',
        'Negotiation',
        'Selling is a plus',
        'Kotlin is a plus',
        'Teamwork',
        'First aid certificate',
      ],
      'Kept bees',
    );
    expect(gaps.map(({ advice }) => advice)).toEqual([
      'Your résumé does not show it. If you have done it, give it a line before you apply.',
      'State your years plainly (they ask for 3). If it is less, say what you did in that time that weighs more than its length.',
      'Nothing in your résumé speaks of it. Say honestly how near you have come and what you would do in the first month.',
      'Nice to have. One sentence on how you would learn it is enough.',
      'A wish, not a condition (programming languages). If you have it, it sets you apart; if not, do not apologise for it.',
      'They are likely to ask, because they call for it and cannot see it. Have one occasion ready, however small.',
      'It is a matter of papers, and your résumé does not name them. If you have them, add a line with number and date; if not, say when you will.',
    ]);
    expect(gaps.map(({ importance }) => importance)).toEqual(['must', 'must', 'must', 'nice', 'nice', 'must', 'must']);
  });

  it('is no paper where the years or the experience of one are asked for', () => {
    const advice = (line: string) => matchOf([line], 'Kept bees').gaps[0]?.advice;
    expect(advice('Driving licence for 3 years')).toMatch(/^It is a matter of papers/u);
    expect(advice('A degree and 3 years')).toMatch(/^State your years/u);
    expect(advice('Experience as a registered nurse')).not.toMatch(/papers/u);
  });
});

it('a quote with something done has five words or more', () => {
  const four = 'Ran the whole payroll';
  expect(distinctiveQuotes([four, `${four} alone`])).toEqual([`${four} alone`]);
  expect(distinctiveQuotes([four, 'Payroll'])).toEqual([four]);
});
