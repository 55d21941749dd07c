import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import { budgetReached, LedgerMeter, type MeterDependencies, spentOf } from './meter.ts';
import type { DayTally, Tally, UsageReport, Usages } from './ports.ts';
import { type PriceTable, sumOfCosts } from './prices.ts';
import { dayAfter, dayOf, daysBetween } from './usage-days.ts';

const USUAL_DAYS = 30;
const MOST_DAYS = 366;

/** Meters, budgets and the bill, over one store. */
export function usageLedger(dependencies: MeterDependencies): Usages {
  return {
    meterFor: (scope, { sessionId, kind }) => new LedgerMeter(dependencies, { scope, sessionId, kind }),
    async ensureOpen(scope, sessionId) {
      const spent = await spentOf(dependencies, scope, sessionId);
      if (spent === 'tenant_day') throw budgetReached(spent, dependencies.clock);
      return spent === 'session' ? 'spent' : 'open';
    },
    report: (scope, range) => usageReport(dependencies, scope, range),
  };
}

async function usageReport(
  dependencies: MeterDependencies,
  scope: Scope,
  range: { from?: string; to?: string },
): Promise<UsageReport> {
  const { store, prices, clock } = dependencies;
  const today = dayOf(clock.now());
  const to = range.to ?? today;
  const from = range.from ?? dayAfter(to, 1 - USUAL_DAYS);
  const days = daysBetween(from, to);
  if (days < 1) throw refusal('must not be after the last day');
  if (days > MOST_DAYS) throw refusal(`must be at most ${MOST_DAYS} days before the last one`);
  const found = await store.byDay(scope, { from, to });
  const data = found.map((row) => ({ ...row, ...costOf(row, prices) }));
  return { from, to, data, total: totalOf(data), budgets: await budgetsOf(dependencies, scope, today) };
}

function costOf(row: DayTally, prices: PriceTable): { costUsd?: number } {
  const costUsd = prices.costOf(row.model, row);
  return defined({ costUsd });
}

function totalOf(rows: readonly (Tally & { readonly costUsd?: number })[]): UsageReport['total'] {
  const total = { turns: 0, requests: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };
  for (const row of rows) {
    total.turns += row.turns;
    total.requests += row.requests;
    total.inputTokens += row.inputTokens;
    total.outputTokens += row.outputTokens;
    total.cachedInputTokens += row.cachedInputTokens;
  }
  const costUsd = sumOfCosts(rows.map((row) => row.costUsd));
  return { ...total, ...defined({ costUsd }) };
}

async function budgetsOf(
  { store, budgets }: MeterDependencies,
  scope: Scope,
  today: string,
): Promise<UsageReport['budgets']> {
  const set: UsageReport['budgets'] = {};
  const { turnTokens, sessionTokens, tenantDayTokens } = budgets;
  if (turnTokens > 0) set.turnTokens = turnTokens;
  if (sessionTokens > 0) set.sessionTokens = sessionTokens;
  if (tenantDayTokens > 0) {
    const used = (await store.byDay(scope, { from: today, to: today })).reduce(
      (sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens,
      0,
    );
    set.tenantDayTokens = tenantDayTokens;
    set.remainingTodayTokens = Math.max(0, tenantDayTokens - used);
  }
  return set;
}

function refusal(message: string): ServiceError {
  return new ServiceError('validation_failed', { fields: [{ in: 'query', path: `/from`, message }] });
}
