import type { components } from '../../contract/openapi.d.ts';

type Interview = components['schemas']['Interview'];

/** How many days of the calendar lie before an interview, where it takes place: 0 is today, 1 tomorrow. */
export function daysUntil(
  { startsAt, timeZone = 'UTC' }: Pick<Interview, 'startsAt' | 'timeZone'>,
  now: number,
): number {
  const dayOf = (at: number) => {
    const parts = new Map(
      new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
        .formatToParts(at)
        .map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1);
  };
  return Math.max(0, Math.round((dayOf(Date.parse(startsAt)) - dayOf(now)) / 86_400_000));
}

/**
 * When an interview is, as a person would say it: "Thursday 26 November 2026 at 14:00 (Europe/Berlin)". UTC where
 * the zone is not known.
 */
export function whenOf({
  startsAt,
  allDay,
  timeZone = 'UTC',
}: Pick<Interview, 'startsAt' | 'allDay' | 'timeZone'>): string {
  const start = new Date(startsAt);
  // Spelt in parts: how they are joined differs between versions of the language data.
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(start);
  const day = `${part({ weekday: 'long' })} ${part({ day: 'numeric' })} ${part({ month: 'long' })} ${part({ year: 'numeric' })}`;
  return allDay ? day : `${day} at ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} (${timeZone})`;
}
