import { describe, expect, it } from 'vitest';
import type { CalendarQuestion } from '../../../core/calendar/ports.ts';
import { calendarDocument } from './calendar-document.ts';
import { APPLE, BERLIN, calendarOf, entry, GOOGLE, OUTLOOK } from './test-calendars.ts';
import { ianaName, instantIn } from './zones.ts';

const from = Date.UTC(2026, 10, 21);
const until = Date.UTC(2027, 1, 19);

const read = (text: string | Uint8Array, more: Partial<CalendarQuestion> = {}) =>
  calendarDocument(typeof text === 'string' ? new TextEncoder().encode(text) : text, { from, until, ...more });
const starts = (text: string, more: Partial<CalendarQuestion> = {}) =>
  read(text, more).events.map(({ startsAt }) => new Date(startsAt).toISOString().replace(':00.000Z', 'Z'));
const one = (text: string, more: Partial<CalendarQuestion> = {}) => {
  const [first] = read(text, more).events;
  if (first === undefined) throw new Error('no entry');
  return { ...first, startsAt: new Date(first.startsAt).toISOString(), endsAt: new Date(first.endsAt).toISOString() };
};
const single = (...all: string[]) => calendarOf([entry('UID:a', ...all)]);

describe('a calendar of Google', () => {
  it('is read with its zone, its folded lines and its links', () => {
    const { seen, unread, timeZone, events } = read(GOOGLE);
    expect({ seen, unread, timeZone }).toEqual({ seen: 4, unread: 0, timeZone: 'Europe/Berlin' });
    expect(events.find(({ uid }) => uid.startsWith('7kuk'))).toEqual({
      uid: '7kukuqrfedlm2f9t@google.com',
      occurrence: '',
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
  it('has times without a zone, which are those of the candidate', () => {
    expect(
      one(APPLE.replace(/BEGIN:VEVENT\r\nUID:A1[\s\S]*END:VEVENT/u, ''), { timeZone: 'Europe/Paris' }),
    ).toMatchObject({
      title: 'Entretien Hôpital Saint-Roch',
      startsAt: '2026-12-02T09:15:00.000Z',
      timeZone: 'Europe/Paris',
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

describe('a time', () => {
  it.each([
    [
      'by a zone that Outlook names and nobody explains',
      'DTSTART;TZID=GMT Standard Time:20261201T090000',
      '2026-12-01T09:00:00.000Z',
      'Europe/London',
    ],
    [
      'by a zone with a maker’s prefix',
      'DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261201T090000',
      '2026-12-01T00:00:00.000Z',
      'Asia/Tokyo',
    ],
    [
      'by a zone nobody knows',
      'DTSTART;TZID=Customized Time Zone:20261201T090000',
      '2026-12-01T08:00:00.000Z',
      'Europe/Berlin',
    ],
    ['in UTC', 'DTSTART:20261201T090000Z', '2026-12-01T09:00:00.000Z', 'Europe/Berlin'],
  ])('%s is read', (_what, start, ...[startsAt, timeZone]) => {
    expect(one(single(start), { timeZone: 'Europe/Berlin' })).toMatchObject({ startsAt, endsAt: startsAt, timeZone });
  });

  it('goes by the rules in the file before ours', () => {
    const odd = [
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    expect(one(calendarOf([entry('UID:a', 'DTSTART;TZID=Europe/Berlin:20261201T090000')], ...odd)).startsAt).toBe(
      '2026-12-01T04:00:00.000Z',
    );
  });

  it('is found around the hours that are skipped or come twice', () => {
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2027, 2, 28, 1, 59))).toISOString()).toBe(
      '2027-03-28T00:59:00.000Z',
    );
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2027, 2, 28, 3))).toISOString()).toBe(
      '2027-03-28T01:00:00.000Z',
    );
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2026, 9, 25, 3))).toISOString()).toBe(
      '2026-10-25T02:00:00.000Z',
    );
    expect(new Date(instantIn('Asia/Kathmandu', Date.UTC(2026, 9, 25, 3))).toISOString()).toBe(
      '2026-10-24T21:15:00.000Z',
    );
  });

  it('never ends before it begins', () => {
    expect(one(single('DTSTART:20261201T090000Z', 'DTEND:20261130T090000Z')).endsAt).toBe('2026-12-01T09:00:00.000Z');
    expect(one(single('DTSTART:20261201T090000Z', 'DURATION:-PT1H')).endsAt).toBe('2026-12-01T09:00:00.000Z');
    expect(one(single('DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261130')).endsAt).toBe(
      '2026-12-02T00:00:00.000Z',
    );
  });

  it('knows a zone by all its names', () => {
    expect(
      [
        'Romance Standard Time',
        '"Europe/Madrid"',
        '/mozilla.org/20050126_1/Europe/Rome',
        'UTC',
        'nonsense',
        '',
        undefined,
        '+01:00',
      ].map((id) => ianaName(id)),
    ).toEqual(['Europe/Paris', 'Europe/Madrid', 'Europe/Rome', 'UTC', undefined, undefined, undefined, undefined]);
  });
});

