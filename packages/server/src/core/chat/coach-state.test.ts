import { decisionMade } from '../sessions/decision-fact.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsAfter } from '../sessions/tail.ts';
import { BEGINNING, type SessionEvent, type SessionFact, type StoredFact } from '../sessions/ports.ts';
import { coachProjection } from './coach-state.ts';
import { foldEvents } from '../sessions/ports.ts';

const coachStateOf = (events: Iterable<SessionEvent>) => foldEvents(events, coachProjection).state;

const message = (text: string): SessionFact => ({
  type: 'message',
  turnId: 'trn_1',
  messageId: 'msg_1',
  speakerId: 'candidate',
  text,
  at: '2026-11-21T00:00:00.000Z',
});
const question = (questionId: string, attempt: number): SessionFact => ({
  type: 'question',
  questionId,
  text: 'Q?',
  kind: 'behavioural',
  stage: 'behavioural',
  attempt,
  lookingFor: ['a'],
});
const feedback: SessionFact = {
  type: 'feedback',
  questionId: 'q1',
  question: 'Q?',
  messageId: 'msg_1',
  answer: 'A',
  attempt: 1,
  language: 'en',
  result: 'insufficient_evidence',
  criteria: [],
  star: [],
  strengths: [],
  gaps: [],
  nextStep: 'n',
};
const error = (code: 'internal' | 'turn_cancelled'): SessionFact => ({
  type: 'error',
  code,
  message: 'm',
  retryable: true,
  turnId: 'trn_1',
});
const done: SessionFact = { type: 'done', turnId: 'trn_1' };

const step = fc.oneof(
  fc.constantFrom<SessionFact>(
    question('q1', 1),
    question('q2', 1),
    question('q1', 2),
    feedback,
    decisionMade.fact({ name: 'x', version: 1, by: 'rules', answer: null }),
  ),
  fc
    .string({ maxLength: 12 })
    .map((text): SessionFact => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text })),
);
const turn = fc
  .tuple(
    fc.string(),
    fc.array(step, { maxLength: 6 }),
    fc.constantFrom(done, error('internal'), error('turn_cancelled')),
  )
  .map(([text, steps, end]) => [message(text), ...steps, end]);
const recordedFacts = fc
  .array(turn, { maxLength: 8 })
  .map((turns) => turns.flat().map((fact, index): StoredFact => ({ seq: index + 1, at: 0, fact })));

describe('what the coach remembers', () => {
  it('is the same replayed from the log as lived through in pieces', () => {
    fc.assert(
      fc.property(recordedFacts, fc.integer({ min: 1, max: 5 }), (facts, size) => {
        const live = facts.flatMap(({ seq, at, fact }): SessionEvent[] => {
          if (fact.type !== 'token') return [{ position: { seq, characters: 0 }, at, fact }];
          return (fact.text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []).map((text) => ({
            position: { seq, characters: text.length },
            at,
            fact: { ...fact, text },
          }));
        });
        const replayed = eventsAfter(BEGINNING, facts).filter(({ fact }) => fact.type !== 'token' || fact.text !== '');
        expect(coachStateOf(replayed)).toEqual(coachStateOf(live));
      }),
    );
  });

  it('holds nothing of a turn that failed', () => {
    fc.assert(
      fc.property(recordedFacts, recordedFacts, (before, failed) => {
        const events = (facts: readonly StoredFact[]) => eventsAfter(BEGINNING, facts);
        const lost = failed.filter(({ fact }) => fact.type !== 'done' && fact.type !== 'error');
        expect(
          coachStateOf([...events(before), ...events(lost), ...events([{ seq: 1, at: 0, fact: error('internal') }])]),
        ).toEqual(coachStateOf(events(before)));
      }),
    );
  });

  it('holds the messages of both, the turns, and the question that stands', () => {
    const token = (messageId: string, text: string): SessionFact => ({
      type: 'token',
      messageId,
      speakerId: 'coach',
      text,
    });
    const facts = [
      message('Hi'),
      token('msg_2', 'Hel'),
      question('q1', 1),
      token('msg_2', 'lo'),
      done,
      message('One'),
      token('msg_3', 'Two'),
      done,
    ];
    expect(
      coachStateOf(
        eventsAfter(
          BEGINNING,
          facts.map((fact, index) => ({ seq: index + 1, at: 0, fact })),
        ),
      ),
    ).toEqual({
      messages: [
        { messageId: 'msg_1', role: 'candidate', text: 'Hi' },
        { messageId: 'msg_2', role: 'coach', text: 'Hello' },
        { messageId: 'msg_1', role: 'candidate', text: 'One' },
        { messageId: 'msg_3', role: 'coach', text: 'Two' },
      ],
      open: question('q1', 1),
      attempts: [],
      putAgain: false,
      askedQuestionIds: ['q1'],
      feedback: [],
      plan: undefined,
      turns: 2,
      reread: false,
      manner: [],
      unclear: undefined,
    });
  });

  it('keeps the attempts of a question that is put again, and drops them for another', () => {
    const state = (...facts: SessionFact[]) =>
      coachStateOf(
        eventsAfter(
          BEGINNING,
          [...facts, done].map((fact, index) => ({ seq: index + 1, at: 0, fact })),
        ),
      );
    expect(state(question('q1', 1), feedback, question('q1', 2))).toMatchObject({
      attempts: [feedback],
      putAgain: true,
      askedQuestionIds: ['q1'],
    });
    expect(state(question('q1', 1), feedback, question('q2', 1))).toMatchObject({
      attempts: [],
      putAgain: false,
      askedQuestionIds: ['q1', 'q2'],
    });
    expect(state(question('q1', 1), feedback, question('q1', 1))).toMatchObject({
      attempts: [],
      putAgain: false,
      askedQuestionIds: ['q1', 'q1'],
    });
    expect(state(question('q1', 1), feedback, question('q2', 2))).toMatchObject({
      attempts: [],
      putAgain: false,
      askedQuestionIds: ['q1', 'q2'],
    });
    expect(state(question('q1', 1), question('q1', 2), feedback)).toMatchObject({
      attempts: [feedback],
      putAgain: false,
    });
    expect(state(question('q1', 1), feedback, feedback).attempts).toHaveLength(2);
  });
});
