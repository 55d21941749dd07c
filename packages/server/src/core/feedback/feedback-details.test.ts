import { describe, expect, it } from 'vitest';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { decisionMade } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { answerReading, type AnswerFacts, type AnswerReading } from './decisions.ts';
import { feedbackService } from './feedback-service.ts';
import type { Attempt, FeedbackEvent } from './ports.ts';
import { type CriterionId, rubricFor } from './rubric.ts';
import { quotesOf } from './score.ts';

const ANSWER = 'Last winter a man shouted at my colleague, so I asked him into the office and listened to him.';
const call = {
  scope: scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } }),
  signal: new AbortController().signal,
};
const attempt = (kind: string, more: Partial<Attempt> = {}): Attempt => ({
  question: { questionId: 'q1', text: 'What did you do?', kind, competencyIds: ['empathy'], looksFor: ['Listens'] },
  messageId: 'msg_1',
  answer: ANSWER,
  number: 2,
  knownTexts: [],
  ...more,
});
const spanOf = (words: string) => ({ start: ANSWER.indexOf(words), end: ANSWER.indexOf(words) + words.length });
const quoteOf = (words: string) => ({ text: words, ...spanOf(words) });

type Shown = 'yes' | 'partly' | 'no';
const claims = (shown: Partial<Record<CriterionId, Shown>>): AnswerReading['criteria'] =>
  Object.entries(shown).map(([id, claim]) => ({
    criterionId: id as CriterionId,
    shown: claim,
    spans: [spanOf('Last winter'), spanOf('listened')],
  }));

async function judged(
  kind: string,
  reading: Partial<AnswerReading>,
  { onFacts = () => {}, ...more }: Partial<Attempt> & { onFacts?: (facts: AnswerFacts) => void } = {},
) {
  const engine = scriptedEngine({
    decisions: {
      'feedback.answer_reading': (facts: AnswerFacts) => {
        onFacts(facts);
        return { criteria: [], star: [], speaksAsGroup: false, ...reading };
      },
    },
  });
  return feedbackService(engine, rubricFor).judge(attempt(kind, more), call);
}

const QUOTES = [quoteOf('Last winter'), quoteOf('listened')];
const criteria = (kind: string, shown: Partial<Record<CriterionId, Shown>>) =>
  rubricFor(kind).criteria.map(({ id, label, note }) => {
    const claim = shown[id] ?? 'no';
    return { criterionId: id, label, shown: claim, quotes: claim === 'no' ? [] : QUOTES, note };
  });
const change = (criterionId: CriterionId, words: string) => ({
  criterionId,
  label: rubricFor('behavioural').criteria.find(({ id }) => id === criterionId)?.label,
  words,
});

describe('what the engine stops at', () => {
  it('[N-12] takes the score away, with the sentence of its code', async () => {
    const { event, ...facts } = await judged('behavioural', {
      criteria: claims({ occasion: 'yes', own_action: 'yes' }),
      concern: { code: 'dishonest', spans: [spanOf('listened')] },
    });
    expect(event).toMatchObject({ result: 'insufficient_evidence', reason: 'concern', concern: 'dishonest' });
    expect(event.score).toBeUndefined();
    expect(facts.decisions).toHaveLength(1);
  });

  it('[N-12] holds the score down where it answers another question', async () => {
    const { event } = await judged('behavioural', {
      criteria: claims({ occasion: 'yes', responsibility: 'yes', own_action: 'yes', outcome: 'yes', checkable: 'yes' }),
      answersQuestion: false,
    });
    expect(event).toMatchObject({ answersQuestion: false, score: { met: 2 } });
  });
});

const notes = (kind: string, ...ids: CriterionId[]) =>
  rubricFor(kind)
    .criteria.filter(({ id }) => ids.includes(id))
    .map(({ note }) => note);
const next = (id: CriterionId) => rubricFor('behavioural').criteria.find((one) => one.id === id)?.next;

