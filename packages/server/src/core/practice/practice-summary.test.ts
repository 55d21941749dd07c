import { describe, expect, it } from 'vitest';
import type { FeedbackEvent } from '../feedback/ports.ts';
import { practiceSummary } from './practice-summary.ts';

type Shown = 'yes' | 'partly' | 'no';
const ANSWER = 'I called the doctor and he came within five minutes.';

/** Feedback on an attempt at a question: how each criterion was shown. */
function feedback(questionId: string, shown: Record<string, Shown>, more: Partial<FeedbackEvent> = {}): FeedbackEvent {
  const criteria = Object.entries(shown).map(([criterionId, how]) => ({
    criterionId,
    label: `Label of ${criterionId}`,
    note: `Note of ${criterionId}`,
    shown: how,
    quotes:
      how === 'no'
        ? []
        : [
            { text: 'I called', start: 0, end: 8 },
            { text: 'he came within five minutes', start: 24, end: 51 },
          ],
  }));
  const met = criteria.filter((one) => one.shown === 'yes').length;
  return {
    type: 'feedback',
    questionId,
    question: `Question ${questionId}?`,
    messageId: 'msg_1',
    answer: ANSWER,
    attempt: 1,
    result: 'scored',
    score: { met, of: criteria.length },
    criteria,
    star: [],
    strengths: [],
    gaps: [],
    nextStep: '',
    language: 'en',
    ...more,
  };
}

const requirements = [
  { id: 'r1', text: 'Wound care' },
  { id: 'r2', text: 'Calm under pressure' },
  { id: 'r3', text: 'A clear handover' },
];
const summaryOf = (events: readonly FeedbackEvent[], askedRequirementIds: readonly string[] = []) =>
  practiceSummary({ feedback: events, requirements, askedRequirementIds, ends: true });

describe('the summary of a practice', () => {
  it('[N-12] says what was shown for which requirement, in the words of the best attempt', () => {
    const { answered } = summaryOf([
      feedback('a', { occasion: 'no', outcome: 'no', own_action: 'yes' }, { requirement: 'Wound care' }),
      feedback('a', { occasion: 'partly', outcome: 'yes', own_action: 'yes' }, { requirement: 'Wound care' }),
      feedback('b', { occasion: 'no' }, { result: 'insufficient_evidence', score: undefined, criteria: [] } as never),
    ]);
    expect(answered).toEqual([
      {
        questionId: 'a',
        question: 'Question a?',
        requirement: 'Wound care',
        score: { met: 2, of: 3 },
        shown: [
          { label: 'Label of outcome', quote: 'he came within five minutes' },
          { label: 'Label of own_action', quote: 'he came within five minutes' },
        ],
      },
      { questionId: 'b', question: 'Question b?', shown: [] },
    ]);
  });

  it('names the answer that showed most as the best, and none where nothing could be judged', () => {
    const events = [
      feedback('a', { outcome: 'no', occasion: 'yes' }),
      feedback('b', { outcome: 'yes', occasion: 'yes' }),
      feedback('c', { outcome: 'yes', occasion: 'yes' }),
    ];
    expect(summaryOf(events).best?.questionId).toBe('b');
    const refused = { result: 'insufficient_evidence', score: undefined, criteria: [] } as never;
    expect(summaryOf([feedback('a', {}, refused)])).toMatchObject({ best: null, habit: null });
  });

  it('[N-12] counts the habit: what was missing in the first attempts most often', () => {
    const events = [
      feedback('a', { occasion: 'no', outcome: 'no' }),
      feedback('a', { occasion: 'no', outcome: 'yes' }, { attempt: 2 }),
      feedback('b', { occasion: 'yes', outcome: 'no' }),
      feedback('c', { occasion: 'yes', outcome: 'partly' }),
    ];
    expect(summaryOf(events).habit).toEqual({
      criterionId: 'outcome',
      label: 'Label of outcome',
      note: 'Note of outcome',
      missed: 2,
      of: 3,
    });
  });

  it('invents no habit where nothing was missing', () => {
    expect(summaryOf([feedback('a', { occasion: 'yes', outcome: 'partly' })]).habit).toBeNull();
    expect(summaryOf([])).toMatchObject({ answered: [], best: null, habit: null });
  });

  it('lists what no question was about', () => {
    const events = [feedback('a', { outcome: 'yes' }, { requirement: 'Wound care' })];
    expect(summaryOf(events, ['r3']).notAsked).toEqual([{ requirementId: 'r2', text: 'Calm under pressure' }]);
  });
});
