import type { components } from '../../contract/openapi.d.ts';
import { placeOf } from './zone-place.ts';

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

/** For whom a time is said: their own zone, and the locale (BCP 47) whose clock and order of dates they are used to. */
export type Reader = { readonly timeZone?: string; readonly locale?: string };

/**
 * When an interview is, as a person would say it in English, with its zone: "Thursday 26 November 2026 at 09:00 in New York
 * (15:00 in Berlin)". The second time is that of the reader's own zone, where it differs. Where the calendar does not state
 * the zone, the time as written, and that; UTC where only its name is not known.
 */
export function whenOf(
  {
    startsAt,
    allDay,
    writtenStart,
    timeZone = 'UTC',
  }: Pick<Interview, 'startsAt' | 'allDay' | 'timeZone' | 'writtenStart'>,
  { timeZone: ownZone, locale }: Reader = {},
): string {
  const wallOf = wallsFor(locale);
  const there = writtenStart === undefined ? wallOf(startsAt, timeZone) : wallOf(`${writtenStart}Z`, 'UTC');
  if (allDay) return there.day;
  if (writtenStart !== undefined) return `${there.day}, ${there.time} as written (time zone not stated)`;
  const when = `${there.day} at ${there.time} ${placeOf(timeZone)}`;
  if (ownZone === undefined) return when;
  const here = wallOf(startsAt, ownZone);
  if (here.day === there.day && here.time === there.time) return when;
  const at = here.day === there.day ? here.time : `${here.day} at ${here.time}`;
  const place = placeOf(ownZone);
  return `${when} (${at} ${place.startsWith('(') ? place.slice(1, -1) : place})`;
}

type Wall = (at: string, timeZone: string) => { readonly day: string; readonly time: string };

/** Days and times in English, on the clock and in the order of a locale. English of no country is international. */
function wallsFor(locale = 'en'): Wall {
  const english = /^en-/iu.test(locale) ? locale : 'en-GB';
  const [first] = new Intl.DateTimeFormat(english, { day: 'numeric', month: 'long' }).formatToParts();
  const { hourCycle } = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    hour: 'numeric',
  }).resolvedOptions();
  const halves = hourCycle === 'h12' || hourCycle === 'h11';
  return (at, timeZone) => {
    // Spelt in parts: how they are joined differs between versions of the language data.
    const part = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(english, { timeZone, ...options }).format(new Date(at));
    const [day, month, year] = [part({ day: 'numeric' }), part({ month: 'long' }), part({ year: 'numeric' })];
    const weekday = part({ weekday: 'long' });
    const time = part({ minute: '2-digit', ...(halves ? HALVES : WHOLE) });
    return {
      day: first?.type === 'month' ? `${weekday}, ${month} ${day}, ${year}` : `${weekday} ${day} ${month} ${year}`,
      time: time.replace(/\s/gu, ' '),
    };
  };
}

const HALVES = { hour: 'numeric', hourCycle: 'h12' } as const;
const WHOLE = { hour: '2-digit', hourCycle: 'h23' } as const;
