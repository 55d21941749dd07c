import type { Scope } from '../tenancy/scope.ts';
import type { CalendarRecord, GoneInterview, KeptInterview, Version } from './calendar-record.ts';
import { CALENDAR_LIMITS, interviewId, versionOf } from './kept-interviews.ts';
import type { ReadCalendar } from './ports.ts';

type Found = Pick<CalendarRecord, 'interviews' | 'gone' | 'unreadInterviews'>;
type Known = KeptInterview | GoneInterview;

/** What earlier files gave together with what one more gives: the newest version of each entry counts. */
export function together(
  scope: Scope,
  { before, found, read }: { before: Found; found: Found; read: ReadCalendar },
): Found {
  const given = [...read.events, ...(read.calledOff ?? [])].map((event) => ({
    id: interviewId(scope, event),
    whole: event.occurrence === '',
    version: versionOf(scope, event),
  }));
  const earlier = [...before.interviews, ...(before.gone ?? [])];
  const isSuperseded = ({ id, version }: Known) =>
    given.some(
      (one) => (one.id === id || (one.whole && one.version.entry === version?.entry)) && !isNewer(version, one.version),
    );
  const isOutdated = ({ id, version }: Known) =>
    earlier.some((one) => (one.id === id || isOff(one, version)) && isNewer(one.version, version));
  const unread = [...(found.unreadInterviews ?? []), ...(before.unreadInterviews ?? [])].filter(
    ({ title, written }, index, all) =>
      all.findIndex((one) => one.title === title && one.written === written) === index,
  );
  const gone = merged(before.gone ?? [], found.gone ?? []);
  const interviews = merged(before.interviews, found.interviews);
  return {
    interviews: interviews.toSorted((a, b) => a.startsAt - b.startsAt).slice(0, CALENDAR_LIMITS.interviews),
    ...(gone.length === 0 ? {} : { gone: gone.slice(-CALENDAR_LIMITS.interviews) }),
    ...(unread.length === 0 ? {} : { unreadInterviews: unread.slice(0, CALENDAR_LIMITS.unread) }),
  };

  function merged<T extends Known>(old: readonly T[], fresh: readonly T[]): T[] {
    return [...old.filter((one) => !isSuperseded(one)), ...fresh.filter((one) => !isOutdated(one))];
  }
}

/** A cancelled entry takes all its occurrences with it. */
function isOff(one: Known, version: Version | undefined): boolean {
  return 'off' in one && one.version.entry === version?.entry;
}

function isNewer(one: Version | undefined, other: Version | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return (one.sequence - other.sequence || one.stamp - other.stamp) > 0;
}
