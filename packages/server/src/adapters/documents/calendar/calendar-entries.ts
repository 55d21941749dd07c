import type ICAL from 'ical.js';
import type { EntryPart } from './calendar-parts.ts';
import { durationOf, ruleOf, timesOf, unreadTimesOf, wordsIn, type WrittenTime } from './calendar-values.ts';
import { type ContentLine, contentLines } from './content-lines.ts';
import { DAY_MS, dayOf, LONGEST_MS, type Moments, Timing } from './timing.ts';
import type { ZoneBlocks } from './zone-blocks.ts';
import { utcShownIn, unstatedZone, wallOf, type Zone } from './zones.ts';

/** What an entry replaces of its series: one occurrence, or with `following` also every later one. */
export type Override = {
  readonly key: string;
  readonly moments: Moments;
  readonly at: number;
  readonly following: boolean;
};

/** An entry of a calendar, its times understood and its words still as written. */
export type Entry = {
  readonly uid: string;
  readonly lines: readonly ContentLine[];
  readonly timing: Timing;
  readonly sequence: number;
  /** When this version was written (epoch ms), 0 where it is not said. */
  readonly stamp: number;
  readonly override: Override | undefined;
  readonly cancelled: boolean;
  readonly rules: readonly ICAL.Recur[];
  readonly added: readonly ICAL.Time[];
  readonly left: Moments;
  /** Whoever keeps the calendar sent it to others. */
  readonly invitesOthers: boolean;
  /** Whoever keeps the calendar will not come. */
  readonly declined: boolean;
  /** A part that says when it takes place could not be read. */
  readonly flawed: boolean;
};

/** The zones of one calendar: `own` for times without one, if the calendar says so; `otherwise` to guess by. */
export type EntryZones = {
  readonly blocks: ZoneBlocks;
  readonly own: Zone | undefined;
  readonly otherwise: Zone;
  /** That of the start, for other times of the entry that say nothing. */
  readonly near?: Zone;
};

/** No program counts versions further than that. */
const LATEST = 2 ** 31;

/** Understands an entry; `undefined` where it has no start that can be read. */
export function entryOf({ lines: raw, cancels, cut, owner }: EntryPart, zones: EntryZones): Entry | undefined {
  if (cut) return undefined;
  const lines = contentLines(raw);
  const found = startOf(lines, zones);
  if (found === undefined) return undefined;
  const { line, start, zone } = found;
  const rules = all(lines, 'RRULE').map(ruleOf);
  const override = overrideOf(lines, zones, zone);
  const lists = [...all(lines, 'EXDATE'), ...all(lines, 'RDATE')];
  const flawed =
    rules.includes(undefined) ||
    lists.some((list) => unreadTimesOf(list) > 0) ||
    (override !== undefined && override.moments.days.size + override.moments.instants.size === 0);
  const summary = wordsIn(first(lines, 'SUMMARY'), 200) ?? '';
  return {
    uid: wordsIn(first(lines, 'UID'), 500) ?? `${summary}/${line.value}`,
    lines,
    timing: new Timing(start.time, zone, lengthOf(lines, found, zones)),
    sequence: Math.min(Number.parseInt(first(lines, 'SEQUENCE')?.value ?? '0', 10) || 0, LATEST),
    stamp: momentOf(first(lines, 'DTSTAMP')),
    override,
    cancelled: cancels || /^\s*cancell?ed\s*$/iu.test(first(lines, 'STATUS')?.value ?? ''),
    rules: rules.filter((rule) => rule !== undefined),
    added: all(lines, 'RDATE').flatMap((list) => timesIn(list, start.time, { zones, zone })),
    left: momentsOf(all(lines, 'EXDATE'), zones, zone),
    ...answersOf(lines, owner),
    flawed,
  };
}

/** The moment of a time stamp, which is in UTC. */
function momentOf(line: ContentLine | undefined): number {
  const [written] = timesOf(line);
  return written === undefined ? 0 : wallOf(written.time);
}

export function first(lines: readonly ContentLine[], name: string): ContentLine | undefined {
  return lines.find((line) => line.name === name);
}

function all(lines: readonly ContentLine[], name: string): ContentLine[] {
  return lines.filter((line) => line.name === name && line.value.trim() !== '');
}

