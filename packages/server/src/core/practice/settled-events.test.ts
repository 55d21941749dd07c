import { expect, it } from 'vitest';
import type { SessionFact } from '../sessions/ports.ts';
import { settledEvents } from './settled-events.ts';

const token = (text: string): SessionFact => ({ type: 'token', text });
const done: SessionFact = { type: 'done', turnId: 'trn_1' };
const error = (code: 'internal' | 'turn_cancelled'): SessionFact => ({
  type: 'error',
  code,
  message: 'x',
  retryable: true,
});
const decision: SessionFact = { type: 'decision', name: 'd', version: 1, by: 'rules', answer: 1 };
const progress: SessionFact = { type: 'research_progress', state: 'working', step: 's' };

const settled = (...facts: SessionFact[]) => [
  ...settledEvents(facts.map((fact, seq) => ({ position: { seq, characters: 0 }, at: 0, fact }))),
];

it('counts turns that ended, and those that the candidate stopped, without what is internal', () => {
  expect(settled(token('a'), decision, progress, done, token('b'), error('turn_cancelled'))).toEqual([
    token('a'),
    done,
    token('b'),
    error('turn_cancelled'),
  ]);
});

it('counts nothing of a turn that failed, and nothing of one that has not ended', () => {
  expect(settled(token('a'), error('internal'), token('b'), done, token('c'))).toEqual([token('b'), done]);
  expect(settled(decision, done)).toEqual([done]);
});
