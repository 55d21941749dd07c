import ICAL from 'ical.js';
import type { CalendarEvent, CalendarQuestion, ReadCalendar } from '../../../core/calendar/ports.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { decodedText } from '../text/text-document.ts';
import { calendarParts } from './calendar-parts.ts';
import { type Allowance, momentsOf, type Moments, occurrencesOf, Timing } from './occurrences.ts';
import { ianaName, namedZone, type Zone } from './zones.ts';

/** What is read of one calendar at most; characters are UTF-16. */
export const calendarLimits = {
  occurrences: 1_000,
  steps: 100_000,
  collected: 10_000,
  line: 300,
  description: 800,
  links: 4,
  link: 500,
} as const;

type Entry = {
  readonly uid: string;
  readonly event: ICAL.Component;
  readonly timing: Timing;
  readonly sequence: number;
  readonly override: Moments | undefined;
  readonly cancelled: boolean;
};

const LINKS = [
  'url',
  'conference',
  'x-google-conference',
  'x-microsoft-skypeteamsmeetingurl',
  'x-microsoft-onlinemeetingexternallink',
];
const NONE: Moments = { instants: new Set(), days: new Set() };

/** The entries of an iCalendar file inside the asked span, series taken apart, soonest first. Throws `calendar_unreadable`. */
export function calendarDocument(bytes: Uint8Array, { from, until, timeZone }: CalendarQuestion): ReadCalendar {
  const parts = calendarParts(decodedText(unfolded(bytes)));
  const home = ianaName(parts.timeZone) ?? ianaName(timeZone);
  const otherwise: Zone = { ...namedZone(home ?? 'UTC'), ...(home === undefined ? { name: 'UTC' } : {}) };
  const root = new ICAL.Component(['vcalendar', [], parts.zones.flatMap(parsedZone)]);
  const { entries, unread } = entriesOf(root, parts.events, otherwise);
  const allowance: Allowance = { steps: calendarLimits.steps, truncated: false };
  const found: CalendarEvent[] = [];
  let failed = unread + parts.broken;
  for (const series of entries.values()) {
    try {
      for (const event of eventsOf([...series.values()], { span: { from, until }, allowance }))
        if (found.length < calendarLimits.collected) found.push(event);
    } catch {
      failed += 1; // one that no calendar program could have written
    }
  }
  const soonest = found.toSorted((a, b) => a.startsAt - b.startsAt).slice(0, calendarLimits.occurrences);
  return {
    seen: parts.events.length + parts.broken,
    unread: failed,
    truncated: allowance.truncated || soonest.length < found.length,
    ...defined({ timeZone: home }),
    events: soonest,
  };
}

/** Long lines are folded by bytes, which may part a character: they are joined again before the bytes are read as text. */
function unfolded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return bytes; // UTF-16, whose lines are joined by the parser
  return Buffer.from(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString('latin1')
      .replace(/\r?\n[ \t]/gu, ''),
    'latin1',
  );
}

function parsedZone(text: string): unknown[] {
  try {
    const zone: unknown = ICAL.parse(text);
    return new ICAL.Component(Array.isArray(zone) ? zone : []).hasProperty('tzid') ? [zone] : [];
  } catch {
    return [];
  }
}

/** Entries by series: the newest wording of each, beside the occurrences that have one of their own. */
function entriesOf(
  root: ICAL.Component,
  texts: readonly string[],
  otherwise: Zone,
): { entries: Map<string, Map<string, Entry>>; unread: number } {
  const entries = new Map<string, Map<string, Entry>>();
  let unread = 0;
  for (const text of texts) {
    try {
      const jcal: unknown = ICAL.parse(text);
      if (!Array.isArray(jcal)) throw new Error('no entry');
      const event = root.addSubcomponent(new ICAL.Component(jcal));
      const entry = entryOf(event, otherwise);
      const series = entries.get(entry.uid) ?? new Map<string, Entry>();
      entries.set(entry.uid, series);
      const known = series.get(keyOf(entry.override));
      if (known === undefined || known.sequence <= entry.sequence) series.set(keyOf(entry.override), entry);
    } catch {
      unread += 1;
    }
  }
  return { entries, unread };
}

