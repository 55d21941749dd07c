import type { Scope } from '../tenancy/scope.ts';

/** The first answer to a request, kept to be given again. */
export type KeptAnswer = { readonly status: number; readonly contentType: string; readonly body: string };

export type Claim =
  | { readonly name: 'first' }
  | { readonly name: 'in_flight' }
  | { readonly name: 'other_body' }
  | { readonly name: 'answered'; readonly answer: KeptAnswer };

/** Which keys were used, by whom, with what body. Kept 24 h. Passes `idempotency-store.suite.ts`. */
export interface IdempotencyStore {
  /** Atomic: of many claims at once exactly one is `first`. A claim left unanswered for `staleAfterMs` may be taken again. */
  claim(scope: Scope, request: { key: string; operation: string; bodyHash: string; now: number }): Promise<Claim>;
  answer(scope: Scope, request: { key: string; operation: string }, answer: KeptAnswer): Promise<void>;
  /** Forgets a claim, so that it may be tried again (used when the failure was ours). */
  release(scope: Scope, request: { key: string; operation: string }): Promise<void>;
}
