import { describe, expect, it } from 'vitest';
import type { Requirement } from '../vocabulary/ports.ts';
import { questionOf } from './bank.ts';
import { profileOf, requirementFor } from './posting-profile.ts';

const asks = (id: string, competencyIds: string[], more: Partial<Requirement> = {}): Requirement => ({
  id,
  text: id,
  start: 0,
  end: 2,
  importance: 'must',
  from: 'requirement',
  competencyIds,
  ...more,
});
const posting = (title: string, requirements: Requirement[] = []) =>
  ({ title, requirements, roleFamily: 'logistics' }) as const;

describe('the profile of a posting', () => {
  const requirements = [
    asks('r1', ['forklift', 'reliability']),
    asks('r2', ['forklift'], { from: 'task' }),
    asks('r3', ['load-handling'], { importance: 'nice' }),
  ];

  it('weighs a must twice as much as a wish or a task, and adds up what is written twice', () => {
    const { stress } = profileOf(posting('Picker', requirements), undefined);
    expect([...stress]).toEqual([
      ['forklift', 3],
      ['reliability', 2],
      ['load-handling', 1],
    ]);
  });

  it('divides what is asked into what the résumé shows and what it lacks, and into neither without one', () => {
    const shown = profileOf(posting('Picker', requirements), ['forklift', 'selling']);
    expect([[...shown.strengths], [...shown.gaps]]).toEqual([['forklift'], ['reliability', 'load-handling']]);
    const none = profileOf(posting('Picker', requirements), undefined);
    expect([none.strengths.size, none.gaps.size]).toEqual([0, 0]);
  });

  it('is thin below three skills of the trade', () => {
    const thin = (...ids: string[]) => profileOf(posting('Picker', [asks('r1', ids)]), undefined).thin;
    expect(thin('forklift', 'load-handling', 'reliability', 'teamwork')).toBe(true);
    expect(thin('forklift', 'load-handling', 'warehouse-operations')).toBe(false);
  });

  it.each([
    ['Junior Picker', 'entry'],
    ['Graduate trainee', 'entry'],
    ['Head of Logistics', 'lead'],
    ['Senior team leader', 'lead'],
    ['Senior Driver', 'senior'],
    ['Driver', 'mid'],
    ['Internal auditor', 'mid'],
  ])('of “%s” is at the level %s', (title, seniority) => {
    expect(profileOf(posting(title), undefined).seniority).toBe(seniority);
  });

  it('takes seven required years for a senior job', () => {
    const seniority = (more: Partial<Requirement>) =>
      profileOf(posting('Driver', [asks('r1', []), asks('r2', [], more)]), undefined).seniority;
    expect(seniority({ years: 7 })).toBe('senior');
    expect(seniority({ years: 6 })).toBe('mid');
    expect(seniority({ years: 9, importance: 'nice' })).toBe('mid');
  });
});

describe('the requirement a question is about', () => {
  const [one, two, other] = ['reliability', 'time-management', 'forklift'];
  const bank = questionOf('about-you');
  if (bank === undefined) throw new Error('the bank has lost its first question');
  const question = { ...bank, competencyIds: [one, two] };
  const about = (requirements: Requirement[], preferred: string[] = []) =>
    requirementFor(question, requirements, new Set(preferred))?.id;

  it('shares the most with it, whatever else speaks for another', () => {
    expect(about([asks('r1', [one]), asks('r2', [one, two], { importance: 'nice', from: 'task' })])).toBe('r2');
  });

  it('is a must rather than a wish, even where the wish is what to practise next', () => {
    expect(about([asks('r1', [one], { importance: 'nice' }), asks('r2', [one])])).toBe('r2');
    expect(about([asks('r1', [one], { importance: 'nice' }), asks('r2', [two])], [one])).toBe('r2');
  });

  it('is what to practise next rather than another that weighs the same', () => {
    expect(about([asks('r1', [one]), asks('r2', [other, two])], [two])).toBe('r2');
    expect(about([asks('r1', [one]), asks('r2', [other, two])], [one])).toBe('r1');
    expect(about([asks('r1', [one, two]), asks('r2', [one, two])], [two])).toBe('r1');
  });

  it('is something about the person rather than a task of the job, and the first of equals', () => {
    expect(about([asks('r1', [one], { from: 'task' }), asks('r2', [one])])).toBe('r2');
    expect(about([asks('r1', [one]), asks('r2', [two])])).toBe('r1');
  });

  it('is none where nothing is shared', () => {
    expect(about([asks('r1', [other]), asks('r2', [])], [other])).toBeUndefined();
    expect(about([])).toBeUndefined();
  });
});
