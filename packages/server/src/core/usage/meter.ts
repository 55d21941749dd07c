import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Meter, Usage } from '../engine/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { BudgetedMeter, Budgets, MeterKind, Tally, UsageStore } from './ports.ts';
import { type PriceTable, sumOfCosts } from './prices.ts';
import { dayOf, secondsToNextDay } from './usage-days.ts';

/** What a meter reads and writes. */
export type MeterDependencies = {
  readonly store: UsageStore;
  readonly clock: Clock;
  readonly budgets: Budgets;
  readonly prices: PriceTable;
};

type Work = { readonly scope: Scope; readonly sessionId: string; readonly kind: MeterKind };

const SOON_SECONDS = 1;
/** More than a request can have, and few enough of them to be added for ever. */
const MOST_TOKENS = 1_000_000_000;
const LONGEST_NAME = 200;

const PIECE: Readonly<Record<MeterKind, string>> = {
  turn: 'This one answer',
  document: 'This document',
  research: 'This research',
};

/** Counts into the ledger and holds to the budgets. What is in flight while a budget runs out may exceed it; nothing is miscounted. */
export class LedgerMeter implements BudgetedMeter {
  readonly #dependencies: MeterDependencies;
  readonly #work: Work;
  readonly #models = new Map<string, Omit<Tally, 'turns'>>();
  #spent: BudgetedMeter['spent'] = 'no';

  constructor(dependencies: MeterDependencies, work: Work) {
    this.#dependencies = dependencies;
    this.#work = work;
  }

  get spent(): BudgetedMeter['spent'] {
    return this.#spent;
  }

  get total(): Usage {
    const models = [...this.#models];
    const inputTokens = sum(models.map(([, tally]) => tally.inputTokens));
    const outputTokens = sum(models.map(([, tally]) => tally.outputTokens));
    const costUsd =
      models.length === 0
        ? undefined
        : sumOfCosts(models.map(([model, tally]) => this.#dependencies.prices.costOf(model, tally)));
    return { inputTokens, outputTokens, ...defined({ costUsd }) };
  }

  async checkBudget(): Promise<void> {
    const { turnTokens } = this.#dependencies.budgets;
    const { inputTokens, outputTokens } = this.total;
    if (turnTokens > 0 && inputTokens + outputTokens >= turnTokens) {
      throw new ServiceError('budget_reached', {
        detail: `${PIECE[this.#work.kind]} has used all that one may use.`,
        retryAfterSeconds: SOON_SECONDS,
      });
    }
    await this.#look();
    if (this.#spent !== 'no') throw budgetReached(this.#spent, this.#dependencies.clock);
  }

  async record(use: Parameters<Meter['record']>[0]): Promise<void> {
    const { store, clock } = this.#dependencies;
    const { scope, sessionId, kind } = this.#work;
    const model = use.modelId.slice(0, LONGEST_NAME);
    const inputTokens = counted(use.inputTokens);
    const used = {
      requests: 1,
      inputTokens,
      outputTokens: counted(use.outputTokens),
      cachedInputTokens: Math.min(inputTokens, counted(use.cachedInputTokens ?? 0)),
    };
    const turns = kind === 'turn' && this.#models.size === 0 ? 1 : 0;
    this.#models.set(model, added(this.#models.get(model), used));
    await store.add(scope, { day: dayOf(clock.now()), sessionId, model, turns, ...used });
    await this.#look();
  }

  async #look(): Promise<void> {
    const { scope, sessionId } = this.#work;
    this.#spent = await spentOf(this.#dependencies, scope, sessionId);
  }
}

/** What has nothing left now. A session comes before its tenant: it will not have more tomorrow. */
export async function spentOf(
  { store, clock, budgets }: Pick<MeterDependencies, 'store' | 'clock' | 'budgets'>,
  scope: Scope,
  sessionId: string,
): Promise<BudgetedMeter['spent']> {
  const { sessionTokens, tenantDayTokens } = budgets;
  if (sessionTokens === 0 && tenantDayTokens === 0) return 'no';
  const totals = await store.tokenTotals(scope, {
    sessionId,
    ...(tenantDayTokens === 0 ? {} : { day: dayOf(clock.now()) }),
  });
  if (sessionTokens > 0 && totals.sessionTokens >= sessionTokens) return 'session';
  return tenantDayTokens > 0 && totals.tenantDayTokens >= tenantDayTokens ? 'tenant_day' : 'no';
}

/** The refusal of whoever has nothing left. */
export function budgetReached(spent: 'session' | 'tenant_day', clock: Clock): ServiceError {
  if (spent === 'session') {
    return new ServiceError('budget_reached', {
      detail: 'This session has used all that one may use. Start a new one.',
      retryAfterSeconds: SOON_SECONDS,
    });
  }
  return new ServiceError('budget_reached', {
    detail: 'What there is for one day is used up. There is more tomorrow.',
    retryAfterSeconds: secondsToNextDay(clock.now()),
  });
}

function added(before: Omit<Tally, 'turns'> | undefined, used: Omit<Tally, 'turns'>): Omit<Tally, 'turns'> {
  if (before === undefined) return used;
  return {
    requests: before.requests + used.requests,
    inputTokens: before.inputTokens + used.inputTokens,
    outputTokens: before.outputTokens + used.outputTokens,
    cachedInputTokens: before.cachedInputTokens + used.cachedInputTokens,
  };
}

/** A number from outside, as one that can be added for ever. */
function counted(tokens: number): number {
  return Number.isFinite(tokens) ? Math.min(MOST_TOKENS, Math.max(0, Math.trunc(tokens))) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
