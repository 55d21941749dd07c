import type { Scope } from './scope.ts';

/** A candidate who was erased. `erasedAt` is in epoch milliseconds. */
export type ErasedCandidate = { readonly scope: Scope; readonly erasedAt: number };

/**
 * Removal of candidates from every table at once. What stays of one is a tombstone, which holds only the id: from then on
 * whatever any process would insert for them is refused with `unauthenticated`, and what is used for them is the tenant's,
 * of nobody. Passes `erasure.suite.ts`.
 */
export interface Erasure {
  /**
   * In one transaction the tombstone is set, documents, session logs, kept answers, workflow runs, continuities and the
   * candidate go, and the tokens are refused and no longer say whose they were. With `idleSince` only if nothing of theirs
   * was touched since then. Answers whether it erased.
   */
  erase(scope: Scope, at: { now: number; idleSince?: number }): Promise<boolean>;
  isErased(scope: Scope): Promise<boolean>;
  /** Candidates of whom nothing was touched since `before` (epoch ms), at most `limit`. */
  idle(before: number, limit: number): Promise<readonly Scope[]>;
  /** Erased candidates whose files have to be removed by `now`: first at the erasure, then when `filesRemoved` says. */
  filesDue(now: number, limit: number): Promise<readonly ErasedCandidate[]>;
  /** Notes that the files were removed, and when to look again; `undefined`: never. */
  filesRemoved(scope: Scope, dueAt: number | undefined): Promise<void>;
  /** Forgets tombstones from before that moment whose files are gone. */
  dropTombstones(before: number): Promise<void>;
}
