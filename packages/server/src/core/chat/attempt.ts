import type { FeedbackEvent } from '../feedback/ports.ts';

const words = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/**
 * The words to judge as the next attempt. A short reply after feedback answers the follow-up question, so it is read
 * together with the answer it completes; a longer one is a new attempt at the whole question.
 */
export function attemptText(said: string, previous: FeedbackEvent | undefined): string {
  if (previous?.result !== 'scored') return said;
  const completes = words(said) * 2 < words(previous.answer);
  return completes ? `${previous.answer}\n\n${said}` : said;
}
