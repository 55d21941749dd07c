import type { components } from '../../contract/openapi.d.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { StatedAmount } from './pay-text.ts';

export { AGENDA_MINUTES, agendaOf, minutesIn, type Agenda, type AgendaBlock } from './agenda.ts';
export { goalsOf, type Goal, type GoalFacts } from './goals.ts';
export { comparedWith, percent, periodFactor, statedPayOf, type PayComparison } from './pay-comparison.ts';
export { interviewPostingOf } from './posting-facts.ts';
export { currencyCode, ownFiguresIn, PAY_PERIODS, payPeriod, type PayPeriod, type StatedPay } from './pay-text.ts';

export type SavedAnswer = components['schemas']['SavedAnswer'];
export type OwnFigures = components['schemas']['OwnFigures'];
export type PayFigure = components['schemas']['PayFigure'];

/** Answers that candidates want to keep, in their own words. */
export interface SavedAnswers {
  /** Replaces the answer to the same question, however that is spelt. Throws `validation_failed` when there are 200 others. */
  save(scope: Scope, input: { question: string; answer: string; note?: string }): Promise<SavedAnswer>;
  /** Newest question first. */
  list(scope: Scope, page: Page): Promise<{ data: readonly SavedAnswer[]; nextCursor: string | null }>;
}

/** The pay figures in one message of a candidate; a currency or period without an amount corrects what is known. */
export type FigureUpdate = {
  readonly current?: number;
  readonly wished?: number;
  readonly currency?: string;
  readonly period?: StatedAmount['period'];
};

/** The pay figures that candidates named. */
export interface FigureRepository {
  /** Merges the update into what is known and returns all of it; `undefined` when nothing is known. */
  remember(scope: Scope, update: FigureUpdate): Promise<OwnFigures | undefined>;
  known(scope: Scope): Promise<OwnFigures | undefined>;
}