/** Who is invited and who declined. Whose answer it is, is known by the owner's address, or where one person is invited. */
function answersOf(
  lines: readonly ContentLine[],
  owner: string | undefined,
): Pick<Entry, 'invitesOthers' | 'declined'> {
  const organiser = first(lines, 'ORGANIZER');
  const people = all(lines, 'ATTENDEE').filter(
    ({ parameters }) => !/^(?:room|resource)$/iu.test(parameters.get('CUTYPE') ?? ''),
  );
  const own =
    people.find((person) => owner !== undefined && addressOf(person) === owner) ??
    (people.length === 1 ? people[0] : undefined);
  return {
    invitesOthers:
      owner !== undefined &&
      organiser !== undefined &&
      addressOf(organiser) === owner &&
      people.some((person) => addressOf(person) !== owner),
    declined: /^\s*declined\s*$/iu.test(own?.parameters.get('PARTSTAT') ?? ''),
  };
}

function addressOf({ value }: ContentLine): string {
  return value
    .trim()
    .replace(/^mailto:\s*/iu, '')
    .toLowerCase();
}

type Start = { readonly line: ContentLine; readonly start: WrittenTime; readonly zone: Zone };

function startOf(lines: readonly ContentLine[], zones: EntryZones): Start | undefined {
  for (const line of all(lines, 'DTSTART')) {
    const [start] = timesOf(line);
    if (start !== undefined) return { line, start, zone: zoneOf(line, start, zones) };
  }
  return undefined;
}

/** The zone that a time of a property stands in. */
function zoneOf(line: ContentLine, { time, utc }: WrittenTime, { blocks, own, otherwise, near }: EntryZones): Zone {
  if (time.isDate) return own ?? otherwise;
  if (utc) return utcShownIn(own ?? otherwise);
  const id = line.parameters.get('TZID')?.trim() ?? '';
  return id === '' ? (near ?? own ?? unstatedZone(otherwise)) : blocks.zoneOf(id, near ?? own ?? otherwise);
}

/** How long an entry takes: in ms, of whole days in days. */
function lengthOf(lines: readonly ContentLine[], { start, zone }: Start, zones: EntryZones): number {
  const line = first(lines, 'DTEND');
  const [end] = timesOf(line);
  const duration = durationOf(first(lines, 'DURATION'));
  const wall = wallOf(start.time);
  if (start.time.isDate) {
    const days = (end === undefined ? (duration ?? DAY_MS) : wallOf(end.time) - wall) / DAY_MS;
    return Math.min(31, Math.max(1, Math.round(days)));
  }
  if (line === undefined || end === undefined || end.time.isDate) return bounded(duration ?? 0);
  const ends = wallOf(end.time);
  const endZone = zoneOf(line, end, { ...zones, near: zone });
  const certain = zone.isCertain(wall) && endZone.isCertain(ends);
  return bounded(certain ? endZone.instantOf(ends) - zone.instantOf(wall) : end.utc ? 0 : ends - wall);
}

function bounded(lengthMs: number): number {
  return Math.min(LONGEST_MS, Math.max(0, lengthMs));
}

function overrideOf(lines: readonly ContentLine[], zones: EntryZones, near: Zone): Override | undefined {
  const line = first(lines, 'RECURRENCE-ID');
  if (line === undefined || line.value.trim() === '') return undefined;
  const moments = momentsOf([line], zones, near);
  const [written] = timesOf(line);
  const key = [...moments.instants, ...moments.days].join();
  return {
    key: key === '' ? line.value.trim().slice(0, 60) : key,
    moments,
    at: written === undefined ? Infinity : zoneOf(line, written, { ...zones, near }).instantOf(wallOf(written.time)),
    following: line.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
  };
}

function momentsOf(lines: readonly ContentLine[], zones: EntryZones, near: Zone): Moments {
  const instants = new Set<number>();
  const days = new Set<string>();
  for (const line of lines) {
    for (const written of timesOf(line)) {
      if (written.time.isDate) days.add(dayOf(written.time));
      else instants.add(zoneOf(line, written, { ...zones, near }).instantOf(wallOf(written.time)));
    }
  }
  return { instants, days };
}

/** Added dates as times on the wall of the series. */
function timesIn(list: ContentLine, start: ICAL.Time, { zones, zone }: { zones: EntryZones; zone: Zone }): ICAL.Time[] {
  return timesOf(list).map((written) => {
    const { time } = written;
    if (time.isDate && !start.isDate) {
      const added = start.clone();
      Object.assign(added, { year: time.year, month: time.month, day: time.day });
      return added;
    }
    if (time.isDate) return time;
    const wall = wallOf(time);
    const ahead = zone.instantOf(wall) - zoneOf(list, written, { ...zones, near: zone }).instantOf(wall);
    const added = time.clone();
    added.adjust(0, 0, 0, -Math.round(ahead / 1000));
    return added;
  });
}
