import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';
import { FOUR } from './four-postings.suite.ts';
import { endedPlan, type InterviewPlan, openIn, planProgress, withAnswer, withFollowUp, withQuestion } from './plan.ts';
import { changedPlan, type PlanChange, planFor, type PlanLength } from './plan-changes.ts';
import { nextInPlan } from './plan-question.ts';
import { requirementsFor, STAGES } from './plan-stages.ts';
import type { InterviewPosting } from './posting-profile.ts';

const postingOf = (name: keyof typeof FOUR): InterviewPosting => {
  const { title, company, posting } = FOUR[name];
  return { title, company, requirements: requirementsOf(posting), roleFamily: roleFamilyOf(title, posting) };
};
const nurse = postingOf('nurse');

/** Asks all that a plan has, each question answered at once. */
function run(plan: InterviewPlan, posting: InterviewPosting): InterviewPlan {
  let [now, at] = [plan, 0];
  for (let step = 0; step < 50; step += 1) {
    const asked = now.questions.map(({ questionId }) => questionId);
    const next = nextInPlan(now, { posting, asked, seed: 's' });
    if (next === undefined) return endedPlan(now, 'completed');
    now = withAnswer(withQuestion(now, next, at), { result: 'scored', score: { met: 1, of: 6 }, words: 20, at });
    at += 1_000;
  }
  throw new Error('no end');
}

const counts = ({ stages }: InterviewPlan) => stages.map(({ questions }) => questions);

describe('a plan', () => {
  it.each<[PlanLength, minutes: number, stages: readonly number[]]>([
    [{ minutes: 10 }, 10, [1, 0, 1, 1, 0]],
    [{ minutes: 20 }, 20, [1, 1, 2, 1, 1]],
    [{ minutes: 40 }, 40, [1, 2, 4, 4, 1]],
    [{ minutes: 1 }, 5, [0, 0, 1, 1, 0]],
    [{ minutes: 500 }, 90, [1, 4, 8, 10, 1]],
    [{ questions: 5 }, 17, [1, 1, 2, 1, 0]],
    [{ questions: 0 }, 5, [0, 0, 1, 0, 0]],
  ])('[N-12] of length %j takes %d minutes and has so many questions in each stage: %j', (length, minutes, stages) => {
    const plan = planFor(nurse, length);
    expect(plan.minutes).toBe(minutes);
    expect(counts(plan)).toEqual(stages);
    expect(plan.stages.map(({ stage }) => stage)).toEqual(STAGES);
  });

  it('names for each stage the requirements it is to cover, each once and musts first', () => {
    const plan = planFor(nurse, { minutes: 20 });
    const ids = plan.stages.flatMap(({ requirementIds }) => requirementIds);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(ids.map((id) => nurse.requirements.find((one) => one.id === id)?.importance)).not.toContain('nice');
  });

  it('covers what it planned, in the order of its stages, and ends', () => {
    const plan = planFor(nurse, { minutes: 20 });
    const ended = run(plan, nurse);
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'completed' });
    expect(ended).not.toHaveProperty('openedAt');
    expect(ended.questions.map(({ stage }) => stage)).toEqual([
      'opening',
      'experience',
      'technical',
      'technical',
      'behavioural',
      'closing',
    ]);
    expect(ended.questions.flatMap(({ requirementId }) => requirementId ?? []).toSorted()).toEqual(
      plan.stages.flatMap(({ requirementIds }) => requirementIds).toSorted(),
    );
    expect(ended.questions.every(({ state }) => state === 'answered')).toBe(true);
  });

  it('says that a question was passed where it has no answer, and keeps the best answer where it has several', () => {
    const first = nextInPlan(planFor(nurse, { minutes: 10 }), { posting: nurse, asked: [], seed: 's' });
    if (first === undefined) throw new Error('nothing to ask');
    const open = withQuestion(planFor(nurse, { minutes: 10 }), first, 0);
    expect(endedPlan(open, 'stopped').questions[0]).toMatchObject({ state: 'passed', followUps: 0 });
    const better = withAnswer(open, { result: 'scored', score: { met: 4, of: 6 }, words: 10, at: 0 });
    const worse = withAnswer(withFollowUp(better), { result: 'insufficient_evidence', words: 1, at: 0 });
    expect(endedPlan(worse, 'stopped').questions[0]).toMatchObject({
      state: 'answered',
      followUps: 1,
      result: 'scored',
      score: { met: 4, of: 6 },
    });
  });

  it('counts no pause as time, and no slow typing', () => {
    const first = nextInPlan(planFor(nurse, { minutes: 10 }), { posting: nurse, asked: [], seed: 's' });
    if (first === undefined) throw new Error('nothing to ask');
    const open = withQuestion(planFor(nurse, { minutes: 10 }), first, 0);
    const answer = { result: 'scored', score: { met: 4, of: 6 }, words: 100 } as const;
    expect(withAnswer(open, { ...answer, at: 30_000 }).secondsUsed).toBe(30);
    expect(withAnswer(open, { ...answer, at: 86_400_000 }).secondsUsed).toBe(110);
  });

  it('asks only what closes it when its time is over', () => {
    const plan = { ...planFor(nurse, { minutes: 20 }), secondsUsed: 1_200 };
    const closing = nextInPlan(plan, { posting: nurse, asked: [], seed: 's' });
    expect(closing?.stage).toBe('closing');
    if (closing === undefined) return;
    const asked = withQuestion(plan, closing, 0);
    expect(nextInPlan(asked, { posting: nurse, asked: [closing.questionId], seed: 's' })).toBeUndefined();
  });

  it('is made shorter and longer, and never shorter than what was asked', () => {
    const plan = planFor(nurse, { minutes: 20 });
    const shorter = changedPlan(plan, { kind: 'shorter' }, nurse);
    expect([shorter.minutes, planProgress(shorter)]).toEqual([10, { asked: 0, of: 3 }]);
    const longer = changedPlan(plan, { kind: 'longer' }, nurse);
    expect([longer.minutes, planProgress(longer)]).toEqual([30, { asked: 0, of: 9 }]);
    const done = run(plan, nurse);
    expect(planProgress(changedPlan(done, { kind: 'length', questions: 1 }, nurse))).toEqual({ asked: 6, of: 6 });
  });

  it.each<[PlanChange, stages: readonly number[]]>([
    [{ kind: 'leave_out', stage: 'opening' }, [0, 1, 2, 1, 1]],
    [{ kind: 'only', stage: 'behavioural' }, [0, 0, 0, 6, 0]],
    [{ kind: 'length', minutes: 10 }, [1, 0, 1, 1, 0]],
    [{ kind: 'length', questions: 4 }, [1, 1, 1, 1, 0]],
  ])('changes by %j', (change, stages) => {
    const plan = changedPlan(planFor(nurse, { minutes: 20 }), change, nurse);
    expect(counts(plan)).toEqual(stages);
  });

  it('asks next about what the candidate wants more of', () => {
    const about = nurse.requirements.find(({ text }) => text.includes('handover'))?.competencyIds ?? [];
    const plan = planFor(nurse, { minutes: 20 });
    const opening = nextInPlan(plan, { posting: nurse, asked: [], seed: 's' });
    if (opening === undefined) throw new Error('nothing to ask');
    const changed = changedPlan(withQuestion(plan, opening, 0), { kind: 'more_about', competencyIds: about }, nurse);
    const next = nextInPlan(changed, { posting: nurse, asked: [opening.questionId], seed: 's' });
    expect(next?.competencyIds.some((id) => about.includes(id))).toBe(true);
  });
});

