import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { goalsOf, type GoalFacts } from './goals.ts';
import { ownFigures } from './own-figures.ts';
import { ANSWER_LIMITS, savedAnswers } from './saved-answers.ts';

const candidate = () => scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: newId('cand') } });

function app() {
  const clock = manualClock();
  const { records } = memoryStorage(clock);
  return {
    clock,
    answers: savedAnswers({ records, clock }),
    figures: ownFigures({ records, clock }),
    scope: candidate(),
  };
}

describe('a saved answer', () => {
  it('is replaced by another to the same question, and counts how often', async () => {
    const { answers, scope, clock } = app();
    const first = await answers.save(scope, {
      question: 'Why this job?',
      answer: 'Because of the children.',
      note: 'slower',
    });
    await clock.advance(1_000);
    const second = await answers.save(scope, { question: '  why THIS job  ', answer: 'Because I know the ward.' });
    expect(second).toEqual({
      id: first.id,
      question: 'why THIS job',
      answer: 'Because I know the ward.',
      note: 'slower',
      timesSaved: 2,
      savedAt: '2026-11-21T00:00:01.000Z',
    });
    expect((await answers.list(scope, { limit: 10 })).data).toEqual([second]);
  });

  it('is counted once for each of many that come at the same moment', async () => {
    const { answers, scope } = app();
    await Promise.all(
      Array.from({ length: 5 }, (_, index) => answers.save(scope, { question: 'Why?', answer: `Answer ${index}` })),
    );
    expect((await answers.list(scope, { limit: 10 })).data).toMatchObject([{ timesSaved: 5 }]);
  });

  it('is one of at most two hundred, of which any may still be replaced', async () => {
    const { answers, scope } = app();
    for (let index = 0; index < ANSWER_LIMITS.answers; index += 1)
      await answers.save(scope, { question: `Question ${index}?`, answer: 'Yes.' });
    await expect(answers.save(scope, { question: 'One more?', answer: 'No.' })).rejects.toMatchObject({
      code: 'validation_failed',
      detail: expect.stringContaining('200 answers are kept already'),
    });
    expect(await answers.save(scope, { question: 'Question 7?', answer: 'Better.' })).toMatchObject({ timesSaved: 2 });
    expect(await answers.save(candidate(), { question: 'One more?', answer: 'Yes.' })).toMatchObject({ timesSaved: 1 });
  });

  it.each([
    ['', 'a'],
    ['\u200b', 'a'],
    ['Why?', ' \n '],
    ['Why?', '\u0000'],
  ])('is not kept without words: %j %j', async (question, answer) => {
    const { answers, scope } = app();
    await expect(answers.save(scope, { question, answer })).rejects.toMatchObject({
      code: 'validation_failed',
      detail: 'There is nothing to keep: a question and an answer are needed.',
    });
  });
});

describe('figures of pay', () => {
  it('are remembered and added to, each with the unit it was told with', async () => {
    const { figures, scope } = app();
    expect(await figures.remember(scope, {})).toBeUndefined();
    expect(await figures.remember(scope, { currency: 'EUR' })).toBeUndefined();
    await figures.remember(scope, { current: 40_000, currency: 'EUR', period: 'year' });
    expect(await figures.remember(scope, { wished: 60_000, currency: 'USD' })).toMatchObject({
      current: { amount: 40_000, currency: 'EUR', period: 'year' },
      wished: { amount: 60_000, currency: 'USD' },
    });
    expect(await figures.remember(scope, { wished: 65_000 })).toMatchObject({
      wished: { amount: 65_000, currency: 'USD' },
    });
    expect(await figures.known(scope)).toMatchObject({ current: { amount: 40_000 }, wished: { amount: 65_000 } });
  });

  it('are known with the time they were last named', async () => {
    const { figures, scope, clock } = app();
    await figures.remember(scope, { current: 40_000, currency: 'EUR' });
    await clock.advance(1_000);
    const known = await figures.remember(scope, { period: 'month' });
    expect(known).toEqual({
      current: { amount: 40_000, currency: 'EUR', period: 'month' },
      savedAt: '2026-11-21T00:00:01.000Z',
    });
    await clock.advance(1_000);
    expect(await figures.remember(scope, {})).toEqual(known);
    expect(await figures.known(scope)).toEqual(known);
  });

  it('of one who named only a wish are corrected by a period alone', async () => {
    const { figures, scope } = app();
    expect(await figures.remember(scope, { period: 'year' })).toBeUndefined();
    await figures.remember(scope, { wished: 45_000 });
    expect(await figures.remember(scope, { period: 'year' })).toMatchObject({
      wished: { amount: 45_000, period: 'year' },
    });
    expect(await figures.remember(scope, { currency: 'CHF' })).toMatchObject({
      wished: { amount: 45_000, period: 'year', currency: 'CHF' },
    });
  });

  it('keep their unit when only the other figure is named anew', async () => {
    const { figures, scope } = app();
    await figures.remember(scope, { current: 3_000, wished: 3_500, currency: 'EUR', period: 'month' });
    expect(await figures.remember(scope, { current: 40_000, currency: 'USD', period: 'year' })).toMatchObject({
      current: { amount: 40_000, currency: 'USD', period: 'year' },
      wished: { amount: 3_500, currency: 'EUR', period: 'month' },
    });
  });

  it('are corrected by a unit without an amount', async () => {
    const { figures, scope } = app();
    await figures.remember(scope, { current: 40_000, wished: 45_000 });
    expect(await figures.remember(scope, { currency: 'CHF', period: 'year' })).toMatchObject({
      current: { amount: 40_000, currency: 'CHF', period: 'year' },
      wished: { amount: 45_000, currency: 'CHF', period: 'year' },
    });
  });

  it('are nobody else’s', async () => {
    const { figures, scope } = app();
    await figures.remember(scope, { current: 40_000 });
    expect(await figures.known(candidate())).toBeUndefined();
  });
});

