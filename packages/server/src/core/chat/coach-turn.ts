import type { CoachFacts } from './coach-facts.ts';
import type { CoachState } from './coach-state.ts';

/** A message to the coach with all that it knows then. */
export type CoachTurn = {
  readonly chatId: string;
  readonly messageId: string;
  readonly text: string;
  readonly state: CoachState;
  readonly facts: CoachFacts;
  readonly postingId?: string;
  readonly locale?: string;
};
