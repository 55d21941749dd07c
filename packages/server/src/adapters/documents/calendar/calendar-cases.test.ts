import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './test-calendar-reading.ts';

const file = (name: string) =>
  readFileSync(new URL(`../../../../../../tests/cases/calendar/${name}.ics`, import.meta.url));
const startsOf = (name: string, timeZone: string) =>
  read(file(name), { timeZone }).events.map(({ startsAt }) =>
    new Date(startsAt).toISOString().replace(':00.000Z', 'Z'),
  );

describe('[N-15] a calendar as people have it', () => {
  it.each([
    ['02-ms-utc-offset-name-no-vtimezone', '2026-12-01T13:00Z'],
    ['03-ms-unquoted-colon-tzid', '2026-12-01T19:00Z'],
    ['05-eastern-standard-time-1', '2026-12-01T19:00Z'],
    ['06-olson-prefixed-us-eastern', '2026-12-01T19:00Z'],
    ['09-iso-dates-with-dashes', '2026-12-01T14:00Z'],
    ['10-no-seconds', '2026-12-01T14:00Z'],
    ['13-raw-newline-in-description', '2026-12-01T14:00Z'],
    ['33-tz-gmt-name', '2026-12-01T13:00Z'],
    ['43-empty-dtend', '2026-12-01T14:00Z'],
    ['44-bad-other-property', '2026-12-01T14:00Z'],
    ['46-vtimezone-only-daylight', '2026-12-01T13:00Z'],
    ['47-vtimezone-starts-after-event', '2026-12-01T11:00Z'],
    ['60-tz-display-name-no-offset', '2026-12-01T14:00Z'],
  ])('is read at the right time, wherever the candidate is: %s', (name, startsAt) => {
    for (const timeZone of ['America/New_York', 'Europe/London', 'Asia/Tokyo']) {
      expect(read(file(name), { timeZone })).toMatchObject({ seen: 1, unread: 0 });
      expect(startsOf(name, timeZone)).toEqual([startsAt]);
      expect(read(file(name), { timeZone }).events[0]).not.toHaveProperty('writtenStart');
    }
  });

  it('has a day where the date says nothing of being one', () => {
    expect(read(file('12-value-date-missing'), { timeZone: 'Europe/Berlin' }).events).toMatchObject([
      { allDay: true, startsAt: Date.UTC(2026, 10, 30, 23), endsAt: Date.UTC(2026, 11, 1, 23) },
    ]);
  });

  it('has its words whole', () => {
    expect(read(file('13-raw-newline-in-description')).events[0]).toMatchObject({
      title: 'Interview with Northfield',
      description: expect.stringContaining('Please bring: your certificates'),
    });
    expect(read(file('30-html-summary')).events[0]?.title).toBe('Interview & tour <Northfield>');
    expect(read(file('41-organizer-unquoted-comma')).events[0]?.organiser).toEqual({
      name: 'Meyer, Jo (HR: Recruiting)',
      address: 'jo@example.test',
    });
  });

  it('has a series whose later occurrences were moved together', () => {
    expect(startsOf('18-thisandfuture', 'Europe/London')).toEqual([
      '2026-11-30T14:00Z',
      '2026-12-07T14:00Z',
      '2026-12-14T16:00Z',
      '2026-12-21T16:00Z',
    ]);
  });
});
