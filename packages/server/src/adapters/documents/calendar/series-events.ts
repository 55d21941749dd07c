import { type CalendarEvent, type CalledOff, NO_ENTRY } from '../../../core/calendar/ports.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { type Entry, first } from './calendar-entries.ts';
import { wordsIn } from './calendar-values.ts';
import type { ContentLine } from './content-lines.ts';
import { occurrencesOf } from './occurrences.ts';
import { type Allowance, LONGEST_MS, type Moments, type Occurrence, type Span, type Timing } from './timing.ts';
import { wallOf } from './zones.ts';

const LIMITS = { line: 300, description: 800, links: 4, link: 500, people: 50 } as const;
const LINKS = [
  'URL',
  'CONFERENCE',
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
  'X-MICROSOFT-ONLINEMEETINGEXTERNALLINK',
];
const NONE: Moments = { instants: new Set(), days: new Set() };

export type SeriesWindow = {
  readonly span: Span;
  readonly allowance: Allowance;
  /** Whether occurrences with the words of an entry are asked for. */
  readonly isWanted: (entry: Entry) => boolean;
  /** Called when a part of the series could not be worked out. */
  readonly failed: () => void;
};

/** An event, or with `off` one that does not take place or that is over. */
export type SeriesEvent = { readonly event: CalendarEvent; readonly off?: CalledOff['off'] };

/** What the entries of one series come to inside the span. One that is wholly cancelled, declined or over is there once. */
export function* seriesEvents(series: readonly Entry[], window: SeriesWindow): Generator<SeriesEvent> {
  const master = series.find(({ override }) => override === undefined);
  const off = master === undefined ? undefined : offOf(master, window.span);
  if (master !== undefined && off !== undefined && (off !== 'past' || window.isWanted(master)))
    yield { event: eventOf(master, { ...master.timing.at(master.timing.start), key: '' }), off };
  if (master?.cancelled === true) return;
  for (const entry of series) {
    if (entry.override === undefined || !(entry.cancelled || entry.declined)) continue;
    const when = { ...entry.timing.at(entry.timing.start), key: entry.override.key };
    yield { event: eventOf(entry, when), off: entry.cancelled ? 'cancelled' : 'declined' };
  }
  for (const event of takingPlace(series, window)) yield { event };
}

/** Why nothing of a series lies ahead, as far as its first entry says. */
function offOf({ cancelled, declined, rules, added, timing }: Entry, { from }: Span): CalledOff['off'] | undefined {
  if (cancelled) return 'cancelled';
  if (declined) return 'declined';
  return rules.length + added.length === 0 && timing.at(timing.start).endsAt < from ? 'past' : undefined;
}

function* takingPlace(
  series: readonly Entry[],
  { span, allowance, failed, isWanted }: SeriesWindow,
): Generator<CalendarEvent> {
  const master = series.find(({ override }) => override === undefined);
  const overrides = series.filter(({ override }) => override !== undefined);
  for (const entry of overrides) {
    if (entry.cancelled || entry.declined || !isWanted(entry)) continue;
    const { key, ...when } = entry.timing.at(entry.timing.start);
    if (inside(when, span)) yield eventOf(entry, { ...when, key: entry.override?.key ?? key });
  }
  if (master === undefined) return;
  const recurs = master.rules.length > 0 || master.added.length > 0;
  const without = [master.left, recurs ? unionOf(overrides) : NONE];
  const changes = overrides.filter(({ override }) => override?.following === true);
  if (![master, ...changes].some(isWanted)) return;
  // A move of later occurrences may bring some into the span from outside of it.
  const more = changes.length > 0 ? LONGEST_MS : 0;
  const wide = { from: span.from - more, until: span.until + more };
  try {
    for (const occurrence of occurrencesOf({ ...master, without }, { span: wide, allowance })) {
      const change = recurs ? latestBefore(changes, occurrence.startsAt) : undefined;
      if (change?.cancelled === true) continue;
      const entry = change ?? master;
      if (entry.declined || !isWanted(entry)) continue;
      const when = change === undefined ? occurrence : moved(occurrence, change, master.timing);
      if (inside(when, span)) yield eventOf(entry, { ...when, key: recurs ? occurrence.key : '' });
    }
  } catch {
    failed(); // a rule that no calendar program could have written
  }
}

