import type { components } from '../../contract/openapi.d.ts';

type Interview = components['schemas']['Interview'];

/** When an interview is, as a person would say it: "Thursday 26 November 2026 at 14:00 (Europe/Berlin)". UTC where the zone is not known. */
export function whenOf({ startsAt, allDay, timeZone = 'UTC' }: Pick<Interview, 'startsAt' | 'allDay' | 'timeZone'>): string {
  const start = new Date(startsAt);
  // Spelt in parts: how they are joined differs between versions of the language data.
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(start);
  const day = `${part({ weekday: 'long' })} ${part({ day: 'numeric' })} ${part({ month: 'long' })} ${part({ year: 'numeric' })}`;
  return allDay ? day : `${day} at ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} (${timeZone})`;
}
