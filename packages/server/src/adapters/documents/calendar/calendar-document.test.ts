import { describe, expect, it } from 'vitest';
import type { CalendarQuestion } from '../../../core/calendar/ports.ts';
import { APPLE, BERLIN, calendarOf, entry, GOOGLE, OUTLOOK } from './test-calendars.ts';
import { read, one, single } from './test-calendar-reading.ts';

const starts = (text: string, more: Partial<CalendarQuestion> = {}) =>
  read(text, more).events.map(({ startsAt }) => new Date(startsAt).toISOString().replace(':00.000Z', 'Z'));

describe('a calendar of Google', () => {
  it('is read with its zone, its folded lines and its links', () => {
    const { seen, unread, timeZone, events } = read(GOOGLE);
    expect({ seen, unread, timeZone }).toEqual({ seen: 4, unread: 0, timeZone: 'Europe/Berlin' });
    expect(events.find(({ uid }) => uid.startsWith('7kuk'))).toEqual({
      uid: '7kukuqrfedlm2f9t@google.com',
      occurrence: '',
      stamp: expect.any(Number),
      title: 'Interview – Registered Nurse, Paediatrics',
      allDay: false,
      timeZone: 'Europe/Berlin',
      startsAt: Date.UTC(2026, 10, 26, 13),
      endsAt: Date.UTC(2026, 10, 26, 13, 45),
      organiser: { name: 'Jo Meyer', address: 'jo.meyer@northfield.example' },
      description: 'Hello Amara,\n\nwe look forward to meeting you.\n\nJoin: https://meet.google.com/abc-defg-hij',
      links: ['https://meet.google.com/abc-defg-hij'],
    });
  });

  it('has a series without what was taken out, and with what was moved', () => {
    const standups = read(GOOGLE).events.filter(({ uid }) => uid === 'standup@google.com');
    expect(standups.slice(0, 2).map(({ title, startsAt }) => [title, new Date(startsAt).toISOString()])).toEqual([
      ['Team standup (moved)', '2026-12-01T10:00:00.000Z'],
      ['Team standup', '2026-12-07T08:00:00.000Z'],
    ]);
    expect(standups).toHaveLength(12);
    expect(new Set(standups.map(({ occurrence }) => occurrence)).size).toBe(12);
  });

  it('has days that begin and end at midnight there', () => {
    expect(read(GOOGLE).events.find(({ allDay }) => allDay)).toMatchObject({
      startsAt: Date.UTC(2026, 11, 23, 23),
      endsAt: Date.UTC(2026, 11, 26, 23),
      timeZone: 'Europe/Berlin',
    });
  });
});

it('a calendar of Outlook is read by the rules it brings, and its zone has its usual name', () => {
  expect(one(OUTLOOK)).toMatchObject({
    title: 'Vorstellungsgespräch Pflegefachkraft',
    startsAt: '2026-11-30T13:00:00.000Z',
    endsAt: '2026-11-30T14:00:00.000Z',
    timeZone: 'Europe/Berlin',
    organiser: { name: 'Weber, Ines', address: 'ines.weber@klinik.example' },
    links: ['https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0'],
  });
});

describe('a calendar of Apple', () => {
  it('has times without a zone, which are read as those of the candidate and not taken for certain', () => {
    expect(
      one(APPLE.replace(/BEGIN:VEVENT\r\nUID:A1[\s\S]*END:VEVENT/u, ''), { timeZone: 'Europe/Paris' }),
    ).toMatchObject({
      title: 'Entretien Hôpital Saint-Roch',
      startsAt: '2026-12-02T09:15:00.000Z',
      writtenStart: '2026-12-02T10:15',
      location: '12 rue de l’Église\nNice',
    });
    expect(read(APPLE).timeZone).toBeUndefined();
    expect(read(APPLE).events.find(({ title }) => title.startsWith('Entretien'))?.startsAt).toBe(
      Date.UTC(2026, 11, 2, 10, 15),
    );
  });

  it('has a series that ends at a moment, in a zone that the file does not explain', () => {
    const choir = read(APPLE, { from: Date.UTC(2026, 9, 1) }).events.filter(({ title }) => title === 'Choir');
    // Six in summer time and winter time alike: the last begins at 23:00 UTC on 1 December, six hours before the end.
    expect(choir.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2026-10-20T22:00:00.000Z',
      '2026-10-27T22:00:00.000Z',
      '2026-11-03T23:00:00.000Z',
      '2026-11-10T23:00:00.000Z',
      '2026-11-17T23:00:00.000Z',
      '2026-11-24T23:00:00.000Z',
      '2026-12-01T23:00:00.000Z',
    ]);
    expect(choir[0]).toMatchObject({ timeZone: 'America/New_York', endsAt: Date.UTC(2026, 9, 20, 23) });
  });
});

