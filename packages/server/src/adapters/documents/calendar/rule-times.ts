import ICAL from 'ical.js';
import { type Allowance, DAY_MS, dayAfter, LONGEST_MS, type Span, type Timing } from './timing.ts';
import { wallOf, type Zone } from './zones.ts';

/** Steps through one series. Daily and weekly ones begin near the window; the others have few. */
const STEPS_OF_SERIES = 25_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const SHORT = new Set(['SECONDLY', 'MINUTELY', 'HOURLY']);

/** The starts that a rule gives, up to the end of the span and for a limited number of steps. */
export function* ruledTimes(
  rule: ICAL.Recur,
  timing: Timing,
  { span, allowance }: { span: Span; allowance: Allowance },
): Generator<ICAL.Time> {
  const last = lastMoment(rule, timing.zone);
  const { steps, fits } = withoutLimits(rule);
  const most = rule.count ?? Infinity;
  const counts = Number.isFinite(most);
  const starts = steps.iterator(counts ? timing.start : nearStart(steps, timing.start, span.from));
  for (let step = 0, met = 0; met < most; step += 1) {
    if (step === STEPS_OF_SERIES || allowance.steps === 0) {
      allowance.truncated = true;
      return;
    }
    allowance.steps -= 1;
    const next: ICAL.Time | null | undefined = starts.next();
    if (next === null || next === undefined) return;
    // Zones are at most a day apart from what the wall shows; only what is near needs the exact answer.
    const wall = wallOf(next);
    if (wall > span.until + DAY_MS) return;
    if (!fits(next)) continue;
    met += 1;
    if (wall < span.from - LONGEST_MS - DAY_MS) continue;
    if (timing.zone.instantOf(wall) > last) return;
    yield next.clone(); // the iterator goes on using its own
  }
}

/**
 * A rule that always goes on, and what its other parts leave of it. The library looks for the next fitting day without
 * end where there is none ("every seventh day, if it is a Tuesday"), and goes past the end of short months.
 */
function withoutLimits(rule: ICAL.Recur): { steps: ICAL.Recur; fits: (time: ICAL.Time) => boolean } {
  const steps = rule.clone();
  // Compared by us, because the library would take a moment in UTC and a time on a wall for the same kind of thing.
  Object.assign(steps, { until: null, count: null });
  const parts = new Map<string, readonly (string | number)[] | undefined>(Object.entries(rule.parts));
  const months = numbers(parts.get('BYMONTH'));
  const days = numbers(parts.get('BYMONTHDAY'));
  const drop = (...names: readonly string[]) => names.forEach((name) => Reflect.deleteProperty(steps.parts, name));
  const often = SHORT.has(rule.freq) || rule.freq === 'DAILY';
  const weekdays = often ? (parts.get('BYDAY') ?? []).map((day) => WEEKDAYS.indexOf(String(day).slice(-2))) : [];
  const hours = SHORT.has(rule.freq) ? numbers(parts.get('BYHOUR')) : [];
  const minutes = SHORT.has(rule.freq) ? numbers(parts.get('BYMINUTE')) : [];
  if (often) drop('BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYYEARDAY', 'BYWEEKNO');
  if (SHORT.has(rule.freq)) drop('BYHOUR', 'BYMINUTE', 'BYSECOND');
  if (rule.freq !== 'YEARLY') drop('BYMONTH');
  if (!(steps.interval > 0)) steps.interval = 1;
  const allowed = (values: readonly number[], value: number) => values.length === 0 || values.includes(value);
  return {
    steps,
    fits: (time) =>
      allowed(months, time.month) &&
      (days.length === 0 || days.includes(time.day) || days.includes(time.day - 1 - daysInMonth(time))) &&
      allowed(weekdays, new Date(wallOf(time)).getUTCDay()) &&
      allowed(hours, time.hour) &&
      allowed(minutes, time.minute),
  };
}

function numbers(values: readonly (string | number)[] | undefined): number[] {
  return (values ?? []).map(Number).filter((value) => Number.isInteger(value));
}

function daysInMonth({ year, month }: ICAL.Time): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Where to begin with a rule that goes on by days or weeks and counts nothing: whole rounds before the window are leapt over. */
function nearStart({ freq, interval }: ICAL.Recur, start: ICAL.Time, from: number): ICAL.Time {
  const days = { DAILY: 1, WEEKLY: 7 }[String(freq)];
  if (days === undefined || !(interval > 0)) return start;
  const round = days * interval;
  const rounds = Math.floor((from - LONGEST_MS - 2 * DAY_MS - wallOf(start)) / (round * DAY_MS));
  return rounds > 0 ? dayAfter(start, rounds * round) : start;
}

/** When a rule ends (UNTIL): at that moment, or with that day. */
function lastMoment({ until }: ICAL.Recur, zone: Zone): number {
  if (!(until instanceof ICAL.Time)) return Infinity;
  if (until.isDate) return zone.instantOf(wallOf(dayAfter(until, 1))) - 1;
  return until.zone === ICAL.Timezone.utcTimezone ? wallOf(until) : zone.instantOf(wallOf(until));
}