const stage = fc.constantFrom(...STAGES);
const length: fc.Arbitrary<PlanLength> = fc.oneof(
  fc.record({ minutes: fc.integer({ min: -5, max: 200 }) }),
  fc.record({ questions: fc.integer({ min: 0, max: 40 }) }),
);
const change: fc.Arbitrary<PlanChange> = fc.oneof(
  length.map((one): PlanChange => ({ kind: 'length', ...one })),
  fc.constantFrom<PlanChange>({ kind: 'shorter' }, { kind: 'longer' }),
  fc.record({ kind: fc.constantFrom('leave_out' as const, 'only' as const), stage }),
  fc
    .subarray(nurse.requirements.flatMap(({ competencyIds }) => competencyIds))
    .map((competencyIds): PlanChange => ({ kind: 'more_about', competencyIds })),
);
type Step = 'answer' | 'follow_up' | 'pass' | PlanChange;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>('answer', 'follow_up', 'pass') },
  { weight: 3, arbitrary: change },
);

describe('whatever the candidate orders', () => {
  it('[N-12] nothing is asked twice, no requirement again before all were covered, never more than is planned, and it ends', () => {
    const posting = fc.constantFrom(...Object.keys(FOUR).map((name) => postingOf(name as keyof typeof FOUR)));
    const practice = fc.record({
      job: posting,
      long: length,
      steps: fc.array(step, { maxLength: 40 }),
      seed: fc.string(),
    });
    fc.assert(
      fc.property(practice, ({ job, long, steps, seed }) => {
        let plan = planFor(job, long);
        let at = 0;
        const ask = () => {
          const next = nextInPlan(plan, { posting: job, asked: plan.questions.map((one) => one.questionId), seed });
          if (next === undefined) return false;
          expect(plan.questions.map((one) => one.questionId)).not.toContain(next.questionId);
          if (next.requirementId !== undefined) expectTurn(plan, job, next.requirementId);
          plan = withQuestion(plan, next, at);
          return true;
        };
        for (const one of steps) {
          at += 40_000;
          if (typeof one === 'object') plan = changedPlan(plan, one, job);
          else if (one === 'follow_up') plan = withFollowUp(plan);
          else {
            if (one === 'answer') plan = withAnswer(plan, { result: 'insufficient_evidence', words: 5, at });
            if (!ask()) break;
          }
          const { asked, of } = planProgress(plan);
          expect(asked).toBeLessThanOrEqual(of);
          expect(plan.questions.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1);
          expect(openIn(plan)?.followUps ?? 0).toBeLessThanOrEqual(2);
        }
        let left = 0;
        while (ask()) left += 1;
        expect(left).toBeLessThanOrEqual(24);
      }),
      { numRuns: 150 },
    );
  });
});

/** A requirement that was covered comes again only when none that fits was covered less often. */
function expectTurn(plan: InterviewPlan, posting: InterviewPosting, requirementId: string): void {
  const times = (id: string) => plan.questions.filter((one) => one.requirementId === id).length;
  const stages = plan.stages.filter(({ questions }) => questions > 0).map((one) => one.stage);
  for (const { id } of requirementsFor(posting, stages)) expect(times(id)).toBeGreaterThanOrEqual(times(requirementId));
}
