import * as z from 'zod';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Calendar, Interview } from './ports.ts';

/** Which entry of a calendar an interview comes from, as a digest, and which version of it. */
const version = z.object({ entry: z.string(), sequence: z.number(), stamp: z.number() });

export const keptInterview = z.object({
  id: z.string(),
  title: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  allDay: z.boolean(),
  timeZone: z.string().exactOptional(),
  writtenStart: z.string().exactOptional(),
  location: z.string().exactOptional(),
  organiser: z.string().exactOptional(),
  videoHost: z.string().exactOptional(),
  isInterview: z.object({ by: z.enum(['word', 'posting', 'candidate']), words: z.string() }),
  postingId: z.string().exactOptional(),
  version: version.exactOptional(),
});

/** An interview that does not lie ahead. Nothing of it is kept but its version, so that an older one does not bring it back. */
export const goneInterview = z.object({ id: z.string(), off: z.enum(['cancelled', 'declined', 'past']), version });

export const calendarRecord = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file') }),
    z.object({ kind: z.literal('url'), url: z.string() }),
  ]),
  /** As the candidate gave it. */
  ownTimeZone: z.string().exactOptional(),
  /** As the times without one were read. */
  timeZone: z.string().exactOptional(),
  seen: z.number(),
  unread: z.number(),
  unreadInterviews: z.array(z.object({ title: z.string(), written: z.string().exactOptional() })).exactOptional(),
  truncated: z.boolean(),
  readAt: z.number(),
  coversUntil: z.number(),
  /** The last try to read the address again, where it failed. */
  trouble: z.object({ at: z.number(), message: z.string() }).exactOptional(),
  interviews: z.array(keptInterview),
  gone: z.array(goneInterview).exactOptional(),
});

export type CalendarRecord = z.infer<typeof calendarRecord>;
export type KeptInterview = z.infer<typeof keptInterview>;
export type GoneInterview = z.infer<typeof goneInterview>;
export type Version = z.infer<typeof version>;

/** How old a reading of an address may be, and how soon one that failed is tried again. */
export const REREAD = { afterMs: 3_600_000, afterTroubleMs: 600_000 } as const;

/** When an address is to be read again. */
export function dueAt({ readAt, trouble }: CalendarRecord): number {
  return trouble === undefined ? readAt + REREAD.afterMs : trouble.at + REREAD.afterTroubleMs;
}

export function asCalendar(record: CalendarRecord): Calendar {
  const {
    source,
    seen,
    unread,
    unreadInterviews,
    truncated,
    timeZone,
    readAt,
    coversUntil,
    interviews,
    gone = [],
  } = record;
  const count = (off: GoneInterview['off']) => gone.filter((one) => one.off === off).length || undefined;
  const notAhead = defined({ cancelled: count('cancelled'), declined: count('declined'), past: count('past') });
  return {
    source: source.kind === 'file' ? { kind: 'file' } : { kind: 'url', host: new URL(source.url).hostname },
    events: {
      seen,
      unread,
      interviews: interviews.length,
      ...defined({ unreadInterviews }),
      ...(gone.length === 0 ? {} : { notAhead }),
    },
    readAt: isoTime(readAt),
    coversUntil: isoTime(coversUntil),
    ...(truncated ? { truncated } : {}),
    ...defined({ timeZone }),
    ...(source.kind === 'file' ? {} : { nextReadAt: isoTime(dueAt(record)) }),
    ...troubleOf(record),
  };
}

export function troubleOf({ trouble }: CalendarRecord): Pick<Calendar, 'trouble'> {
  return trouble === undefined ? {} : { trouble: { at: isoTime(trouble.at), message: trouble.message } };
}

export function asInterview({ startsAt, endsAt, version: _version, ...rest }: KeptInterview): Interview {
  return { ...rest, startsAt: isoTime(startsAt), endsAt: isoTime(endsAt) };
}

/** How far behind UTC the clocks of a place are at most. */
const FURTHEST_BEHIND_MS = 12 * 3_600_000;

/** Whether an interview still lies ahead: a timed one until it begins, wherever that may be, a day until it is over. */
export function liesAhead(
  { startsAt, endsAt, allDay, writtenStart }: Pick<KeptInterview, 'startsAt' | 'endsAt' | 'allDay' | 'writtenStart'>,
  now: number,
): boolean {
  if (writtenStart !== undefined) return Date.parse(`${writtenStart}Z`) + FURTHEST_BEHIND_MS > now;
  return (allDay ? endsAt : startsAt) > now;
}
