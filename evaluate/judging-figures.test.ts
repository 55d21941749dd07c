import { describe, expect, it } from 'vitest';
import type { CriterionId } from '../packages/server/src/core/feedback/rubric.ts';
import { spreadOf } from './evaluation.ts';
import type { Figure } from './figure.ts';
import type { JudgedAnswer } from './judged-answers.ts';
import { judgingFigures } from './judging-figures.ts';
import type { LabelledAnswer, Shown } from './labelled-set.ts';

type Criteria = Partial<Record<CriterionId, Shown>>;
const WORTH = { yes: 1, partly: 0.5, no: 0 };
let made = 0;

/** An answer with these labels, judged like that; `refused`: without a score. */
function answer(label: Partial<LabelledAnswer>, judged: Criteria | 'refused', reason?: string): JudgedAnswer {
  const shown = Object.entries(judged === 'refused' ? {} : judged) as [CriterionId, Shown][];
  made += 1;
  return {
    occupation: 'florist',
    index: made,
    label: {
      question: `question ${made}`,
      kind: 'behavioural',
      style: 'weak',
      text: '',
      rank: 0,
      criteria: {},
      gate: null,
      answersQuestion: true,
      ...label,
    },
    score:
      judged === 'refused' ? undefined : { met: shown.reduce((met, [, one]) => met + WORTH[one], 0), of: shown.length },
    reason,
    answersQuestion: undefined,
    failed: false,
    shown: new Map(shown),
  };
}

function figure(judged: readonly JudgedAnswer[], id: string): Pick<Figure, 'value' | 'of'> {
  const found = judgingFigures(judged).find((one) => one.id === id);
  return { value: found?.value ?? Number.NaN, of: found?.of ?? 'not measured' };
}

/** Met in so many of six criteria. */
const met = (count: number): Criteria =>
  Object.fromEntries(
    (['occasion', 'responsibility', 'own_action', 'outcome', 'checkable', 'relevant'] as const).map((id, at) => [
      id,
      at < count ? 'yes' : 'no',
    ]),
  );

describe('precision and recall of a criterion', () => {
  it('are of what label and judgement share, and partly counts half', () => {
    const judged = [
      answer({ criteria: { outcome: 'yes' } }, { outcome: 'yes' }),
      answer({ criteria: { outcome: 'yes' } }, { outcome: 'partly' }),
      answer({ criteria: { outcome: 'partly' } }, { outcome: 'yes' }),
      answer({ criteria: { outcome: 'yes' } }, { outcome: 'no' }),
      answer({ criteria: { outcome: 'no' } }, { outcome: 'yes' }),
      answer({ criteria: { outcome: 'no' } }, { outcome: 'no' }),
    ];
    // Shared: 1 + 0.5 + 0.5; judged: 1 + 0.5 + 1 + 1; labelled: 1 + 1 + 0.5 + 1.
    expect(figure(judged, 'precision.outcome')).toEqual({ value: 2 / 3.5, of: '2 of 3.5' });
    expect(figure(judged, 'recall.outcome')).toEqual({ value: 2 / 3.5, of: '2 of 3.5' });
    expect(figure(judged.slice(0, 5), 'precision.outcome').value).toBe(2 / 3.5);
    expect(figure(judged.toSpliced(3, 1), 'recall.outcome').value).toBe(2 / 2.5);
    expect(figure(judged, 'recall.link').value).toBeNaN();
  });

  it('count a refusal of an answer that deserves a score as nothing shown', () => {
    const judged = [
      answer({ criteria: { outcome: 'yes' } }, 'refused'),
      answer({ criteria: { outcome: 'yes' } }, { outcome: 'yes' }),
    ];
    expect(figure(judged, 'recall.outcome').value).toBe(0.5);
  });

  it('leave out what ought to be refused, and what may be refused and was', () => {
    const good = answer({ criteria: { outcome: 'yes' } }, { outcome: 'yes' });
    const harm = answer({ criteria: { outcome: 'yes' }, gate: 'harm' }, 'refused');
    const other = answer({ criteria: { outcome: 'yes' }, answersQuestion: false }, 'refused');
    const scored = answer({ criteria: { outcome: 'no' }, answersQuestion: false }, { outcome: 'yes' });
    expect(figure([good, harm, other], 'recall.outcome').of).toBe('1 of 1');
    expect(figure([good, scored], 'precision.outcome').value).toBe(0.5);
  });
});

