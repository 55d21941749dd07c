import type ICAL from 'ical.js';
import { wallOf, type Zone } from './zones.ts';

export const DAY_MS = 86_400_000;
export const LONGEST_MS = 31 * DAY_MS;
/** When something is: `key` names the occurrence by its first appointed moment, or day. `written`: the zone is not certain. */
export type Occurrence = {
  readonly key: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly written?: string;
};
export type Span = { readonly from: number; readonly until: number };

/** Work left for one calendar, so that many small series cost no more than one large one. */
export type Allowance = { steps: number; truncated: boolean };

/** Some occurrences of a series, by moment or by whole day. */
export type Moments = { readonly instants: ReadonlySet<number>; readonly days: ReadonlySet<string> };

/** Start, zone and length of an entry. */
export class Timing {
  readonly start: ICAL.Time;
  readonly zone: Zone;
  readonly allDay: boolean;
  readonly #length: number;

  /** `length` in ms; of whole days in days. */
  constructor(start: ICAL.Time, zone: Zone, length: number) {
    this.start = start;
    this.zone = zone;
    this.allDay = start.isDate;
    this.#length = length;
  }

  /** The occurrence that begins at `start`. Throws for one outside of time. */
  at(start: ICAL.Time): Occurrence {
    const wall = wallOf(start);
    const startsAt = this.zone.instantOf(wall);
    const end = this.allDay ? this.zone.instantOf(wallOf(dayAfter(start, this.#length))) : startsAt + this.#length;
    if (!Number.isFinite(startsAt) || !Number.isFinite(end)) throw new Error('an entry outside of time');
    return {
      key: this.allDay ? dayOf(start) : String(startsAt),
      startsAt,
      endsAt: Math.max(startsAt, end),
      ...(this.allDay || this.zone.isCertain(wall) ? {} : { written: new Date(wall).toISOString().slice(0, 16) }),
    };
  }
}

export function dayAfter(day: ICAL.Time, days: number): ICAL.Time {
  const later = day.clone();
  later.adjust(days, 0, 0, 0);
  return later;
}

export function dayOf(time: ICAL.Time): string {
  return `${time.year}-${String(time.month).padStart(2, '0')}-${String(time.day).padStart(2, '0')}`;
}
