import { describe, expect, it } from 'vitest';
import type { FeedbackEvent } from '../feedback/ports.ts';
import { attemptText, judgedBefore } from './attempt.ts';

const replied = (count: number) => Array.from({ length: count }, (_none, at) => `word${at}`).join(' ');
const judged = (answer: string, result: FeedbackEvent['result'] = 'scored') => ({ answer, result }) as FeedbackEvent;
const FIRST = replied(20);

describe('the words of an attempt', () => {
  it('complete the judged answer when they are fewer than half of it', () => {
    const state = { attempts: [judged(FIRST)], putAgain: false };
    expect(attemptText(replied(9), state)).toBe(`${FIRST}\n\n${replied(9)}`);
    expect(attemptText(`\n ${replied(9)}  \n`, state)).toContain(FIRST);
  });

  it('are a new answer from half of the judged one on', () => {
    expect(attemptText(replied(10), { attempts: [judged(FIRST)], putAgain: false })).toBe(replied(10));
  });

  it('are a new answer when the question was put again, or nothing was judged yet', () => {
    expect(attemptText('Short.', { attempts: [judged(FIRST)], putAgain: true })).toBe('Short.');
    expect(attemptText('Short.', { attempts: [], putAgain: false })).toBe('Short.');
    expect(attemptText('Short.', { attempts: [judged(FIRST, 'insufficient_evidence')], putAgain: false })).toBe(
      'Short.',
    );
  });

  it('complete the last answer that could be judged, not the last one', () => {
    const attempts = [judged(replied(30)), judged(FIRST), judged('No idea.', 'insufficient_evidence')];
    expect(judgedBefore({ attempts })).toBe(attempts[1]);
    expect(attemptText('It took an hour.', { attempts, putAgain: false })).toBe(`${FIRST}\n\nIt took an hour.`);
  });
});
