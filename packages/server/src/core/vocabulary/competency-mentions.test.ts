import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competencies, competenciesIn, competencyIdsIn } from './competency-mentions.ts';
import { roleFamilies } from './role-family.ts';
import { folded } from './words.ts';

describe('the vocabulary', () => {
  it('has at least 120 competencies and 14 families of roles, each named once', () => {
    expect(competencies.length).toBeGreaterThanOrEqual(120);
    expect(new Set(competencies.map(({ id }) => id)).size).toBe(competencies.length);
    expect(new Set(competencies.map(({ label }) => label)).size).toBe(competencies.length);
    expect(roleFamilies.length).toBeGreaterThanOrEqual(15);
    expect(roleFamilies.filter(({ titles }) => titles.length >= 5).length).toBeGreaterThanOrEqual(14);
  });

  it('has something to say about every family', () => {
    for (const { id } of roleFamilies.filter((family) => family.id !== 'general')) {
      expect(
        competencies.filter(({ roleFamilies: families }) => families.includes(id)).length,
        id,
      ).toBeGreaterThanOrEqual(4);
    }
  });

  it('finds every competency by each of its own terms', () => {
    const lost = competencies.flatMap(({ id, terms }) =>
      terms
        .filter((term) => !competencyIdsIn(`We ask for ${term.replace(/^=/u, '')} here.`).includes(id))
        .map((term) => `${id}: ${term}`),
    );
    expect(lost).toEqual([]);
  });

  it('lists no term twice within a competency', () => {
    for (const { id, terms } of competencies) expect(new Set(terms.map(folded)).size, id).toBe(terms.length);
  });
});

describe('mentions of competencies', () => {
  it('are found in other endings, cases, hyphens and spellings', () => {
    expect(competencyIdsIn('Prioritizing and PROBLEM-SOLVING')).toEqual(['time-management', 'problem-solving']);
    expect(competencyIdsIn('she negotiates; he administered medications')).toEqual([
      'negotiation',
      'medication-administration',
    ]);
    expect(competencyIdsIn('clean drivers’ license')).toContain('driving-licence');
  });

  it('are not found inside other words, across a comma or in another meaning', () => {
    expect(competencyIdsIn('taxonomy and sequels')).toEqual([]);
    expect(competencyIdsIn('for the patient, care is free')).toEqual([]);
    expect(competencyIdsIn('you excel at everything and react quickly')).toEqual([]);
    expect(competencyIdsIn('You know Excel and React')).toEqual(['office-software', 'frontend-development']);
  });

  it('tell only the longer of two that overlap', () => {
    const text = 'Full clean driving licence';
    expect(competenciesIn(text)).toEqual([{ competencyId: 'driving-licence', start: 11, end: 26 }]);
  });

  it('point into the text wherever they stand', () => {
    const pieces = competencies.flatMap(({ terms }) => terms.slice(0, 2)).map((term) => term.replace(/^=/u, ''));
    const noise = fc.constantFrom(' ', '\n', '. ', ', ', ' и ', ' 🙂 ', ' — ', 'İ ', ' xyz ');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...pieces), noise), { maxLength: 12 }), (parts) => {
        const text = parts.flat().join('');
        let last = 0;
        for (const { start, end } of competenciesIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(end).toBeGreaterThan(start);
          last = start;
        }
      }),
    );
  });
});

describe('records that are kept on a computer', () => {
  it.each([
    'Confident with electronic patient records',
    'Experience of an electronic medical record',
    'Accurate electronic health record documentation',
    'Uses electronic care records',
  ])('are documentation and not electronics: %s', (text) => {
    expect(competencyIdsIn(text)).toContain('clinical-documentation');
    expect(competencyIdsIn(text)).not.toContain('electrical-engineering');
  });

  it.each(['Degree in electronics', 'Electronics technician', 'electronic engineering'])(
    'leave electronics what it is: %s',
    (text) => {
      expect(competencyIdsIn(text)).toContain('electrical-engineering');
    },
  );
});
