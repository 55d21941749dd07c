import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Figure } from './figure.ts';
import { occupationOf } from './labelled-set.ts';
import { type AskedQuestion, readOccupation, type ReadOccupation, type ReadRequirement } from './read-advert.ts';
import { readingFigures, utteranceFigures } from './reading-figures.ts';
import type { Taken } from './taken-utterances.ts';

const fixture = (name: string) =>
  occupationOf(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'), `${name}.json`);

const requirement = (more: Partial<ReadRequirement>): ReadRequirement => ({
  found: true,
  assigned: [],
  right: [],
  tolerated: [],
  shown: 'partly',
  status: 'partly',
  ...more,
});

const read = (more: Partial<ReadOccupation>): ReadOccupation => ({
  occupation: 'florist',
  requirements: [],
  readRequirements: { all: 0, right: 0 },
  roleFamily: { read: 'retail', right: 'retail' },
  tradeQuestions: [],
  firstQuestions: [],
  ...more,
});

const of = (figures: readonly Figure[], id: string) => figures.find((figure) => figure.id === id)?.of;

describe('what was read of an advert', () => {
  it('is compared with the labels of the requirements in it', () => {
    const { requirements, readRequirements, roleFamily } = readOccupation(fixture('florist'));
    expect(readRequirements).toEqual({ all: 4, right: 4 });
    expect(roleFamily.right).toBe('retail');
    expect(requirements.map(({ found, shown, status }) => ({ found, shown, status }))).toEqual([
      { found: true, shown: 'yes', status: expect.stringMatching(/shown|partly/) },
      { found: true, shown: 'no', status: 'not_shown' },
      { found: true, shown: 'yes', status: 'shown' },
      { found: true, shown: 'no', status: 'not_shown' },
    ]);
    expect(requirements[1]).toMatchObject({ assigned: ['office-software'], right: ['office-software'] });
    expect(requirements[2]?.tolerated).toEqual(['driving-licence', 'driving']);
    expect(requirements[3]?.assigned).toEqual([]);
  });

  it('finds nothing where no requirement covers half of the labelled words', () => {
    const florist = fixture('florist');
    const [label] = florist.advert.requirements;
    const asked = ['Flowers to take home', 'Singing to the orchids\n\nBenefits\n- Flowers to take home'].map(
      (text) => ({ ...label!, text }),
    );
    const { requirements } = readOccupation({ ...florist, advert: { ...florist.advert, requirements: asked } });
    const nothing = { found: false, assigned: [], status: undefined };
    expect(requirements).toMatchObject([nothing, nothing]);
  });

  it('judges labelled requirements together that are read as one', () => {
    const florist = fixture('florist');
    const [shop, excel, licence] = florist.advert.requirements;
    const text = 'Requirements\n- Driving licence and Experience with Excel';
    const requirements = [licence!, excel!];
    const both = readOccupation({ ...florist, advert: { ...florist.advert, text, requirements } });
    expect(both.requirements.map(({ shown }) => shown)).toEqual(['partly', 'partly']);
    expect(both.requirements[0]?.tolerated).toEqual(['driving-licence', 'driving', 'office-software']);
    expect(shop?.competencies).toEqual(['customer-service']);
  });

  it('asks three questions of the trade stage for each seed, and the first ones of a practice', () => {
    const { tradeQuestions, firstQuestions } = readOccupation(fixture('postman'));
    expect(tradeQuestions.map((run) => run.length)).toEqual([3, 3, 3]);
    expect(firstQuestions).toHaveLength(8);
    expect(tradeQuestions.flat().filter(({ fromTrade }) => fromTrade).length).toBeGreaterThan(0);
  });
});

describe('the figures about requirements', () => {
  const figures = readingFigures([
    read({
      readRequirements: { all: 5, right: 4 },
      requirements: [
        requirement({ right: ['sales'], tolerated: ['sales'], assigned: ['sales'], shown: 'yes', status: 'not_shown' }),
        // One right and one wrong: both counts.
        requirement({
          right: ['sales'],
          tolerated: ['sales'],
          assigned: ['sales', 'driving'],
          shown: 'yes',
          status: 'shown',
        }),
        requirement({ right: ['sales'], tolerated: ['sales'], shown: 'yes', status: 'partly' }),
        requirement({ tolerated: ['driving'], assigned: ['driving'], shown: 'no', status: 'shown' }),
        requirement({ assigned: ['driving'], shown: 'no', status: 'not_shown' }),
        // Merely acceptable is not yet right.
        requirement({ right: ['sales'], tolerated: ['sales', 'driving'], assigned: ['driving'] }),
        requirement({ found: false, right: ['sales'], tolerated: ['sales'], shown: 'yes', status: undefined }),
      ],
    }),
  ]);

  it.each([
    ['requirements.recall', '6 of 7'],
    ['requirements.precision', '4 of 5'],
    ['competency.right', '3 of 6'],
    ['competency.wrong', '2 of 6'],
    ['match.false_not_shown', '1 of 3'],
    ['match.false_shown', '1 of 2'],
  ])('%s is %s', (id, counted) => {
    expect(of(figures, id)).toBe(counted);
  });
});

it('a trade stage fits where two of its three questions are of the trade', () => {
  const own: AskedQuestion = { fromTrade: true, ofOtherTrade: false, tied: true };
  const other: AskedQuestion = { fromTrade: false, ofOtherTrade: true, tied: false };
  const figures = readingFigures([
    read({
      tradeQuestions: [
        [own, own, other],
        [own, other, other],
      ],
      firstQuestions: [own, other],
    }),
    read({ roleFamily: { read: 'sales', right: 'retail' }, tradeQuestions: [[own, own, own]] }),
    read({ roleFamily: { read: 'general', right: null }, tradeQuestions: [[other, other, other]] }),
  ]);
  expect(of(figures, 'trade.family')).toBe('1 of 2');
  expect(of(figures, 'trade.two_of_three')).toBe('2 of 3');
  expect(of(figures, 'trade.other')).toBe('3 of 9');
  expect(of(figures, 'questions.tied')).toBe('1 of 2');
});

it('a message after which the coach asks was neither scored nor missed', () => {
  const taken = (...as: Taken[]) => as.map((one) => ({ text: '', afterFeedback: false, taken: one }));
  const figures = utteranceFigures({
    asides: taken('aside', 'answer', 'asks', 'aside'),
    answers: taken('answer', 'asks', 'aside', 'answer', 'aside'),
  });
  expect(of(figures, 'asides.scored')).toBe('1 of 4');
  expect(of(figures, 'answers.missed')).toBe('2 of 5');
  expect(of(figures, 'utterances.asked')).toBe('2 of 9');
});
