import type ICAL from 'ical.js';
import { defined } from '../../../core/kernel/defined.ts';
import { zonesCalled } from './zone-names.ts';
import { instantIn } from '../../../core/calendar/ports.ts';

/**
 * A way to turn the time on a wall (as if it were UTC, ms) into a moment. `name` is the IANA name, where there is one.
 * Where it is not certain, the moment is a guess that nobody may be shown as true.
 */
export type Zone = { readonly name?: string; instantOf(wall: number): number; isCertain(wall: number): boolean };

/** A zone by the rules of this machine. */
export function namedZone(name: string): Zone {
  return {
    ...(/^[A-Z]/u.test(name) ? { name } : {}),
    instantOf: (wall) => (name === 'UTC' ? wall : instantIn(name, wall)),
    isCertain: () => true,
  };
}

/** The zone of a property that says in so many words that it is in UTC; shown in the candidate's. */
export function utcShownIn({ name }: Zone): Zone {
  return { ...defined({ name }), instantOf: (wall) => wall, isCertain: () => true };
}

/** A zone that nobody stated: read as `otherwise`, and not certain. */
export function unstatedZone({ instantOf }: Zone): Zone {
  return { instantOf, isCertain: () => false };
}

/** The zone of a name that several have: certain where they agree. */
export function oneOf(zones: readonly Zone[], otherwise: Zone): Zone {
  const [first] = zones;
  if (first === undefined) return unstatedZone(otherwise);
  const agreed = (wall: number) =>
    zones.every((zone) => zone.isCertain(wall) && zone.instantOf(wall) === first.instantOf(wall));
  const { name } = first;
  return {
    ...defined({ name }),
    instantOf: (wall) => (agreed(wall) ? first : otherwise).instantOf(wall),
    isCertain: agreed,
  };
}

/** The IANA name of a zone however a calendar calls it, where it means one zone. */
export function ianaName(zoneId: string | undefined): string | undefined {
  const [name, ...others] = zoneId === undefined ? [] : zonesCalled(zoneId);
  return others.length === 0 && name !== undefined && /^[A-Z]/u.test(name) ? name : undefined;
}

/** The local wall-clock time as if it were UTC (ms). */
export function wallOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}