describe('a file that is not as it should be', () => {
  it.each([
    ['', 'This file is empty.'],
    ['hello', 'This is not a calendar in iCalendar format (.ics).'],
    ['<!doctype html><html></html>', 'This is a web page or XML, not a calendar.'],
    ['BEGIN:VCARD\nEND:VCARD', 'These are contacts, not a calendar.'],
    ['BEGIN:VEVENT\nDTSTART:20261201T090000Z\nEND:VEVENT', 'This is not a calendar in iCalendar format (.ics).'],
  ])('%j is refused in words', (text, detail) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'calendar_unreadable', detail: expect.stringContaining(detail) }),
    );
  });

  it('loses the broken entries only, and counts them', () => {
    const good = entry('UID:g', 'DTSTART:20261201T090000Z', 'SUMMARY:Good');
    const broken = [
      entry('UID:a'),
      entry('UID:b', 'DTSTART:tomorrow'),
      entry('UID:c', 'nonsense without any mark'),
      entry('UID:d', 'DTSTART:20261201T090000Z', 'RRULE:FREQ=SOMETIMES'),
    ];
    const { seen, unread, events } = read(calendarOf([...broken, good]));
    expect({ seen, unread, titles: events.map(({ title }) => title) }).toEqual({
      seen: 5,
      unread: 4,
      titles: ['Good'],
    });
    expect(read(`${calendarOf([good])}BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n`)).toMatchObject({
      seen: 2,
      unread: 1,
    });
  });

  it('is read in whatever encoding it came, also where a fold parts a character', () => {
    const text = single('DTSTART:20261201T090000Z', 'SUMMARY:Gespräch');
    expect(one(`\ufeff${text}`).title).toBe('Gespräch');
    for (const bytes of [
      Buffer.from(text, 'latin1'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ])
      expect(read(bytes).events[0]?.title).toBe('Gespräch');
    const [before = '', after = ''] = text.split('ä');
    expect(read(Buffer.concat([Buffer.from(`${before}\xc3\r\n \xa4${after}`, 'latin1')])).events[0]?.title).toBe(
      'Gespräch',
    );
    expect(one(text.replaceAll('\r\n', '\n')).title).toBe('Gespräch');
    expect(one(text.replaceAll('\r\n', '\r')).title).toBe('Gespräch');
  });

  it('keeps what lies deeper than it should out of the entries', () => {
    const nested = entry(
      'UID:a',
      'DTSTART:20261201T090000Z',
      'SUMMARY:Outer',
      'BEGIN:VEVENT',
      'SUMMARY:Inner',
      'END:VEVENT',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'END:VALARM',
    );
    expect(read(calendarOf([nested])).events.map(({ title }) => title)).toEqual(['Outer']);
  });
});
