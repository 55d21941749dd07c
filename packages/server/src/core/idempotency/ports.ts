import type { Scope } from '../tenancy/scope.ts';

/** The first answer to a request, kept to be given again. */
export type KeptAnswer = { readonly status: number; readonly contentType: string; readonly body: string };

/** Which request of a subject: `operation` with its path, and the name of its idempotency key. */
export type RequestName = { readonly key: string; readonly operation: string };

/** A claim of ours. `owner` is different for every run, so that one which lost its claim cannot pass for its successor. */
export type OwnClaim = RequestName & { readonly owner: string };

export type Claim =
  /** `seed` is that of the first run for this key: what a later run makes of it, it makes again. */
  | { readonly name: 'mine'; readonly seed: string }
  | { readonly name: 'in_flight' }
  | { readonly name: 'other_body' }
  | { readonly name: 'answered'; readonly answer: KeptAnswer };

/** Which keys were used, by whom, with what body. Kept 24 h from the first claim. Passes `idempotency-store.suite.ts`. */
export interface IdempotencyStore {
  /**
   * Atomic: of many claims at once exactly one is `mine`, until the moment `until`. An unanswered claim whose lease ran
   * out goes to whoever asks next with the same body, with the seed of the first.
   */
  claim(
    scope: Scope,
    request: OwnClaim & { bodyHash: string; seed: string; now: number; until: number },
  ): Promise<Claim>;
  /** Prolongs the lease. `false` when the claim is another's, or answered. */
  renew(scope: Scope, claim: OwnClaim & { until: number }): Promise<boolean>;
  /** Keeps the answer, unless the claim is another's or answered. */
  answer(scope: Scope, claim: OwnClaim, answer: KeptAnswer): Promise<void>;
  /** Ends the lease, so that the request may be tried again at once (used when the failure was ours). Keeps the seed. */
  release(scope: Scope, claim: OwnClaim): Promise<void>;
  /** At the start of a process that alone owns its storage: nobody can hold a claim. */
  releaseAll(): Promise<void>;
}
