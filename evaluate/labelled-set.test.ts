import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { labelledSet, occupationOf, type Occupation, utterancesOf } from './labelled-set.ts';

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));
const florist = readFileSync(`${FIXTURES}florist.json`, 'utf8');

/** The florist with one thing changed. */
function changed(change: (data: Occupation) => unknown): () => Occupation {
  const data = JSON.parse(florist) as Occupation;
  change(data);
  return () => occupationOf(JSON.stringify(data), 'florist.json');
}

describe('a labelled set', () => {
  it('is its occupations by the names of their files, and its messages', () => {
    const { occupations, asides, answers } = labelledSet(FIXTURES);
    expect(occupations.map(({ occupation }) => occupation)).toEqual(['florist', 'postman']);
    expect(asides).toEqual([
      { text: 'Could you say that again?', afterFeedback: false },
      { text: 'that was harsh', afterFeedback: true },
    ]);
    expect(answers).toHaveLength(1);
  });

  it.each<[string, (data: Occupation) => unknown, string]>([
    ['a style that is none', ({ answers: [one] }) => Object.assign(one!, { style: 'brilliant' }), 'answers.0.style'],
    [
      'a missing criterion',
      ({ answers: [one] }) => delete one!.criteria.outcome,
      'answers.0.criteria must be those of',
    ],
    [
      'a criterion of another kind',
      ({ answers: [one] }) => Object.assign(one!.criteria, { link: 'no' }),
      'answers.0.criteria',
    ],
    [
      'a requirement that the advert does not hold',
      ({ advert }) => Object.assign(advert.requirements[1]!, { text: 'Experience with Word' }),
      'advert.requirements.1.text does not stand in the advert',
    ],
    [
      'a match of no requirement',
      ({ resume }) => Object.assign(resume.matches[0]!, { requirement: 'Juggling' }),
      'resume.matches.0 is of no requirement',
    ],
    [
      'an unknown competency',
      ({ advert }) => Object.assign(advert.requirements[0]!, { competencies: ['magic'] }),
      'advert.requirements.0.competencies.0 is no competency',
    ],
    [
      'an answer that is the same as itself',
      ({ answers }) => Object.assign(answers[1]!, { sameAs: 1 }),
      'answers.1.sameAs',
    ],
    ['a field that it does not know', ({ resume }) => Object.assign(resume, { name: 'Noor' }), 'resume'],
  ])('refuses %s, naming file and field', (_what, change, named) => {
    expect(changed(change)).toThrow(`florist.json: ${named}`);
  });

  it('says which file is not JSON', () => {
    expect(() => occupationOf('{', 'baker.json')).toThrow('baker.json is not JSON.');
  });

  it('takes each line for a message, and headings for none', () => {
    expect(utterancesOf('\n# open\n  one \n\n# After feedback\ntwo\n# open again\nthree')).toEqual([
      { text: 'one', afterFeedback: false },
      { text: 'two', afterFeedback: true },
      { text: 'three', afterFeedback: false },
    ]);
  });
});