function inside({ startsAt, endsAt }: Pick<Occurrence, 'startsAt' | 'endsAt'>, { from, until }: Span): boolean {
  return endsAt >= from && startsAt <= until;
}

function unionOf(overrides: readonly Entry[]): Moments {
  const moments = overrides.flatMap(({ override }) => override?.moments ?? []);
  return {
    instants: new Set(moments.flatMap(({ instants }) => [...instants])),
    days: new Set(moments.flatMap(({ days }) => [...days])),
  };
}

/** The change of this and all later occurrences that holds for one that was to be at a moment. */
function latestBefore(changes: readonly Entry[], startsAt: number): Entry | undefined {
  return changes
    .filter(({ override }) => (override?.at ?? Infinity) <= startsAt)
    .toSorted((a, b) => (b.override?.at ?? 0) - (a.override?.at ?? 0))[0];
}

/** An occurrence after a change: as far from its appointed time, on the wall of the series, as the changed one is. */
function moved({ key, startsAt }: Occurrence, { timing, override }: Entry, series: Timing): Occurrence {
  const { zone, start, allDay } = series;
  const changed = timing.at(timing.start);
  const wallAt = (instant: number) => instant + (instant - zone.instantOf(instant));
  const wall = wallAt(startsAt) + wallAt(changed.startsAt) - wallAt(override?.at ?? 0);
  const time = start.clone();
  time.adjust(0, 0, 0, Math.round((wall - wallOf(start)) / 1000));
  const at = series.at(time);
  return { ...at, key, ...(allDay ? {} : { endsAt: at.startsAt + changed.endsAt - changed.startsAt }) };
}

/** An entry as its words alone say it. */
export function untimedEventOf({ uid, lines, invitesOthers }: Entry): CalendarEvent {
  return { ...NO_ENTRY, uid, ...(invitesOthers ? { invitesOthers } : {}), ...wordsOf(lines) };
}

function eventOf(
  { uid, timing, lines, invitesOthers, sequence, stamp }: Entry,
  { key, startsAt, endsAt, written }: Occurrence,
): CalendarEvent {
  const { allDay, zone } = timing;
  return {
    uid,
    occurrence: key,
    startsAt,
    endsAt,
    allDay,
    ...(written === undefined ? defined({ timeZone: zone.name }) : { writtenStart: written }),
    ...(invitesOthers ? { invitesOthers } : {}),
    ...(sequence === 0 ? {} : { sequence }),
    ...(stamp === 0 ? {} : { stamp }),
    ...wordsOf(lines),
  };
}

function wordsOf(
  lines: readonly ContentLine[],
): Pick<CalendarEvent, 'title' | 'location' | 'organiser' | 'description' | 'links'> {
  const words = (name: string, characters: number) => wordsIn(first(lines, name), characters);
  return {
    title: words('SUMMARY', LIMITS.line) ?? '',
    links: LINKS.flatMap((name) => words(name, LIMITS.link) ?? []).slice(0, LIMITS.links),
    ...defined({
      location: words('LOCATION', LIMITS.line),
      description: words('DESCRIPTION', LIMITS.description),
      organiser: organiserOf(first(lines, 'ORGANIZER')),
    }),
  };
}

function organiserOf(line: ContentLine | undefined): CalendarEvent['organiser'] {
  if (line === undefined) return undefined;
  const name = line.parameters.get('CN')?.replace(/\\(.)/gu, '$1').trim().slice(0, LIMITS.line);
  const address = line.value
    .trim()
    .replace(/^mailto:\s*/iu, '')
    .slice(0, LIMITS.line);
  return { ...(name === undefined || name === '' ? {} : { name }), ...(address.includes('@') ? { address } : {}) };
}