describe('the goals', () => {
  const nothing: GoalFacts = {
    resume: undefined,
    practised: [],
    requirements: undefined,
    documents: { ready: 0, underWay: 0 },
    savedAnswers: 0,
    interview: undefined,
  };
  const states = (facts: Partial<GoalFacts>) =>
    Object.fromEntries(goalsOf({ ...nothing, ...facts }).map(({ id, state }) => [id, state]));
  const practised = (count: number, met: number, requirement?: string) =>
    Array.from({ length: count }, (_, index) => ({
      questionId: `q${index}`,
      question: 'Why?',
      attempts: 2,
      best: { met, of: 6 },
      ...(requirement === undefined ? {} : { requirement: `${requirement} ${index}` }),
    }));

  it('are open before anything is done', () => {
    expect(new Set(Object.values(states({})))).toEqual(new Set(['open']));
    expect(states({})).not.toHaveProperty('requirements');
  });

  it('count what was done, and nothing else', () => {
    expect(states({ practised: practised(2, 3) })).toMatchObject({ questions: 'partly', strong_answers: 'open' });
    expect(states({ practised: practised(5, 4.5) })).toMatchObject({ questions: 'done', strong_answers: 'done' });
    expect(
      states({
        documents: { ready: 0, underWay: 1 },
        savedAnswers: 1,
        interview: { daysUntil: 0 },
        resume: { words: 300, hiddenPassages: 0 },
      }),
    ).toMatchObject({ document: 'partly', saved_answers: 'partly', interview_date: 'done', resume: 'done' });
    expect(goalsOf({ ...nothing, practised: practised(2, 6) }).find(({ id }) => id === 'questions')?.evidence).toEqual({
      practised: 2,
      judged: 2,
      attempts: 4,
      of: 5,
    });
  });

  it('say each of what, how far, and by which numbers', () => {
    const best = { met: 3, of: 4 };
    const question = { questionId: 'q1', question: 'Why?', attempts: 3 };
    expect(
      goalsOf({
        resume: { words: 300, hiddenPassages: 1 },
        practised: [
          { ...question, best, requirement: 'Forklift licence' },
          { ...question, best: { met: 5, of: 7 } },
          question,
        ],
        requirements: ['SAP', 'Forklift licence'],
        documents: { ready: 1, underWay: 1 },
        savedAnswers: 3,
        interview: { daysUntil: 2 },
      }),
    ).toEqual([
      { id: 'resume', label: 'Have your résumé read', state: 'done', evidence: { words: 300, hiddenPassages: 1 } },
      {
        id: 'questions',
        label: 'Practise 5 questions',
        state: 'partly',
        evidence: { practised: 3, judged: 2, attempts: 9, of: 5 },
      },
      { id: 'strong_answers', label: 'Have 3 answers that stand', state: 'partly', evidence: { strong: 1, of: 3 } },
      {
        id: 'requirements',
        label: 'Practise what the posting asks for',
        state: 'partly',
        evidence: { practised: 1, of: 2, asked: 2 },
      },
      { id: 'document', label: 'Have a preparation document', state: 'done', evidence: { ready: 1, underWay: 1 } },
      { id: 'saved_answers', label: 'Keep 3 answers to read again', state: 'done', evidence: { saved: 3, of: 3 } },
      { id: 'interview_date', label: 'Know the date of your interview', state: 'done', evidence: { daysUntil: 2 } },
    ]);
    expect(goalsOf(nothing).map(({ evidence }) => evidence)).toEqual([
      {},
      { practised: 0, judged: 0, attempts: 0, of: 5 },
      { strong: 0, of: 3 },
      { ready: 0, underWay: 0 },
      { saved: 0, of: 3 },
      {},
    ]);
  });

  it('ask for the requirements only of a posting that has some', () => {
    expect(goalsOf({ ...nothing, requirements: [] })).toEqual(goalsOf(nothing));
    const noCriteria = { questionId: 'q1', question: 'Why?', attempts: 1, best: { met: 0, of: 0 } };
    expect(states({ practised: [noCriteria] })).toMatchObject({ strong_answers: 'open', questions: 'partly' });
  });

  it('have the requirements of the posting practised by their own words', () => {
    const requirements = ['r 0', 'r 1', 'r 2', 'r 3'];
    expect(states({ requirements, practised: practised(1, 3, 'r') })).toMatchObject({ requirements: 'partly' });
    expect(states({ requirements, practised: practised(3, 3, 'r') })).toMatchObject({ requirements: 'done' });
    expect(states({ requirements, practised: practised(3, 3, 'other') })).toMatchObject({ requirements: 'open' });
    expect(states({ requirements: ['r 0'], practised: practised(1, 3, 'r') })).toMatchObject({ requirements: 'done' });
  });
});
