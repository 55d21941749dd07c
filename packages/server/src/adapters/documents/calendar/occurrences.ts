import type ICAL from 'ical.js';
import { ruledTimes } from './rule-times.ts';
import { type Allowance, dayOf, type Moments, type Occurrence, type Span, type Timing } from './timing.ts';

/** Occurrences of one series inside the window. */
const MOST_OF_SERIES = 400;

/** A series: its rules, what is added one by one, and what is taken out or has an entry of its own. */
export type Series = {
  readonly timing: Timing;
  readonly rules: readonly ICAL.Recur[];
  readonly added: readonly ICAL.Time[];
  readonly without: readonly Moments[];
};

/** Every occurrence of a series inside the span, with its appointed start. */
export function* occurrencesOf(
  { timing, rules, added, without }: Series,
  { span, allowance }: { span: Span; allowance: Allowance },
): Generator<Occurrence> {
  const met = new Set<string>();
  for (const start of startsOf({ timing, rules, added }, { span, allowance })) {
    const occurrence = timing.at(start);
    const gone = without.some(({ instants, days }) => instants.has(occurrence.startsAt) || days.has(dayOf(start)));
    if (gone || met.has(occurrence.key) || occurrence.endsAt < span.from || occurrence.startsAt > span.until) continue;
    met.add(occurrence.key);
    if (met.size > MOST_OF_SERIES) {
      allowance.truncated = true;
      return;
    }
    yield occurrence;
  }
}

/** The start itself, what the rules make of it and what is added one by one; in no order, and some perhaps twice. */
function* startsOf(
  { timing, rules, added }: Omit<Series, 'without'>,
  { span, allowance }: { span: Span; allowance: Allowance },
): Generator<ICAL.Time> {
  yield timing.start;
  yield* added;
  for (const rule of rules) yield* ruledTimes(rule, timing, { span, allowance });
}
