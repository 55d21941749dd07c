import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postingPieces } from './posting-pieces.ts';
import { requirementsOf } from './requirements.ts';

const yearsAsked = (text: string) => requirementsOf(`Requirements\n- ${text}`)[0]?.years;

describe('the requirements of a posting', () => {
  it('come from the sections that ask, and never from benefits or the company', () => {
    const text =
      'About us\nWe are market leaders in payroll.\n\nRequirements\n- Payroll experience\n- Sense of humour\n\nBenefits\n- Payroll on time';
    expect(requirementsOf(text)).toEqual([
      {
        id: 'r1',
        text: 'Payroll experience',
        start: 59,
        end: 77,
        importance: 'must',
        from: 'requirement',
        competencyIds: ['payroll'],
      },
      {
        id: 'r2',
        text: 'Sense of humour',
        start: 80,
        end: 95,
        importance: 'must',
        from: 'requirement',
        competencyIds: [],
      },
    ]);
  });

  it('leave out the comma or semicolon that led to the next bullet', () => {
    expect(requirementsOf('Requirements\n- SQL;\n- Python,\n- Tableau.').map(({ text }) => text)).toEqual([
      'SQL',
      'Python',
      'Tableau.',
    ]);
  });

  it('are a wish under a heading for wishes and where the sentence says so', () => {
    const text = 'You need:\n• SQL\n• Tableau is a plus\nNice to have:\n• Python';
    expect(requirementsOf(text).map(({ importance }) => importance)).toEqual(['must', 'nice', 'nice']);
  });

  it('are found in running text without line breaks', () => {
    const text =
      'We sell tea. Requirements: Two years of retail experience, e.g. at a till. Nice to have: Fluent ' +
      'French preferred. Benefits: teamwork every day.';
    expect(requirementsOf(text).map(({ text: quote, importance, years }) => ({ quote, importance, years }))).toEqual([
      { quote: 'Two years of retail experience, e.g. at a till.', importance: 'must', years: 2 },
      { quote: 'Fluent French preferred.', importance: 'nice', years: undefined },
    ]);
  });

  it('are told from tasks where there are no headings', () => {
    const text = "You'll pick and pack orders. You must be able to lift 20 kg. Our warehouse is new.";
    expect(requirementsOf(text).map(({ text: quote, from }) => [quote, from])).toEqual([
      ["You'll pick and pack orders.", 'task'],
      ['You must be able to lift 20 kg.', 'requirement'],
    ]);
  });

  it('understand the headings of other languages', () => {
    const text =
      'Ihre Aufgaben\n- Betreuung\n\nIhr Profil\n- Abgeschlossene Ausbildung, mindestens 3 Jahre Erfahrung\n\nWir bieten\n- Urlaub';
    expect(requirementsOf(text)).toMatchObject([
      { text: 'Abgeschlossene Ausbildung, mindestens 3 Jahre Erfahrung', years: 3, importance: 'must' },
    ]);
  });

  it('read years in figures, words and ranges, and no age as experience', () => {
    expect(yearsAsked('5+ years in sales')).toBe(5);
    expect(yearsAsked('three to 5 years in sales')).toBe(3);
    expect(yearsAsked('2-4 years of SQL')).toBe(2);
    expect(yearsAsked('Must be 18 years old')).toBeUndefined();
    expect(yearsAsked('Part of a firm founded 120 years ago')).toBeUndefined();
  });

  it('quote the posting letter by letter, whatever the posting holds', () => {
    const line = fc.constantFrom(
      'Requirements',
      '## What we offer',
      '- SQL;',
      '• driving licence,  ',
      'You have 3 years of nursing experience. You are kind.',
      '   ',
      'Nice to have:',
      '1) İstanbul teamwork 🙂',
      'Essential: care plans',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string({ unit: 'grapheme', maxLength: 30 }))),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (lines, ending) => {
          const text = lines.join(ending);
          for (const one of [...requirementsOf(text), ...postingPieces(text)])
            expect(text.slice(one.start, one.end)).toBe(one.text);
        },
      ),
    );
  });
});
