import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOUR } from '../interview/four-postings.suite.ts';
import { competencyIdsIn } from '../vocabulary/ports.ts';
import { AGENDA_MINUTES, agendaOf, minutesIn } from './agenda.ts';
import { interviewPostingOf } from './posting-facts.ts';

const posting = (name: keyof typeof FOUR) =>
  interviewPostingOf({
    id: 'pst_1',
    title: FOUR[name].title,
    company: FOUR[name].company,
    description: FOUR[name].posting,
    language: 'en',
    requirements: [],
    createdAt: '',
  });
const names = Object.keys(FOUR) as (keyof typeof FOUR)[];

describe('an agenda', () => {
  it.each(names)('of %s goes through the stages, with requirements word for word', (name) => {
    const { blocks } = agendaOf({
      posting: posting(name),
      resumeCompetencyIds: competencyIdsIn(FOUR[name].resume),
      minutes: 45,
      seed: 's',
    });
    expect(blocks.map(({ stage }) => stage)).toEqual(['opening', 'experience', 'technical', 'behavioural', 'closing']);
    const quoted = blocks.flatMap(({ bring }) => bring).flatMap((line) => /“(.*)”/u.exec(line)?.[1] ?? []);
    expect(quoted.length).toBeGreaterThan(1);
    for (const quote of quoted) expect(FOUR[name].posting.replace(/\s+/gu, ' ')).toContain(quote);
    for (const { bring, purpose } of blocks) expect([bring.length > 0, purpose.length > 0]).toEqual([true, true]);
    expect(blocks.some(({ questions }) => questions.length > 0)).toBe(true);
  });

  it('divides all of the time, in whole minutes and in order, whatever is asked', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 1_000, noNaN: true }), fc.constantFrom(...names), (asked, name) => {
        const { minutes, blocks } = agendaOf({ posting: posting(name), minutes: asked, startsAt: 1_000, seed: 's' });
        expect(minutes).toBeGreaterThanOrEqual(AGENDA_MINUTES.least);
        expect(minutes).toBeLessThanOrEqual(AGENDA_MINUTES.most);
        expect([blocks[0]?.fromMinute, blocks.at(-1)?.toMinute]).toEqual([0, minutes]);
        for (const [index, block] of blocks.entries()) {
          expect(Number.isInteger(block.toMinute) && block.toMinute > block.fromMinute).toBe(true);
          expect(block.startsAt).toBe(1_000 + block.fromMinute * 60_000);
          if (index > 0) expect(block.fromMinute).toBe(blocks[index - 1]?.toMinute);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [10, [1, 2, 3, 3, 1]],
    [45, [5, 8, 14, 11, 7]],
    [50, [6, 9, 15, 13, 7]],
    [100, [12, 18, 30, 25, 15]],
  ])(
    'gives the minutes left over of %i to the parts that lack most, the earlier of two that lack the same',
    (minutes, lengths) => {
      const { blocks } = agendaOf({ posting: posting('nurse'), minutes, seed: 's' });
      expect(blocks.map(({ fromMinute, toMinute }) => toMinute - fromMinute)).toEqual(lengths);
    },
  );

  it('is the same for the same facts, and has no times when none are known', () => {
    const facts = { posting: posting('nurse'), minutes: 45, seed: 's' };
    expect(agendaOf(facts)).toEqual(agendaOf(facts));
    expect(agendaOf(facts).blocks[0]).not.toHaveProperty('startsAt');
  });

  it('also exists for a job of which nothing is known', () => {
    expect(agendaOf({ posting: interviewPostingOf(undefined), minutes: 30, seed: 's' }).blocks).toHaveLength(5);
  });
});

it.each([
  ['for 60 minutes', 60],
  ['a 45-minute one', 45],
  ['half an hour', 30],
  ['an hour', 60],
  ['2 hours', 120],
  ['5 minutes', undefined],
  ['900 min', undefined],
  ['agenda', undefined],
  ['room 30', undefined],
])('the length in %j is %s', (text, minutes) => {
  expect(minutesIn(text)).toBe(minutes);
});
