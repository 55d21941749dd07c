import type { components } from '../../contract/openapi.d.ts';
import type { Meter } from '../engine/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type UsageReport = components['schemas']['UsageReport'];

/** What is counted. `cachedInputTokens` are part of `inputTokens`. All are whole and not negative. */
export type Tally = {
  readonly turns: number;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
};

/** A day in UTC, `YYYY-MM-DD`. */
export type UsageEntry = Tally & { readonly day: string; readonly sessionId: string; readonly model: string };

export type DayTally = Tally & { readonly day: string; readonly model: string };

/**
 * The ledger. What is added is added exactly, however many add at once and from whichever process. When a subject is
 * erased, and when a session is gone and its retention over, their entries stay as the tenant's, of nobody and no session.
 * Passes `usage-store.suite.ts`.
 */
export interface UsageStore {
  /** Resolves when durable. */
  add(scope: Scope, entry: UsageEntry): Promise<void>;
  /**
   * Tokens, input and output, that a session of this subject has used ever and, when a day is named, that the whole tenant
   * has used in it.
   */
  tokenTotals(
    scope: Scope,
    at: { sessionId: string; day?: string },
  ): Promise<{ sessionTokens: number; tenantDayTokens: number }>;
  /** All of the scope's tenant, by day and model: the newest day first, of one day by model. Both days are included. */
  byDay(scope: Scope, range: { from: string; to: string }): Promise<readonly DayTally[]>;
}

/** How many turns a holder began lately, in all processes together. Only where several share their storage. */
export interface TurnCounts {
  /** Counts one more. A window begins with its first turn; `endsAt` is in epoch ms, as `now`. */
  count(holder: string, at: { now: number; windowMs: number }): Promise<{ count: number; endsAt: number }>;
}

/** In tokens of input and output together. 0: no limit. */
export type Budgets = { readonly turnTokens: number; readonly sessionTokens: number; readonly tenantDayTokens: number };

/** What a meter is for. Only turns are counted as such. */
export type MeterKind = 'turn' | 'document' | 'research';

export interface BudgetedMeter extends Meter {
  /** What has nothing left, as far as this meter has seen. Changes with `checkBudget` and `record`. */
  readonly spent: 'no' | 'session' | 'tenant_day';
}

export interface Meters {
  /** A meter for one turn or one piece of work; its life is what the budget of a turn bounds. */
  meterFor(scope: Scope, work: { sessionId: string; kind: MeterKind }): BudgetedMeter;
}

/** What language models use, and the budgets for it. */
export interface Usages extends Meters {
  /** Whether the session has something left. Throws `budget_reached` when its tenant has nothing left today. */
  ensureOpen(scope: Scope, sessionId: string): Promise<'open' | 'spent'>;
  /** The tenant's own, without a word about whose. Throws `validation_failed` for days in the wrong order or too many. */
  report(scope: Scope, range: { from?: string; to?: string }): Promise<UsageReport>;
}
