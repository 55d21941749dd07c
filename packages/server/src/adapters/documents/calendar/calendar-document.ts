import {
  type CalendarEvent,
  type CalendarQuestion,
  type CalledOff,
  type Job,
  NO_ENTRY,
  type ReadCalendar,
  recognised,
  recognisedAnyway,
  type UnreadEntry,
} from '../../../core/calendar/ports.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { decodedText } from '../text/text-document.ts';
import { type Entry, type EntryZones, entryOf, first } from './calendar-entries.ts';
import { calendarParts, type EntryPart } from './calendar-parts.ts';
import { wordsIn } from './calendar-values.ts';
import { contentLines } from './content-lines.ts';
import { seriesEvents, untimedEventOf } from './series-events.ts';
import type { Allowance } from './timing.ts';
import { zoneBlocks } from './zone-blocks.ts';
import { ianaName, namedZone, type Zone } from './zones.ts';

/** What is read of one calendar at most; characters are UTF-16. */
export const calendarLimits = {
  occurrences: 1_000,
  steps: 100_000,
  collected: 10_000,
  unreadEntries: 100,
  calledOff: 100,
  line: 300,
} as const;

/** The entries of an iCalendar file inside the asked span, series taken apart, soonest first. Throws `calendar_unreadable`. */
export function calendarDocument(bytes: Uint8Array, { from, until, timeZone, jobs }: CalendarQuestion): ReadCalendar {
  const { zones, events: parts } = calendarParts(decodedText(unfolded(bytes)));
  const stated = parts.map((part) => ianaName(part.timeZone)).find((name) => name !== undefined);
  const candidates = ianaName(timeZone);
  const otherwise: Zone = { ...namedZone(candidates ?? stated ?? 'UTC') };
  const blocks = zoneBlocks(zones);
  const entries: Entry[] = [];
  const unread: UnreadEntry[] = [];
  for (const part of parts) {
    const entry = entryOf(part, zonesFor(part, { blocks, otherwise }));
    if (entry === undefined || entry.flawed) unread.push(unreadEntry(part));
    if (entry !== undefined) entries.push(entry);
  }
  const allowance: Allowance = { steps: calendarLimits.steps, truncated: false };
  const found: CalendarEvent[] = [];
  const calledOff: CalledOff[] = [];
  const isWanted = wantedFor(jobs);
  for (const series of seriesOf(entries)) {
    const failed = () =>
      unread.push({ title: wordsIn(first(series[0]?.lines ?? [], 'SUMMARY'), calendarLimits.line) ?? '' });
    const window = { span: { from, until }, allowance, failed, isWanted };
    for (const { event, off } of seriesEvents(series, window)) {
      if (off !== undefined) calledOff.push({ ...event, off });
      else if (found.length < calendarLimits.collected) found.push(event);
      else allowance.truncated = true;
    }
  }
  // The latest: what is over since long ago matters least.
  calledOff.sort((a, b) => b.startsAt - a.startsAt).splice(calendarLimits.calledOff);
  const soonest = found.toSorted((a, b) => a.startsAt - b.startsAt).slice(0, calendarLimits.occurrences);
  return {
    seen: parts.length,
    unread: unread.length,
    unreadEntries: unread.filter(isNamed(jobs)).slice(0, calendarLimits.unreadEntries),
    truncated: allowance.truncated || soonest.length < found.length,
    ...defined({ timeZone: stated ?? candidates }),
    events: soonest,
    ...(calledOff.length === 0 ? {} : { calledOff }),
  };
}

/** Whether an entry may be an interview, asked before its series is taken apart. */
function wantedFor(jobs: readonly Job[] | undefined): (entry: Entry) => boolean {
  if (jobs === undefined) return () => true;
  const known = new Map<Entry, boolean>();
  return (entry) => {
    const wanted = known.get(entry) ?? recognisedAnyway(untimedEventOf(entry), jobs) !== undefined;
    known.set(entry, wanted);
    return wanted;
  };
}

function isNamed(jobs: readonly Job[] | undefined): (entry: UnreadEntry) => boolean {
  return ({ title }) => jobs === undefined || recognised({ ...NO_ENTRY, title }, jobs) !== undefined;
}

function zonesFor({ timeZone }: EntryPart, { blocks, otherwise }: Omit<EntryZones, 'own'>): EntryZones {
  const name = ianaName(timeZone);
  return { blocks, otherwise, own: name === undefined ? undefined : namedZone(name) };
}

/** Long lines are folded by bytes, which may part a character: they are joined again before the bytes are read as text. */
function unfolded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return bytes; // UTF-16, whose lines are joined by the parser
  return Buffer.from(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString('latin1')
      .replace(/(?:\r*\n|\r)[ \t]/gu, ''),
    'latin1',
  );
}

/** What an entry that is lost says of itself. */
function unreadEntry({ lines }: EntryPart): UnreadEntry {
  const properties = contentLines(lines);
  const words = (name: string, characters: number) => wordsIn(first(properties, name), characters);
  return { title: words('SUMMARY', calendarLimits.line) ?? '', ...defined({ written: words('DTSTART', 60) }) };
}

/** Entries by series: the newest wording of each, beside the occurrences that have one of their own. */
function seriesOf(entries: readonly Entry[]): Entry[][] {
  const found = new Map<string, Map<string, Entry>>();
  for (const entry of entries) {
    const series = found.get(entry.uid) ?? new Map<string, Entry>();
    found.set(entry.uid, series);
    const key = entry.override?.key ?? '';
    const known = series.get(key);
    if (known === undefined || isNewer(entry, known)) series.set(key, entry);
  }
  return [...found.values()].map((series) => [...series.values()]);
}

/** Of two wordings of one number and one time the later stands, unless the first took the entry away. */
function isNewer(entry: Entry, known: Entry): boolean {
  const newer = entry.sequence - known.sequence || entry.stamp - known.stamp;
  return newer === 0 ? !known.cancelled : newer > 0;
}
