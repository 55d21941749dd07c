import type { Scope } from '../tenancy/scope.ts';
import type { PractisedQuestion } from './practised-questions.ts';

export { chatRecord, type ChatRecord } from './chat-record.ts';
export { type PastGap, practisedIn, type PractisedQuestion } from './practised-questions.ts';
export { practiceSummary, type SummaryEvent, type SummaryFacts } from './practice-summary.ts';

/** What was practised so far, read from the logs of the newest chats. */
export interface PracticePast {
  /** The postings practised for, newest first. */
  postingIds(scope: Scope): Promise<readonly string[]>;
  /** Questions answered, for one posting where one is named. Turns that failed or still run do not count. */
  practised(scope: Scope, about: { readonly postingId?: string }): Promise<readonly PractisedQuestion[]>;
  /** Lets go of what is kept of an owner who was erased. */
  abandon(scope: Scope): void;
}
