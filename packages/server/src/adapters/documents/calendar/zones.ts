import ICAL from 'ical.js';
import { defined } from '../../../core/kernel/defined.ts';
import windowsZones from './windows-zones.json' with { type: 'json' };

/** A way to turn the time on a wall into a moment. `name` is the IANA name, where there is one. */
export type Zone = { readonly name?: string; instantOf(time: ICAL.Time): number };

const WINDOWS = new Map(Object.entries(windowsZones));
const INSIDE = /(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Za-z_+/-]{2,40}$/u;

const formats = new Map<string, Intl.DateTimeFormat>();
const names = new Map<string, string | undefined>();

/** The IANA name of a zone however a calendar calls it: by that name, by Windows' name, or with a maker's prefix before it. */
export function ianaName(zoneId: string | undefined): string | undefined {
  if (zoneId === undefined || zoneId.length > 100) return undefined;
  if (names.has(zoneId)) return names.get(zoneId);
  const plain = zoneId.replaceAll('"', '').trim();
  const found = [WINDOWS.get(plain), plain, INSIDE.exec(plain)?.[0]].find((name) => name !== undefined && isZone(name));
  names.set(zoneId, found);
  return found;
}

/** A zone by the rules of this machine. */
export function namedZone(name: string): Zone {
  return { name, instantOf: (time) => instantIn(name, wallOf(time)) };
}

/** The zone that a date or a time of a property stands in; `otherwise` for one that names none. */
export function zoneOf(property: ICAL.Property, time: ICAL.Time, otherwise: Zone): Zone {
  if (time.isDate) return otherwise;
  if (time.zone === ICAL.Timezone.utcTimezone) return { ...defined({ name: otherwise.name }), instantOf: unixTime };
  const id = property.getFirstParameter('tzid');
  const name = ianaName(id);
  // The file's own rules come first: they are what whoever wrote the time went by.
  if (time.zone !== ICAL.Timezone.localTimezone) return { ...defined({ name }), instantOf: unixTime };
  return name === undefined ? otherwise : namedZone(name);
}

/** The local wall-clock time as if it were UTC (ms). */
export function wallOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/** The moment at which clocks of a zone show that. Of an hour that is skipped or comes twice, the one that clocks run into. */
export function instantIn(name: string, wall: number): number {
  const first = wall - offsetAt(name, wall);
  return wall - offsetAt(name, first);
}

function unixTime(time: ICAL.Time): number {
  return time.toUnixTime() * 1000;
}

function offsetAt(name: string, instant: number): number {
  if (!(Math.abs(instant) < 8e15)) return 0;
  const parts = new Map(
    formatOf(name)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

function formatOf(name: string): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(name, format);
  return format;
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/u.test(name)) return false;
  try {
    return formatOf(name) !== undefined;
  } catch {
    return false;
  }
}
