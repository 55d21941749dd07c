import { cleanLine } from '../text/clean-text.ts';
import { defined } from '../kernel/defined.ts';
import { sha256 } from '../kernel/digests.ts';
import type { Scope } from '../tenancy/scope.ts';
import { type GoneInterview, type KeptInterview, liesAhead, type Version } from './calendar-record.ts';
import { isCancelled } from './interview-words.ts';
import type { CalendarEvent, ReadCalendar, UnreadEntry } from './ports.ts';
import { NO_ENTRY } from './calendar-event.ts';
import { type Job, recognised, recognisedAnyway } from './recognition.ts';
import { videoHostOf, withHostsOnly } from './video-host.ts';

/** What is kept of one calendar: interviews of so many days, at most so many. Text in UTF-16 characters. */
export const CALENDAR_LIMITS = { days: 90, interviews: 50, title: 200, line: 200, unread: 10 } as const;

export type Sieve = {
  readonly scope: Scope;
  readonly jobs: readonly Job[];
  readonly now: number;
  readonly until: number;
};

/** The soonest interviews among the entries of a calendar, and whether there are more. Nothing of the other entries passes. */
export function interviewsAmong(
  events: readonly CalendarEvent[],
  sieve: Sieve,
): { interviews: KeptInterview[]; cut: boolean } {
  const ahead = events.filter(
    (event) => liesAhead(event, sieve.now) && event.startsAt <= sieve.until && event.endsAt >= event.startsAt,
  );
  const found = ahead.flatMap((event) => interviewOf(event, sieve) ?? []);
  const interviews = found.toSorted((a, b) => a.startsAt - b.startsAt).slice(0, CALENDAR_LIMITS.interviews);
  return { interviews, cut: interviews.length < found.length };
}

/** The interviews of a calendar that do not lie ahead: cancelled, declined or over. */
export function goneAmong(
  { events, calledOff = [] }: Pick<ReadCalendar, 'events' | 'calledOff'>,
  { scope, jobs, now }: Omit<Sieve, 'until'>,
): GoneInterview[] {
  const named = events.filter(({ title }) => isCancelled(title));
  const over = events.filter((event) => !isCancelled(event.title) && !liesAhead(event, now));
  return [
    ...calledOff,
    ...named.map((event) => ({ ...event, off: 'cancelled' as const })),
    ...over.map((event) => ({ ...event, off: 'past' as const })),
  ]
    .filter((event) => recognisedAnyway(event, jobs) !== undefined)
    .slice(0, CALENDAR_LIMITS.interviews)
    .map((event) => ({ id: interviewId(scope, event), off: event.off, version: versionOf(scope, event) }));
}

/** The entries that could not be read and are interviews by their title. Nothing of the others passes. */
export function unreadInterviewsAmong(entries: readonly UnreadEntry[], { jobs }: Pick<Sieve, 'jobs'>): UnreadEntry[] {
  return entries
    .filter(({ title }) => recognised({ ...NO_ENTRY, title }, jobs) !== undefined)
    .slice(0, CALENDAR_LIMITS.unread)
    .map(({ title, written }) => ({
      title: cleanLine(withHostsOnly(title), CALENDAR_LIMITS.title) ?? '',
      ...defined({ written: cleanLine(written ?? '', CALENDAR_LIMITS.line) }),
    }));
}

function interviewOf(event: CalendarEvent, { scope, jobs }: Sieve): KeptInterview | undefined {
  const why = recognised(event, jobs);
  if (why === undefined) return undefined;
  const { startsAt, endsAt, allDay, timeZone, writtenStart } = event;
  const { line } = CALENDAR_LIMITS;
  const location = cleanLine(withHostsOnly(event.location ?? ''), line);
  const organiser = cleanLine(event.organiser?.name ?? event.organiser?.address ?? '', line);
  const videoHost = videoHostOf(event);
  return {
    id: interviewId(scope, event),
    version: versionOf(scope, event),
    title: cleanLine(withHostsOnly(event.title), CALENDAR_LIMITS.title) ?? 'Interview',
    startsAt,
    endsAt,
    allDay,
    isInterview: { by: why.isInterview.by, words: cleanLine(why.isInterview.words, line) ?? '' },
    ...defined({ timeZone, writtenStart, location, organiser, videoHost, postingId: why.postingId }),
  };
}

/** What the calendar calls an entry is kept as a digest only. */
export function versionOf({ tenantId, subject }: Scope, { uid, sequence = 0, stamp = 0 }: CalendarEvent): Version {
  const digest = sha256(JSON.stringify(['entry', tenantId, subject.kind, subject.id, uid]));
  return { entry: digest.slice(0, 32), sequence, stamp };
}

/** The same for the same appointment of the same candidate, also when it is moved. What the calendar calls it is not kept. */
export function interviewId({ tenantId, subject }: Scope, { uid, occurrence }: CalendarEvent): string {
  return `int_${sha256(JSON.stringify([tenantId, subject.kind, subject.id, uid, occurrence])).slice(0, 32)}`;
}
