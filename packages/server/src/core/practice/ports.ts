import type { Scope } from '../tenancy/scope.ts';

export { chatRecord, type ChatRecord } from './chat-record.ts';
export { practisedIn } from './practised-questions.ts';
export { practiceSummary, type SummaryEvent, type SummaryFacts } from './practice-summary.ts';

/** What was missing in an answer, as its feedback says it. */
export type PastGap = { readonly criterionId: string; readonly label: string; readonly note: string };

/** A question that was answered at least once. `best` is of the attempt that met most; absent where none could be judged. */
export type PractisedQuestion = {
  readonly questionId: string;
  readonly question: string;
  /** The words of the posting that it was about. */
  readonly requirement?: string;
  readonly attempts: number;
  readonly best?: { readonly met: number; readonly of: number };
  /** What was missing in the newest attempt that could be judged; absent where none could. */
  readonly missing?: readonly PastGap[];
};

/** What was practised so far, read from the logs of the newest chats. */
export interface PracticePast {
  /** The postings practised for, newest first. */
  postingIds(scope: Scope): Promise<readonly string[]>;
  /** Questions answered, for one posting where one is named. Turns that failed or still run do not count. */
  practised(scope: Scope, about: { readonly postingId?: string }): Promise<readonly PractisedQuestion[]>;
  /** Lets go of what is kept of an owner who was erased. */
  abandon(scope: Scope): void;
}
