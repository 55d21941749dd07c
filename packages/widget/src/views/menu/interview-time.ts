import type { Interview } from '@interview-prep/sdk';
import { cityOf } from '../../../../structured-data/src/zone-city.ts';
import { dateLocale, known, ownZone, type Texts, zoneName } from './zones.ts';

type When = Pick<Interview, 'startsAt' | 'allDay' | 'timeZone' | 'writtenStart'>;

/**
 * When an interview is, never without the zone: "Friday, December 4, 2026 at 9:30 AM in New York (3:30 PM for you)".
 * Where the calendar does not state the zone, the day alone; its time is in the question which zone it is.
 */
export function interviewTime(interview: When, texts: Texts, own = ownZone()): string {
  const { startsAt, allDay, timeZone, writtenStart } = interview;
  const format = formats(dateLocale(texts));
  if (writtenStart !== undefined) return format.day(new Date(`${writtenStart}Z`), 'UTC');
  const start = new Date(startsAt);
  if (allDay) return format.day(start, known(timeZone) ?? own ?? 'UTC');
  const zone = known(timeZone) ?? 'UTC';
  const there = { day: format.day(start, zone), time: format.time(start, zone) };
  const place = cityOf(zone);
  const when =
    place === undefined
      ? texts.msg('calendar.atZone', { ...there, zone: zoneName(zone, dateLocale(texts)) })
      : texts.msg('calendar.at', { ...there, place });
  if (own === undefined) return when;
  const here = { day: format.day(start, own), time: format.time(start, own) };
  if (here.day !== there.day) return texts.msg('calendar.forYouOn', { when, ...here });
  return here.time === there.time ? when : texts.msg('calendar.forYou', { when, time: here.time });
}

/** The time of day as written in a calendar that does not state its zone. */
export function writtenTime(writtenStart: string, texts: Texts): string {
  return formats(dateLocale(texts)).time(new Date(`${writtenStart}Z`), 'UTC');
}

function formats(locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => (at: Date, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  return {
    day: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: format({ timeStyle: 'short' }),
  };
}