describe('feedback about one answer', () => {
  it('is the whole of what was read, said in words of the rubric', async () => {
    const shown = { occasion: 'yes', own_action: 'yes', outcome: 'partly', checkable: 'yes' } as const;
    const { event, weakest, decisions } = await judged('behavioural', {
      criteria: claims(shown),
      star: [
        { part: 'action', shown: 'partly', spans: [spanOf('asked him')] },
        { part: 'situation', shown: 'yes', spans: [spanOf('a man shouted')] },
        { part: 'task', shown: 'no', spans: [spanOf('winter')] },
      ],
    });
    expect(event).toEqual({
      type: 'feedback',
      questionId: 'q1',
      question: 'What did you do?',
      messageId: 'msg_1',
      answer: ANSWER,
      attempt: 2,
      language: 'en',
      result: 'scored',
      score: { met: 3.5, of: 6 },
      criteria: criteria('behavioural', shown),
      star: [
        { part: 'situation', shown: 'yes', quotes: [quoteOf('a man shouted')] },
        { part: 'task', shown: 'no', quotes: [] },
        { part: 'action', shown: 'partly', quotes: [quoteOf('asked him')] },
        { part: 'result', shown: 'no', quotes: [] },
      ],
      strengths: [
        'You put us in one particular situation: “Last winter”',
        'You say what you did yourself: “Last winter”',
      ],
      gaps: notes('behavioural', 'responsibility', 'relevant'),
      nextStep: next('responsibility'),
      length: {
        words: 19,
        seconds: 10,
        text: '19 words, about 10 seconds aloud: there is time for what is still missing.',
      },
    });
    expect(weakest).toBe('task');
    expect(decisions.map((fact) => decisionMade.read(fact))).toMatchObject([
      { name: 'feedback.answer_reading', by: 'model' },
    ]);
  });

  it('has no parts of a story where the question asks for none', async () => {
    const star = [{ part: 'action' as const, shown: 'yes' as const, spans: [spanOf('asked him')] }];
    const { event } = await judged('technical', { criteria: claims({ approach: 'yes' }), star });
    expect(event).toMatchObject({ star: [], score: { met: 1, of: 6 } });
  });

  it('hands the engine the question, the criteria and what may count of the answer', async () => {
    const seen: AnswerFacts[] = [];
    const onFacts = (facts: AnswerFacts) => void seen.push(facts);
    const { question } = attempt('closing');
    await judged('closing', {}, { onFacts });
    await judged('closing', {}, { onFacts, question: { ...question, requirement: 'Patience' } });
    const { questionId: _questionId, ...asked } = question;
    const facts = {
      question: asked,
      criteria: rubricFor('closing').criteria.map(({ id, label, note }) => ({ id, label, note })),
      answer: ANSWER,
    };
    expect(seen).toEqual([facts, { ...facts, question: { ...asked, requirement: 'Patience' } }]);
  });

  it.each<[string, Partial<Record<CriterionId, Shown>>, boolean, string | undefined, string | undefined]>([
    [
      'behavioural',
      { own_action: 'partly', occasion: 'yes' },
      true,
      'own_role',
      'You tell it as “we”. Say which part was yours.',
    ],
    ['behavioural', { own_action: 'partly', occasion: 'yes' }, false, 'result', next('outcome')],
    ['behavioural', { own_action: 'yes', occasion: 'yes' }, true, 'result', next('outcome')],
    ['technical', { approach: 'yes' }, true, 'check', undefined],
    [
      'behavioural',
      {
        occasion: 'yes',
        responsibility: 'yes',
        own_action: 'yes',
        outcome: 'partly',
        checkable: 'partly',
        relevant: 'yes',
      },
      false,
      'result',
      next('outcome'),
    ],
    [
      'behavioural',
      { occasion: 'yes', responsibility: 'yes', own_action: 'yes', outcome: 'yes', checkable: 'yes', relevant: 'yes' },
      false,
      undefined,
      'Say it once aloud, in under two minutes.',
    ],
  ])('of a %s question where %j is shown (as a group: %s) follows up on %s', async (...row) => {
    const [kind, shown, speaksAsGroup, weakest, step] = row;
    const feedback = await judged(kind, { criteria: claims(shown), speaksAsGroup });
    expect(feedback.weakest).toBe(weakest);
    if (step !== undefined) expect(feedback.event.nextStep).toBe(step);
  });

  it('names exactly what was gained and lost since the attempt before', async () => {
    const previous = (
      await judged(
        'behavioural',
        { criteria: claims({ occasion: 'yes', own_action: 'partly', outcome: 'partly' }) },
        { number: 1 },
      )
    ).event;
    const shown = { occasion: 'partly', own_action: 'yes', outcome: 'partly', checkable: 'partly' } as const;
    const { event } = await judged('behavioural', { criteria: claims(shown) }, { previous });
    expect(event.previous).toEqual({
      attempt: 1,
      met: 2,
      of: 6,
      gained: ['Says what you did yourself', 'Gives something that can be checked'],
      lost: ['Describes one particular occasion'],
      added: false,
      changes: [
        { ...change('occasion', 'Last winter'), before: 'yes', after: 'partly' },
        { ...change('own_action', 'listened'), before: 'partly', after: 'yes' },
        { ...change('checkable', 'listened'), before: 'no', after: 'partly' },
      ],
    });
    const elsewhere = await judged('technical', { criteria: claims({ approach: 'yes' }) }, { previous });
    expect(elsewhere.event.previous?.gained).toEqual(['Says how you go about it, in order']);
  });
});

