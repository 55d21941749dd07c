import { describe, expect, it } from 'vitest';
import type { FeedbackEvent } from '../feedback/ports.ts';
import { attemptWords, judgedBefore } from './attempt.ts';

const FIRST =
  'Two neighbours argued about a parking space every morning. I asked both into the office, listened to each of them ' +
  'and drew the bays on a plan.';
const ENDING = 'In the end they agreed to swap weeks.';
const OTHER =
  'At the nursery last autumn two mothers could not agree on the bake sale. I called both, made a list, and in the end ' +
  'all forty hours were filled.';

const judged = (answer: string, more: Partial<FeedbackEvent> = {}) =>
  ({ answer, messageId: 'msg_1', result: 'scored', ...more }) as FeedbackEvent;
const words = (text: string, attempts: readonly FeedbackEvent[], putAgain = false) =>
  attemptWords({ messageId: 'msg_2', text }, { attempts, putAgain });

describe('the words of an attempt', () => {
  it('complete the judged answer, and each message keeps its part of them', () => {
    const { answer, completes, parts = [] } = words(ENDING, [judged(FIRST)]);
    expect(answer).toBe(`${FIRST}\n\n${ENDING}`);
    expect(completes).toBe(true);
    expect(parts.map(({ messageId, start, end }) => [messageId, answer.slice(start, end)])).toEqual([
      ['msg_1', FIRST],
      ['msg_2', ENDING],
    ]);
    const third = attemptWords(
      { messageId: 'msg_3', text: 'About six weeks.' },
      { attempts: [judged(answer, { messageId: 'msg_2', parts })], putAgain: false },
    );
    expect(third.parts?.map(({ messageId }) => messageId)).toEqual(['msg_1', 'msg_2', 'msg_3']);
    expect(third.answer.slice(third.parts?.[2]?.start)).toBe('About six weeks.');
  });

  it('[N-12] are of one attempt where another story is told', () => {
    expect(words(OTHER, [judged(FIRST)])).toEqual({ answer: OTHER });
  });

  it('are not read twice when they are said twice', () => {
    const before = `${FIRST}\n\n${ENDING}`;
    expect(words('In the end  they agreed to swap weeks.', [judged(before)]).answer).toBe(before);
  });

  it('are a new answer when the question was put again, or nothing was judged yet', () => {
    expect(words(ENDING, [judged(FIRST)], true)).toEqual({ answer: ENDING });
    expect(words(ENDING, [])).toEqual({ answer: ENDING });
    const unread = judged(FIRST, { result: 'insufficient_evidence', reason: 'not_judged' });
    expect(words(ENDING, [unread])).toEqual({ answer: ENDING });
  });

  it('complete what was too short to be judged, where nothing else was judged', () => {
    const short = judged('I asked both into the office.', { result: 'insufficient_evidence', reason: 'too_short' });
    expect(words(ENDING, [short]).answer).toBe(`I asked both into the office.\n\n${ENDING}`);
    expect(words(ENDING, [judged(FIRST), short]).answer).toBe(`${FIRST}\n\n${ENDING}`);
  });

  it('complete the last answer that could be judged, not the last one', () => {
    const attempts = [judged(OTHER), judged(FIRST), judged('No idea.', { result: 'insufficient_evidence' })];
    expect(judgedBefore({ attempts })).toBe(attempts[1]);
    expect(words(ENDING, attempts).answer).toBe(`${FIRST}\n\n${ENDING}`);
  });
});
