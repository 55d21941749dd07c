import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOUR } from '../interview/four-postings.suite.ts';
import { likelyQuestions } from '../interview/ports.ts';
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

  it('holds for each part when it is, what to bring and what is asked', () => {
    const startsAt = Date.parse('2026-12-01T10:00:00Z');
    const at = (fromMinute: number, toMinute: number) => ({
      fromMinute,
      toMinute,
      startsAt: startsAt + fromMinute * 60_000,
      endsAt: startsAt + toMinute * 60_000,
    });
    const facts = { posting: posting('nurse'), resumeCompetencyIds: competencyIdsIn(FOUR.nurse.resume) };
    expect(agendaOf({ ...facts, minutes: 45, startsAt, seed: 's' })).toEqual({
      minutes: 45,
      blocks: [
        {
          stage: 'opening',
          title: 'Welcome and introduction',
          ...at(0, 5),
          purpose: 'They want a first picture: who you are and why you are here.',
          bring: [
            'Two minutes on who you are and what leads you to Registered Nurse (RN).',
            'One reason why it is Northgate Hospital.',
          ],
          questions: ['What have you been learning lately, and what made you start?'],
        },
        {
          stage: 'experience',
          title: 'Your experience',
          ...at(5, 13),
          purpose: 'They go through what you have done and look for what carries over to this job.',
          bring: [
            'Your résumé, as they have it.',
            'Where you did this: Patient care.',
            'Where you did this: Patient assessment.',
            'Where you did this: Emergency response.',
          ],
          questions: [
            '“Assess patients, record vital signs and act on early warning scores”, says the advert. Which of your jobs, courses or tasks has prepared you for that?',
          ],
        },
        {
          stage: 'technical',
          title: 'The work itself',
          ...at(13, 27),
          purpose: 'They check whether you can do what the posting asks for.',
          bring: [
            'An example of your own for “Assess patients, record vital signs and act on early warning scores”.',
            'An example of your own for “Administer medication safely, including IV therapy”.',
            'An example of your own for “Keep patients and their families informed, with kindness and in plain words”.',
          ],
          questions: [
            'How do you decide who comes first when everyone on the ward needs you?',
            'You remember after work that an entry is missing. What do you do?',
          ],
        },
        {
          stage: 'behavioural',
          title: 'How you work with others',
          ...at(27, 38),
          purpose: 'They ask for real occasions to see how you act when it matters.',
          bring: [
            'An example of your own for “Able to stay calm under pressure and prioritise”.',
            'An example of your own for “Experience of mentoring students”.',
            'Two occasions, each as situation, task, action and result.',
          ],
          questions: [
            'When has it been really hot at work, and what did you do?',
            'When has your eye for detail saved the day?',
          ],
        },
        {
          stage: 'closing',
          title: 'Your questions and what comes next',
          ...at(38, 45),
          purpose: 'Your turn: find out whether you want this, and when you will hear from them.',
          bring: [
            'Ask: Which problem would you most like to see solved by the person you hire for Registered Nurse (RN)?',
            'Ask: Whom could I call at night when a decision is beyond me?',
          ],
          questions: ['What would you need from us in the first weeks to do your best work?'],
        },
      ],
    });
  });

  it('brings examples of the trade and of behaviour, musts before wishes and no more than fit', () => {
    const ask = (text: string, competencyId: string | undefined, importance: 'must' | 'nice' = 'must') => ({
      id: text,
      text,
      start: 0,
      end: text.length,
      importance,
      from: 'requirement' as const,
      competencyIds: competencyId === undefined ? [] : [competencyId],
    });
    const requirements = [
      ask('Kafka', 'databases', 'nice'),
      ask('Kotlin,\n  on the server', 'programming'),
      ask('Team spirit', 'teamwork', 'nice'),
      ask('A car', undefined),
      ask('Kubernetes', 'devops'),
      ask('PostgreSQL', 'databases'),
      ask('Calm', 'resilience'),
      ask('Clear words', 'communication'),
    ];
    const { blocks } = agendaOf({
      posting: { title: 'Developer', requirements, roleFamily: 'software' },
      resumeCompetencyIds: ['devops', 'devops', 'forklift', 'teamwork', 'resilience', 'programming'],
      minutes: 45,
      seed: 's',
    });
    expect(blocks.slice(0, 4).map(({ bring }) => bring)).toEqual([
      ['Two minutes on who you are and what leads you to Developer.'],
      [
        'Your résumé, as they have it.',
        'Where you did this: Delivery and operations (DevOps).',
        'Where you did this: Teamwork.',
        'Where you did this: Working under pressure.',
      ],
      [
        'An example of your own for “Kotlin, on the server”.',
        'An example of your own for “Kubernetes”.',
        'An example of your own for “PostgreSQL”.',
      ],
      [
        'An example of your own for “Calm”.',
        'An example of your own for “Clear words”.',
        'Two occasions, each as situation, task, action and result.',
      ],
    ]);
  });

  it('asks for what the résumé shows and lacks, where there is one', () => {
    const facts = { posting: posting('sales'), minutes: 45, seed: 's' };
    const resumeCompetencyIds = competencyIdsIn(FOUR.sales.resume);
    const asked = (agenda: ReturnType<typeof agendaOf>) => agenda.blocks.flatMap(({ questions }) => questions);
    const likely = (resume: { competencyIds: string[] } | undefined) =>
      new Set(likelyQuestions(facts.posting, resume, { count: 10, seed: 's' }).map(({ text }) => text));
    expect([...likely({ competencyIds: resumeCompetencyIds })]).toEqual(
      expect.arrayContaining(asked(agendaOf({ ...facts, resumeCompetencyIds }))),
    );
    expect([...likely(undefined)]).toEqual(expect.arrayContaining(asked(agendaOf(facts))));
    expect(asked(agendaOf(facts))).not.toEqual(asked(agendaOf({ ...facts, resumeCompetencyIds })));
  });

  it('is the same for the same facts, and has no times when none are known', () => {
    const facts = { posting: posting('nurse'), minutes: 45, seed: 's' };
    expect(agendaOf(facts)).toEqual(agendaOf(facts));
    expect(agendaOf(facts).blocks[0]).not.toHaveProperty('startsAt');
  });

  it('also exists for a job of which nothing is known', () => {
    const { blocks } = agendaOf({ posting: interviewPostingOf(undefined), minutes: 30, seed: 's' });
    expect(blocks.map(({ bring }) => bring)).toEqual([
      ['Two minutes on who you are and what leads you to this role.'],
      ['Your résumé, as they have it.'],
      ['One piece of work you can explain from beginning to end.'],
      ['Two occasions, each as situation, task, action and result.'],
      [
        'Ask: Which problem would you most like to see solved by the person you hire for this role?',
        'Ask: What would I be able to decide on my own, and what would I bring to you?',
      ],
    ]);
  });
});

it.each([
  ['for 60 minutes', 60],
  ['a 45-minute one', 45],
  ['half an hour', 30],
  ['an hour', 60],
  ['2 hours', 120],
  ['10 minutes', 10],
  ['4 hours', 240],
  ['a full hour', 60],
  ['9 minutes', undefined],
  ['241 minutes', undefined],
  ['5 minutes', undefined],
  ['900 min', undefined],
  ['agenda', undefined],
  ['room 30', undefined],
])('the length in %j is %s', (text, minutes) => {
  expect(minutesIn(text)).toBe(minutes);
});
