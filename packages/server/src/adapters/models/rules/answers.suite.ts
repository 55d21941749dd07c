import { ANSWERS_OF_NURSES_AND_DRIVERS } from './answers-of-nurses-and-drivers.suite.ts';
import { ANSWERS_OF_OTHER_TRADES } from './answers-of-other-trades.suite.ts';
import type { SampleAnswer } from './asked.suite.ts';

export { ASKED, type SampleAnswer } from './asked.suite.ts';

/** Answers as people give them, strong and weak, and what a fair reader finds in each. */
export const ANSWERS: readonly SampleAnswer[] = [...ANSWERS_OF_NURSES_AND_DRIVERS, ...ANSWERS_OF_OTHER_TRADES];
