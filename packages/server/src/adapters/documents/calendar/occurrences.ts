import ICAL from 'ical.js';
import { wallOf, zoneOf, type Zone } from './zones.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 31 * DAY_MS;
/** Steps through one series. Daily and weekly ones begin near the window; the others have few. */
const STEPS_OF_SERIES = 25_000;
/** Occurrences of one series inside the window. */
const MOST_OF_SERIES = 400;

/** When something is: `key` names the occurrence by its first appointed moment, or day. */
export type Occurrence = { readonly key: string; readonly startsAt: number; readonly endsAt: number };
export type Span = { readonly from: number; readonly until: number };

/** Work left for one calendar, so that many small series cost no more than one large one. */
export type Allowance = { steps: number; truncated: boolean };

/** Some occurrences of a series, by moment or by whole day. */
export type Moments = { readonly instants: ReadonlySet<number>; readonly days: ReadonlySet<string> };

/** Start, zone and length of an entry. Throws for one without a readable start. */
export class Timing {
  readonly start: ICAL.Time;
  readonly zone: Zone;
  readonly allDay: boolean;
  readonly #event: ICAL.Component;
  readonly #otherwise: Zone;

  constructor(event: ICAL.Component, otherwise: Zone) {
    const property = event.getFirstProperty('dtstart');
    const start = property?.getFirstValue();
    if (property === null || !(start instanceof ICAL.Time)) throw new Error('an entry without a start');
    this.start = start;
    this.zone = zoneOf(property, start, otherwise);
    this.allDay = start.isDate;
    this.#event = event;
    this.#otherwise = otherwise;
  }

  /** The occurrence that begins at `start`. */
  at(start: ICAL.Time): Occurrence {
    const startsAt = this.zone.instantOf(start);
    const end = this.allDay ? this.zone.instantOf(dayAfter(start, this.#days())) : startsAt + this.#lengthMs();
    if (!Number.isFinite(startsAt) || !Number.isFinite(end)) throw new Error('an entry outside of time');
    return { key: this.allDay ? dayOf(start) : String(startsAt), startsAt, endsAt: Math.max(startsAt, end) };
  }

  #days(): number {
    const end = this.#event.getFirstPropertyValue('dtend');
    const days =
      end instanceof ICAL.Time ? (wallOf(end) - wallOf(this.start)) / DAY_MS : (this.#durationMs() ?? DAY_MS) / DAY_MS;
    return Math.min(31, Math.max(1, Math.round(days)));
  }

  #lengthMs(): number {
    const property = this.#event.getFirstProperty('dtend');
    const end = property?.getFirstValue();
    const startsAt = this.zone.instantOf(this.start);
    const length =
      property !== null && end instanceof ICAL.Time
        ? zoneOf(property, end, this.#otherwise).instantOf(end) - startsAt
        : (this.#durationMs() ?? 0);
    return Math.min(LONGEST_MS, Math.max(0, length));
  }

  #durationMs(): number | undefined {
    const duration = this.#event.getFirstPropertyValue('duration');
    return duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : undefined;
  }
}

/** Every occurrence of an entry inside the span, without the ones taken out or replaced by an entry of their own. */
export function* occurrencesOf(
  event: ICAL.Component,
  timing: Timing,
  { span, replaced, allowance }: { span: Span; replaced: Moments; allowance: Allowance },
): Generator<Occurrence> {
  const otherwise = timing.zone;
  const left = momentsOf(event, 'exdate', otherwise);
  const met = new Set<string>();
  for (const start of startsOf(event, timing, { span, allowance })) {
    const occurrence = timing.at(start);
    const gone = [left, replaced].some(
      ({ instants, days }) => instants.has(occurrence.startsAt) || days.has(dayOf(start)),
    );
    if (gone || met.has(occurrence.key) || occurrence.endsAt < span.from || occurrence.startsAt > span.until) continue;
    met.add(occurrence.key);
    if (met.size > MOST_OF_SERIES) {
      allowance.truncated = true;
      return;
    }
    yield occurrence;
  }
}

/** The values of a property that lists moments: EXDATE, RDATE, RECURRENCE-ID. */
export function momentsOf(event: ICAL.Component, name: string, otherwise: Zone): Moments {
  const instants = new Set<number>();
  const days = new Set<string>();
  for (const property of event.getAllProperties(name)) {
    for (const value of property.getValues()) {
      const time: unknown = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time)) continue;
      if (time.isDate) days.add(dayOf(time));
      else instants.add(zoneOf(property, time, otherwise).instantOf(time));
    }
  }
  return { instants, days };
}

/** The start itself, what the rules make of it and what is added one by one; in no order, and some perhaps twice. */
function* startsOf(
  event: ICAL.Component,
  timing: Timing,
  { span, allowance }: { span: Span; allowance: Allowance },
): Generator<ICAL.Time> {
  yield timing.start;
  for (const property of event.getAllProperties('rdate')) {
    for (const value of property.getValues()) {
      const time: unknown = value instanceof ICAL.Period ? value.start : value;
      if (time instanceof ICAL.Time) yield time;
    }
  }
  for (const rule of event.getAllProperties('rrule')) {
    const recur = rule.getFirstValue();
    if (recur instanceof ICAL.Recur) yield* ruledStarts(recur, timing, { span, allowance });
  }
}

function* ruledStarts(
  rule: ICAL.Recur,
  timing: Timing,
  { span, allowance }: { span: Span; allowance: Allowance },
): Generator<ICAL.Time> {
  const last = lastMoment(rule, timing.zone);
  // Compared here, because the library would take a moment in UTC and a time on a wall for the same kind of thing.
  const endless = rule.clone();
  Object.assign(endless, { until: null });
  const starts = endless.iterator(nearStart(endless, timing.start, span.from));
  for (let step = 0; ; step += 1) {
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
    if (wall < span.from - LONGEST_MS - DAY_MS) continue;
    const start = next.clone(); // the iterator goes on using its own
    if (timing.zone.instantOf(start) > last) return;
    yield start;
  }
}

/** Where to begin with a rule that goes on by days or weeks and counts nothing: whole rounds before the window are leapt over. */
function nearStart({ freq, interval, count }: ICAL.Recur, start: ICAL.Time, from: number): ICAL.Time {
  const days = { DAILY: 1, WEEKLY: 7 }[String(freq)];
  if (days === undefined || (count !== null && count !== undefined) || !(interval > 0)) return start;
  const round = days * interval;
  const rounds = Math.floor((from - LONGEST_MS - 2 * DAY_MS - wallOf(start)) / (round * DAY_MS));
  return rounds > 0 ? dayAfter(start, rounds * round) : start;
}

/** When a rule ends (UNTIL): at that moment, or with that day. */
function lastMoment({ until }: ICAL.Recur, zone: Zone): number {
  if (!(until instanceof ICAL.Time)) return Infinity;
  if (until.isDate) return zone.instantOf(dayAfter(until, 1)) - 1;
  return until.zone === ICAL.Timezone.utcTimezone ? until.toUnixTime() * 1000 : zone.instantOf(until);
}

function dayAfter(day: ICAL.Time, days: number): ICAL.Time {
  const later = day.clone();
  later.adjust(days, 0, 0, 0);
  return later;
}

function dayOf(time: ICAL.Time): string {
  return `${time.year}-${String(time.month).padStart(2, '0')}-${String(time.day).padStart(2, '0')}`;
}