function entryOf(event: ICAL.Component, otherwise: Zone): Entry {
  const timing = new Timing(event, otherwise);
  const uid = lineOf(event, 'uid', 500) ?? `${lineOf(event, 'summary', 200) ?? ''}/${timing.start.toString()}`;
  const override = event.hasProperty('recurrence-id') ? momentsOf(event, 'recurrence-id', timing.zone) : undefined;
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  return {
    uid,
    event,
    timing,
    override,
    sequence: Number.isFinite(sequence) ? sequence : 0,
    cancelled: lineOf(event, 'status', 20)?.toUpperCase() === 'CANCELLED',
  };
}

/** Names the occurrence an entry replaces; empty for the series itself. */
function keyOf(moments: Moments | undefined): string {
  return moments === undefined ? '' : [...moments.instants, ...moments.days].join();
}

function* eventsOf(
  series: readonly Entry[],
  { span, allowance }: { span: { from: number; until: number }; allowance: Allowance },
): Generator<CalendarEvent> {
  const overrides = series.flatMap(({ override }) => (override === undefined ? [] : [override]));
  const replaced: Moments = {
    instants: new Set(overrides.flatMap(({ instants }) => [...instants])),
    days: new Set(overrides.flatMap(({ days }) => [...days])),
  };
  if (series.some(({ cancelled, override }) => cancelled && override === undefined)) return;
  for (const { uid, event, timing, override, cancelled } of series) {
    if (cancelled) continue;
    const recurs = event.hasProperty('rrule') || event.hasProperty('rdate');
    const words = wordsOf(event);
    if (override !== undefined) {
      const { startsAt, endsAt } = timing.at(timing.start);
      if (endsAt >= span.from && startsAt <= span.until)
        yield { uid, occurrence: keyOf(override), startsAt, endsAt, ...when(timing), ...words };
      continue;
    }
    for (const { key, startsAt, endsAt } of occurrencesOf(event, timing, {
      span,
      replaced: recurs ? replaced : NONE,
      allowance,
    })) {
      yield { uid, occurrence: recurs ? key : '', startsAt, endsAt, ...when(timing), ...words };
    }
  }
}

function when({ allDay, zone }: Timing): Pick<CalendarEvent, 'allDay' | 'timeZone'> {
  return { allDay, ...defined({ timeZone: zone.name }) };
}

function wordsOf(
  event: ICAL.Component,
): Pick<CalendarEvent, 'title' | 'location' | 'organiser' | 'description' | 'links'> {
  const location = lineOf(event, 'location', calendarLimits.line);
  const description = lineOf(event, 'description', calendarLimits.description);
  const organiser = organiserOf(event);
  return {
    title: lineOf(event, 'summary', calendarLimits.line) ?? '',
    links: LINKS.flatMap((name) => lineOf(event, name, calendarLimits.link) ?? []).slice(0, calendarLimits.links),
    ...defined({ location, description, organiser }),
  };
}

function organiserOf(event: ICAL.Component): CalendarEvent['organiser'] {
  const property = event.getFirstProperty('organizer');
  if (property === null) return undefined;
  const name = property.getFirstParameter('cn')?.trim().slice(0, calendarLimits.line);
  const address = lineOf(event, 'organizer', calendarLimits.line)?.replace(/^mailto:/iu, '');
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    ...(address?.includes('@') === true ? { address } : {}),
  };
}

function lineOf(event: ICAL.Component, name: string, characters: number): string | undefined {
  const value: unknown = event.getFirstPropertyValue(name);
  if (value === null || value === undefined) return undefined;
  const text = String(value)
    .slice(0, characters)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
  return text === '' ? undefined : text;
}
