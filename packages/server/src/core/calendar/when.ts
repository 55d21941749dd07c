import type { components } from '../../contract/openapi.d.ts';

type Interview = components['schemas']['Interview'];

/** How many days of the calendar lie before an interview, where it takes place: 0 is today, 1 tomorrow. */
export function daysUntil(
  { startsAt, timeZone = 'UTC', writtenStart }: Pick<Interview, 'startsAt' | 'timeZone' | 'writtenStart'>,
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
  return Math.max(
    0,
    Math.round(
      (dayOf(writtenStart === undefined ? Date.parse(startsAt) : Date.parse(`${writtenStart}Z`)) - dayOf(now)) /
        86_400_000,
    ),
  );
}

/**
 * When an interview is, as a person would say it: "Thursday 26 November 2026 at 14:00 (Europe/Berlin)". Where the
 * calendar does not state the zone, the time as written, and that; UTC where only its name is not known.
 */
export function whenOf({
  startsAt,
  allDay,
  writtenStart,
  timeZone = 'UTC',
}: Pick<Interview, 'startsAt' | 'allDay' | 'timeZone' | 'writtenStart'>): string {
  const start = new Date(writtenStart === undefined ? startsAt : `${writtenStart}Z`);
  // Spelt in parts: how they are joined differs between versions of the language data.
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(start);
  const day = `${part({ weekday: 'long' })} ${part({ day: 'numeric' })} ${part({ month: 'long' })} ${part({ year: 'numeric' })}`;
  if (allDay) return day;
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return writtenStart === undefined
    ? `${day} at ${time} (${timeZone})`
    : `${day}, ${time} as written (time zone not stated)`;
}