describe('what is not judged', () => {
  const refusal = (reason: FeedbackEvent['reason'], kind: string) => ({
    result: 'insufficient_evidence',
    reason,
    criteria: criteria(kind, {}),
    star: [],
    strengths: [],
    gaps: [],
  });

  it('says so of each criterion, and that it is our fault where no engine could read it', async () => {
    const unread = await judged('closing', { criteria: 'none' as never });
    expect(unread.event).toMatchObject({
      ...refusal('not_judged', 'closing'),
      nextStep: 'Send the same answer once more; nothing of it is lost.',
    });
    expect(unread.decisions.map((fact) => decisionMade.read(fact))).toMatchObject([{ by: 'fallback' }]);
    const unknown = await judged('closing', {}, { answer: 'I do not know.' });
    expect(unknown.event).toMatchObject(refusal('does_not_know', 'closing'));
    expect([unknown.weakest, unknown.decisions]).toEqual([undefined, []]);
  });

  it('is what is in another language, unless a language model reads it', async () => {
    const answer = 'Letzten Winter hat ein Kunde meine Kollegin angeschrien, und ich habe ihm zugehört.';
    expect((await judged('closing', {}, { answer })).event).toMatchObject({ reason: 'off_topic', language: 'de' });
    const rules = feedbackService(ruleEngine({ clock: manualClock(), wordDelayMs: 0 }), rubricFor);
    expect((await rules.judge(attempt('closing', { answer }), call)).event).toMatchObject({
      reason: 'other_language',
      language: 'de',
    });
  });

  it('shows nothing at all', () => {
    const { criteria: asked } = rubricFor('closing');
    expect(answerReading.fallback({ criteria: asked } as never)).toEqual({
      criteria: asked.map(({ id }) => ({ criterionId: id, shown: 'no', spans: [] })),
      star: [],
      speaksAsGroup: false,
    });
  });
});

describe('quotes', () => {
  const answer = ' , So: I counted 12 beds — twice.  ';
  const quotes = (...spans: [number, number][]) =>
    quotesOf(
      spans.map(([start, end]) => ({ start, end })),
      { answer, evidence: answer },
    ).map(({ text, start, end }) => [text, start, end]);

  it('are trimmed of white space and marks at both ends, up to the whole answer', () => {
    const at = answer.indexOf('So');
    expect(quotes([0, answer.length])).toEqual([['So: I counted 12 beds — twice', at, answer.indexOf('.')]]);
    const counted = answer.indexOf('I counted');
    expect(quotes([counted - 2, counted + 10])).toEqual([['I counted', counted, counted + 9]]);
    expect(quotes([counted, counted + 1])).toEqual([['I', counted, counted + 1]]);
  });

  it('are none outside the answer, of nothing or of marks alone', () => {
    expect(quotes([-3, 5], [0, answer.length + 1], [9, 3], [4, 4], [0, 3])).toEqual([]);
  });
});

it('a question of an unknown kind is judged as one about behaviour', () => {
  const ids = (kind: string) => rubricFor(kind).criteria.map(({ id }) => id);
  expect(ids('not of this edition')).toEqual(ids('behavioural'));
  expect(ids('closing')).toEqual(['link', 'reason', 'own_example']);
});