describe('a series', () => {
  const weekly = (...more: string[]) => single('DTSTART:20261102T080000Z', 'DTEND:20261102T090000Z', ...more);

  it('goes on until its end, for its count, or until the window ends', () => {
    expect(starts(weekly('RRULE:FREQ=WEEKLY;COUNT=5'))).toEqual(['2026-11-23T08:00Z', '2026-11-30T08:00Z']);
    expect(starts(weekly('RRULE:FREQ=WEEKLY;UNTIL=20261207'))).toEqual([
      '2026-11-23T08:00Z',
      '2026-11-30T08:00Z',
      '2026-12-07T08:00Z',
    ]);
    expect(starts(weekly('RRULE:FREQ=WEEKLY'))).toHaveLength(13);
  });

  it('keeps its time on the wall when the clocks change', () => {
    const text = calendarOf(
      [entry('UID:a', 'DTSTART;TZID=Europe/Berlin:20270101T090000', 'RRULE:FREQ=MONTHLY')],
      ...BERLIN,
    );
    expect(starts(text, { from: Date.UTC(2027, 1, 1), until: Date.UTC(2027, 4, 2) })).toEqual([
      '2027-02-01T08:00Z',
      '2027-03-01T08:00Z',
      '2027-04-01T07:00Z',
      '2027-05-01T07:00Z',
    ]);
  });

  it('leaves out every excluded date, also beside ones that exclude nothing', () => {
    expect(
      starts(
        weekly(
          'RRULE:FREQ=WEEKLY;COUNT=6',
          'EXDATE:20261101T000000Z,20261103T000000Z,20261109T080000Z',
          'EXDATE;VALUE=DATE:20261130',
        ),
      ),
    ).toEqual(['2026-11-23T08:00Z', '2026-12-07T08:00Z']);
  });

  it('holds the dates that were added to it, once', () => {
    expect(
      starts(
        weekly(
          'RDATE:20261125T100000Z,20261123T080000Z',
          'RRULE:FREQ=WEEKLY;COUNT=4',
          'RDATE;VALUE=PERIOD:20261126T100000Z/PT1H',
        ),
      ).toSorted(),
    ).toEqual(['2026-11-23T08:00Z', '2026-11-25T10:00Z', '2026-11-26T10:00Z']);
  });

  it('is gone when it was cancelled, and one occurrence when that was', () => {
    expect(starts(weekly('RRULE:FREQ=WEEKLY', 'STATUS:CANCELLED'))).toEqual([]);
    const cancelled = entry('UID:a', 'RECURRENCE-ID:20261123T080000Z', 'DTSTART:20261123T080000Z', 'STATUS:CANCELLED');
    expect(
      starts(calendarOf([entry('UID:a', 'DTSTART:20261116T080000Z', 'RRULE:FREQ=WEEKLY;COUNT=3'), cancelled])),
    ).toEqual(['2026-11-30T08:00Z']);
    expect(starts(calendarOf([entry('UID:a', 'DTSTART:20261126T080000Z')], 'METHOD:CANCEL'))).toEqual([]);
  });

  it('is as its newest wording has it', () => {
    const wording = (sequence: number, hour: string) =>
      entry('UID:a', `DTSTART:20261126T${hour}0000Z`, `SEQUENCE:${sequence}`);
    expect(starts(calendarOf([wording(2, '10'), wording(1, '08')]))).toEqual(['2026-11-26T10:00Z']);
    expect(starts(calendarOf([wording(1, '08'), wording(2, '10')]))).toEqual(['2026-11-26T10:00Z']);
  });

  it('may be known by one moved occurrence alone', () => {
    expect(starts(calendarOf([entry('UID:a', 'RECURRENCE-ID:20261123T080000Z', 'DTSTART:20261124T090000Z')]))).toEqual([
      '2026-11-24T09:00Z',
    ]);
  });

  it('that began long ago still reaches us', () => {
    expect(starts(single('DTSTART:19700101T080000Z', 'RRULE:FREQ=DAILY')).slice(0, 2)).toEqual([
      '2026-11-21T08:00Z',
      '2026-11-22T08:00Z',
    ]);
    expect(starts(single('DTSTART:19990104T080000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE')).slice(0, 3)).toEqual(
      starts(single('DTSTART:20261102T080000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE')).slice(0, 3),
    );
    expect(starts(single('DTSTART:20000101T080000Z', 'RRULE:FREQ=DAILY;COUNT=9823'))).toEqual([
      '2026-11-21T08:00Z',
      '2026-11-22T08:00Z',
    ]);
  });

  it('that never ends within reason is cut, and the cut is told', () => {
    expect(read(single('DTSTART:20000101T000000Z', 'RRULE:FREQ=SECONDLY'))).toMatchObject({
      truncated: true,
      events: [],
    });
    const { truncated, events } = read(single('DTSTART:20261122T000000Z', 'RRULE:FREQ=SECONDLY'));
    expect({ truncated, few: events.length <= 400 }).toEqual({ truncated: true, few: true });
  });
});