describe('insufficient_evidence', () => {
  const judged = [
    answer({ gate: 'harm' }, 'refused', 'harm'),
    answer({ gate: 'harm' }, 'refused', 'too_short'),
    answer({ gate: 'harm' }, met(5)),
    answer({}, 'refused', 'off_topic'),
    answer({}, met(3)),
    answer({}, met(3)),
    // May be refused and may be scored: neither is counted.
    answer({ answersQuestion: false }, 'refused'),
    answer({ maxMet: 1 }, met(1)),
  ];

  it('is right where it is given exactly to what deserves no score', () => {
    expect(figure(judged, 'refusal.right').of).toBe('4 of 6');
    expect(figure(judged, 'refusal.precision').of).toBe('2 of 3');
    expect(figure(judged, 'refusal.recall').of).toBe('2 of 3');
  });

  it('is counted for each gate, and whether the reason was its name', () => {
    expect(figure(judged, 'refusal.harm').of).toBe('2 of 3');
    expect(figure(judged, 'refusal.harm.named').of).toBe('1 of 3');
    expect(figure(judged, 'refusal.too_short').of).toBe('not measured');
  });
});

describe('the order of ranked answers', () => {
  const question = 'one question';
  it('is violated where the worse one has more points, not where they are even', () => {
    const judged = [
      answer({ question, rank: 3 }, met(4)),
      answer({ question, rank: 2 }, met(5)),
      answer({ question, rank: 1 }, met(4)),
      answer({ question, rank: 1 }, met(0)),
    ];
    // 3 over 2 is wrong; 3 over both 1 and 2 over both 1 are right; both 1 are no pair.
    expect(figure(judged, 'ordering_violations').of).toBe('1 of 5');
  });

  it('is of one question of one occupation', () => {
    const other = { ...answer({ question, rank: 1 }, met(6)), occupation: 'postman' };
    const judged = [answer({ question, rank: 3 }, met(1)), answer({ rank: 1 }, met(6)), other];
    expect(figure(judged, 'ordering_violations').of).toBe('0 of 0');
  });

  it('takes an answer without a score for one of no points', () => {
    const judged = [answer({ question, rank: 3 }, 'refused'), answer({ question, rank: 1 }, met(1))];
    expect(figure(judged, 'ordering_violations').of).toBe('1 of 1');
  });
});

it('an answer to another question is noticed where it has no score or the feedback says so', () => {
  const other = (judged: Criteria | 'refused', answersQuestion?: boolean): JudgedAnswer => ({
    ...answer({ style: 'other_question', answersQuestion: false }, judged),
    answersQuestion,
  });
  const wronged: JudgedAnswer = { ...answer({}, met(4)), answersQuestion: false };
  const judged = [other('refused'), other(met(2), false), other(met(2)), wronged, answer({}, met(4))];
  expect(figure(judged, 'other_question.noticed').of).toBe('2 of 3');
  expect(figure(judged, 'other_question.false').of).toBe('1 of 2');
});

it('points are of six, whatever number of criteria a question has', () => {
  const judged = [
    answer({ style: 'cue_words', maxMet: 1 }, { link: 'yes', reason: 'no', own_example: 'no' }),
    answer({ style: 'cue_words', maxMet: 1 }, met(4)),
    answer({ style: 'nonsense', maxMet: 0 }, 'refused'),
  ];
  expect(figure(judged, 'gaming.cue_words').value).toBe(3);
  expect(figure(judged, 'gaming.nonsense').value).toBe(0);
  expect(figure(judged, 'gaming.above_cap').of).toBe('1 of 3');
});

it('second-language answers are compared with the native ones that they are the same as', () => {
  const native = answer({ style: 'native_strong' }, met(5));
  const weaker = answer({ style: 'esl_strong', sameAs: native.index }, met(3));
  const other = answer({ style: 'native_strong' }, met(4));
  const better = answer({ style: 'esl_strong', sameAs: other.index }, met(5));
  expect(figure([native, weaker, other, better], 'second_language')).toEqual({ value: 0.5, of: '2 answers' });
  expect(figure([native, weaker, other, better], 'second_language_apart').value).toBe(1.5);
  expect(figure([other, better], 'second_language').value).toBe(1);
  expect(figure([native, weaker, other, better], 'strong_points').value).toBe(4.5);
});

it('the spread is that of repeated scorings of each answer', () => {
  const scorings = [
    [answer({}, met(2)), answer({}, met(3))],
    [answer({}, met(4)), answer({}, met(3))],
    [answer({}, 'refused'), answer({}, met(3))],
  ];
  const { times, deviation, widest, sameResult } = spreadOf(scorings);
  expect({ times, widest, sameResult }).toEqual({ times: 3, widest: 4, sameResult: 0.5 });
  expect(deviation).toBeCloseTo(Math.sqrt(8 / 3) / 2);
});
