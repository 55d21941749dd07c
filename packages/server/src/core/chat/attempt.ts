import type { FeedbackEvent } from '../feedback/ports.ts';
import type { CoachState } from './coach-state.ts';

/** The last attempt that could be judged: what a new one is compared with. */
export function judgedBefore({ attempts }: Pick<CoachState, 'attempts'>): FeedbackEvent | undefined {
  return attempts.findLast(({ result }) => result === 'scored');
}

const words = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/**
 * The words to judge as the next attempt. A short reply after feedback answers the follow-up question, so it is read
 * together with the answer it completes; a longer one, or one to a question put again, is a new attempt at the whole.
 */
export function attemptText(said: string, state: Pick<CoachState, 'attempts' | 'putAgain'>): string {
  const previous = judgedBefore(state);
  if (previous === undefined || state.putAgain) return said;
  const completes = words(said) * 2 < words(previous.answer);
  return completes ? `${previous.answer}\n\n${said}` : said;
}
